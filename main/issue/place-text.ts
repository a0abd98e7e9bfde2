import type { TextLayout, TextPlace } from '../../shared/mark/layout.ts'
import { lettersOf } from '../../shared/mark/read-text.ts'
import type { RenderedChar, TextStop } from '../document/document.ts'

/** A glyph's origin, as both the parser and the renderer see it. */
const SAME_PLACE_MM = 0.05
/** In em: a gap that nobody searches across, as between the cells of a table. */
const WIDE_GAP = 2
/** Radians. Renderers give text that runs up, down or backwards in orders of their own. */
const MOST_TILT = 0.2
/** In em: what comes next is on another line. */
const OTHER_LINE = 0.5

const ENDS_CLAUSE = /[.,;:!?)\]}”’"'»…、。，．：；！？）》」』】〉〕]/u
const BREAKS_WORD = /[-‐‑\u00ad\ufffe\p{Cc}]/u
/** Scripts whose words run over the end of a line without a sign. */
const RUNS_ON = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u

const textOf = ({ code }: RenderedChar): string =>
  code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''

/** Looks up stops by where they are; of text that is drawn twice the first counts. */
const stopFinder = (stops: readonly TextStop[]) => {
  const cell = (mm: number) => Math.floor(mm / SAME_PLACE_MM)
  const cells = new Map<string, number[]>()
  stops.forEach(({ x, y }, index) => {
    const key = `${cell(x)},${cell(y)}`
    cells.set(key, [...(cells.get(key) ?? []), index])
  })
  return ({ x, y }: RenderedChar): number | null => {
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const index of cells.get(`${cell(x) + dx},${cell(y) + dy}`) ?? [])
          if (Math.hypot(stops[index].x - x, stops[index].y - y) < SAME_PLACE_MM) return index
      }
    }
    return null
  }
}

const endsLine = ({ x, y, angle, emMm }: TextStop, next: RenderedChar | undefined): boolean => {
  if (!next) return true
  const along = (next.x - x) * Math.cos(angle) + (next.y - y) * Math.sin(angle)
  const across = (next.y - y) * Math.cos(angle) - (next.x - x) * Math.sin(angle)
  return along < 0 || along > WIDE_GAP * emMm + emMm || Math.abs(across) > OTHER_LINE * emMm
}

/**
 * Marks stand where a reader pauses, after punctuation and at the ends of lines, and never within a word nor between two words of
 * a line: so a search for a word or a phrase still finds it in viewers that compare character by character.
 * @param chars the page's text in reading order, as the renderer gives it
 */
export const placeText = (stops: readonly TextStop[], chars: readonly RenderedChar[]): TextLayout => {
  const stopOf = stopFinder(stops)
  const letters: string[] = []
  const places: TextPlace[] = []
  let after = 0
  chars.forEach((char, k) => {
    const text = textOf(char)
    const own = lettersOf(text)
    letters.push(own)
    after += own.length
    if (after === 0 || BREAKS_WORD.test(text)) return
    const next = chars.at(k + 1)
    // Of a ligature that reads as several letters, the last.
    if (next && Math.hypot(next.x - char.x, next.y - char.y) < SAME_PLACE_MM) return
    const stop = stopOf(char)
    if (stop === null || Math.abs(stops[stop].angle) > MOST_TILT) return
    if (!ENDS_CLAUSE.test(text) && (RUNS_ON.test(text) || !endsLine(stops[stop], next))) return
    if (places.at(-1)?.after === after) places.pop()
    places.push({ after, stop })
  })
  return { letters: letters.join(''), places }
}
