import type { ReadGlyph } from '../../document/open-wording.ts'

/** A stretch of running text, its lines joined, with the glyph that each character comes from (-1: none, a blank between lines or words). */
export interface Paragraph {
  readonly text: string
  readonly glyphs: readonly number[]
}

/** In em: wider gaps part the cells of a table. */
const CELL_GAP = 1.5
/** In em: a blank that the file does not draw. */
const LEAST_BLANK = 0.15
/** In em: on one line. */
const OFF_LINE = 0.3
/** In em, from one baseline to the next of a paragraph. */
const WIDEST_LEADING = 2.1
/** Radians: text that runs otherwise is of another paragraph. */
const MOST_TURN = 0.02

/** A line that ends so goes on without a blank: in Chinese, or within a word. */
const RUNS_ON = /[\p{Script=Han}、。，；：！？）」』》”-]$/u

type Step = 'same-word' | 'blank' | 'next-line' | 'apart'

/** How the reader comes from one glyph to the next. */
const stepTo = (before: ReadGlyph, glyph: ReadGlyph): Step => {
  const em = before.emMm || 1
  if (Math.abs(glyph.angle - before.angle) > MOST_TURN) return 'apart'
  if (Math.abs(glyph.emMm - em) > 0.15 * em) return 'apart'
  const [cos, sin] = [Math.cos(before.angle), Math.sin(before.angle)]
  const [dx, dy] = [glyph.x - before.end[0], glyph.y - before.end[1]]
  const [along, across] = [(dx * cos + dy * sin) / em, (dy * cos - dx * sin) / em]
  if (Math.abs(across) < OFF_LINE) {
    if (along > CELL_GAP || along < -CELL_GAP) return 'apart'
    return along > LEAST_BLANK ? 'blank' : 'same-word'
  }
  return across > 0 && across < WIDEST_LEADING && along < 0 ? 'next-line' : 'apart'
}

/** A page's text in content order, as its reader puts it together. */
export const paragraphsOf = (glyphs: readonly ReadGlyph[]): Paragraph[] => {
  const paragraphs: Paragraph[] = []
  let text = ''
  let owners: number[] = []
  let before: ReadGlyph | null = null
  const put = (characters: string, glyph: number) => {
    text += characters
    for (let k = 0; k < characters.length; k++) owners.push(glyph)
  }
  const end = () => {
    if (text.trim() !== '') paragraphs.push({ text, glyphs: owners })
    text = ''
    owners = []
  }
  glyphs.forEach((glyph, k) => {
    if (glyph.isSpace) {
      if (text !== '' && !text.endsWith(' ')) put(' ', k)
      return
    }
    const step = before === null ? 'apart' : stepTo(before, glyph)
    if (step === 'apart') end()
    else if (step === 'next-line' ? !RUNS_ON.test(text) : step === 'blank')
      if (!text.endsWith(' ')) put(' ', -1)
    put(glyph.text === '' ? '\ufffd' : glyph.text, k)
    before = glyph
  })
  end()
  return paragraphs
}
