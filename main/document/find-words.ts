import type { TextWord } from './document.ts'
import { NO_WORD } from './placed-text.ts'
import type { PlacedGlyph } from './placed-text.ts'

/** Gaps within a word, in em: wider ones are spaces that the file leaves out. */
const WIDEST_GAP = { letter: 0.25, ideograph: 0.5 } as const
const DEEPEST_OVERLAP = 0.4
const BASELINE_TOLERANCE = 0.08
const GROUP = 3
/** Smaller type than this is a texture, or a trick. */
const SMALLEST_EM_MM = 0.5
/** The box of a glyph above its baseline, in em: from descender to ascender. */
const BOX = { letter: { middle: 0.275, across: 0.95 }, ideograph: { middle: 0.38, across: 1 } } as const

interface Pen {
  readonly endX: number
  readonly endY: number
  readonly along: readonly [number, number]
  readonly em: number
  readonly kind: 'letter' | 'ideograph'
}

const length = ([x, y]: readonly [number, number]): number => Math.hypot(x, y)

const direction = ({ advance, em }: PlacedGlyph): readonly [number, number] => {
  const size = length(advance)
  if (size > 1e-9) return [advance[0] / size, advance[1] / size]
  const up = length(em) || 1
  return [-em[1] / up, em[0] / up]
}

const penAfter = (glyph: PlacedGlyph, kind: Pen['kind']): Pen => ({
  endX: glyph.x + glyph.advance[0],
  endY: glyph.y + glyph.advance[1],
  along: direction(glyph),
  em: length(glyph.em),
  kind,
})

const continues = (pen: Pen, glyph: PlacedGlyph): boolean => {
  const em = length(glyph.em)
  if (glyph.kind !== pen.kind || Math.abs(em - pen.em) > 0.1 * pen.em) return false
  const [ux, uy] = pen.along
  const [vx, vy] = direction(glyph)
  if (ux * vx + uy * vy < 0.999) return false
  const [dx, dy] = [glyph.x - pen.endX, glyph.y - pen.endY]
  const gap = dx * ux + dy * uy
  const off = Math.abs(dy * ux - dx * uy)
  return off < BASELINE_TOLERANCE * em && gap < WIDEST_GAP[pen.kind] * em && gap > -DEEPEST_OVERLAP * em
}

/** Threes, and twos where a single one would be left: 4 = 2 + 2, 7 = 3 + 2 + 2. */
const groupsOf = (glyphs: readonly PlacedGlyph[]): PlacedGlyph[][] => {
  const groups: PlacedGlyph[][] = []
  for (let at = 0; at < glyphs.length;) {
    const left = glyphs.length - at
    const size = left === 4 || left === 2 ? 2 : Math.min(GROUP, left)
    groups.push(glyphs.slice(at, at + size))
    at += size
  }
  return groups
}

const wordOf = (glyphs: readonly PlacedGlyph[], kind: Pen['kind']): TextWord => {
  const first = glyphs[0]
  const last = glyphs[glyphs.length - 1]
  const endX = last.x + last.advance[0]
  const endY = last.y + last.advance[1]
  const [ux, uy] = direction(first)
  const { middle, across } = BOX[kind]
  return {
    x: (first.x + endX) / 2 + middle * first.em[0],
    y: (first.y + endY) / 2 + middle * first.em[1],
    along: Math.abs((endX - first.x) * ux + (endY - first.y) * uy),
    across: across * length(first.em),
    angle: Math.atan2(uy, ux),
    glyphs: glyphs.length,
  }
}

export interface WordFinder {
  readonly add: (glyph: PlacedGlyph) => void
  /** Whatever comes next belongs to no word before it. */
  readonly end: () => void
  readonly words: readonly TextWord[]
}

/** Puts the glyphs of a page together to words, in content order. Words off the visible page are left out. */
export const wordFinder = (widthMm: number, heightMm: number): WordFinder => {
  const words: TextWord[] = []
  const places = new Map<string, number>()
  let run: PlacedGlyph[] = []
  let pen: Pen | null = null

  /** Text drawn twice (to look bold, or as a shadow) must move as one, or a ghost would show. */
  const sameAs = (word: TextWord): number | null => {
    const cell = 0.25 * word.across
    const [column, row] = [Math.round(word.x / cell), Math.round(word.y / cell)]
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        const found = places.get(`${column + dx},${row + dy},${word.glyphs}`)
        if (found !== undefined && Math.abs(words[found].along - word.along) < cell) return found
      }
    }
    places.set(`${column},${row},${word.glyphs}`, words.length)
    return null
  }

  const accept = (glyphs: readonly PlacedGlyph[], kind: Pen['kind']) => {
    const word = wordOf(glyphs, kind)
    const onPage = word.x >= 0 && word.y >= 0 && word.x <= widthMm && word.y <= heightMm
    if (!onPage || !(word.along > 0.05 && length(glyphs[0].em) >= SMALLEST_EM_MM)) return
    const index = sameAs(word) ?? words.push(word) - 1
    for (const glyph of glyphs) glyph.word = index
  }

  const end = () => {
    if (pen && run.length > 0) {
      const { kind } = pen
      for (const glyphs of kind === 'ideograph' ? groupsOf(run) : [run]) accept(glyphs, kind)
    }
    run = []
    pen = null
  }

  const add = (glyph: PlacedGlyph) => {
    glyph.word = NO_WORD
    if (pen && !continues(pen, glyph)) end()
    if (glyph.kind === 'space') return
    run.push(glyph)
    pen = penAfter(glyph, glyph.kind)
  }
  return { add, end, words }
}
