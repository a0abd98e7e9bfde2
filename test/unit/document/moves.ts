import type { SourcePage, TextWord, RenderedChar } from '../../../main/document/document.ts'

/** How far outside a word's extent a glyph's origin lies, in mm; infinite on another line. */
const outside = (word: TextWord, { x, y }: RenderedChar): number => {
  const [cos, sin] = [Math.cos(word.angle), Math.sin(word.angle)]
  const [dx, dy] = [x - word.x, y - word.y]
  const across = Math.abs(dy * cos - dx * sin)
  const along = dx * cos + dy * sin
  const half = word.along / 2
  return across < 0.5 * word.across ? Math.max(0, -half - along, along - half + 0.1) : Infinity
}

/** The word that a glyph belongs to, or -1. Slanted type leans out of its box by a part of its height. */
const wordAt = (words: readonly TextWord[], char: RenderedChar): number => {
  const distances = words.map((word) => outside(word, char))
  const nearest = distances.reduce((best, distance, i) => (distance < distances[best] ? i : best), 0)
  return words.length > 0 && distances[nearest] < 0.15 * words[nearest].across ? nearest : -1
}

export interface MoveErrors {
  /** Characters in a word, and the furthest any of them is from where it was to go (mm). */
  readonly moved: number
  readonly worstMoved: number
  /** Characters in no word, and the furthest any of them went (mm). */
  readonly still: number
  readonly worstStill: number
}

const isSpace = (code: number): boolean => code <= 32 || code === 0xa0 || code === 0x3000

const displacement = (page: SourcePage, shifts: Float64Array, index: number): readonly [number, number] => {
  if (index < 0) return [0, 0]
  const { angle } = page.words[index]
  const [along, down] = [shifts[2 * index], shifts[2 * index + 1]]
  return [along * Math.cos(angle) - down * Math.sin(angle), along * Math.sin(angle) + down * Math.cos(angle)]
}

/**
 * Compares where an independent renderer sees each character, before and after. Characters are paired by
 * code and place, for the renderer puts them in reading order.
 */
export const moveErrors = (
  page: SourcePage,
  shifts: Float64Array,
  before: readonly RenderedChar[],
  after: readonly RenderedChar[],
): MoveErrors => {
  const sum = { moved: 0, worstMoved: 0, still: 0, worstStill: 0 }
  for (const char of before) {
    if (isSpace(char.code)) continue
    const index = wordAt(page.words, char)
    const [dx, dy] = displacement(page, shifts, index)
    const errors = after
      .filter(({ code }) => code === char.code)
      .map(({ x, y }) => Math.hypot(x - char.x - dx, y - char.y - dy))
    const error = Math.min(...errors)
    if (index < 0) {
      sum.still++
      sum.worstStill = Math.max(sum.worstStill, error)
    } else {
      sum.moved++
      sum.worstMoved = Math.max(sum.worstMoved, error)
    }
  }
  return sum
}
