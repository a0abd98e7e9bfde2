import { halfExtents, headOf, type PageLayout, type WordPlace } from '../../shared/mark/layout.ts'
import type { RenderedChar } from '../document/document.ts'
import { acrossOf } from './shift-words.ts'

export interface WordMeasure {
  /** Displacements as shares of the planned ones, two per word; 0 where no character was found that moves by that sign. */
  readonly residuals: Float32Array
  readonly measured: number
  /** Characters of the original that the copy no longer shows. */
  readonly lost: number
}

/** A renderer's own rounding aside, a word cannot have gone further than this many times the plan. */
const MOST_SHARE = 3

/** What was measured, as a share of what was planned, within what is possible. */
export const shareOfPlan = (share: number): number => Math.min(MOST_SHARE, Math.max(-MOST_SHARE, share))

const BUCKET_MM = 5
/** A glyph's origin may lie somewhat above or below the box of its word. */
const WITHIN_LINE = 1.4

export const measureWords = (
  layout: PageLayout,
  original: readonly RenderedChar[],
  copy: readonly RenderedChar[],
): WordMeasure => {
  const before = original.filter(hasInk)
  const reachMm = MOST_SHARE * Math.hypot(layout.wordAlongMm, layout.wordAcrossMm)
  const pairs = pairChars(before, copy, reachMm)
  const sums = new Float64Array(2 * layout.words.length)
  const counts = new Uint32Array(2 * layout.words.length)
  const wordAt = wordFinder(layout.words)
  for (const [from, to] of pairs) {
    const k = wordAt(from)
    if (k < 0 || layout.words[k].unseen || layout.words[k].picture !== undefined) continue
    const { angle } = layout.words[k]
    const [x, y] = [to.x - from.x, to.y - from.y]
    sums[2 * k] += x * Math.cos(angle) + y * Math.sin(angle)
    const head = headOf(layout.words, k)
    sums[2 * head + 1] += y * Math.cos(angle) - x * Math.sin(angle) - acrossOf(layout, layout.words[k]).middle
    counts[2 * k]++
    counts[2 * head + 1]++
  }
  const residuals = Float32Array.from(sums, (sum, i) => {
    const planned = i % 2 === 0 ? layout.wordAlongMm : layout.wordAcrossMm
    const share = counts[i] === 0 ? 0 : sum / counts[i] / planned
    return shareOfPlan(share)
  })
  const measured = counts.reduce((n, count) => n + (count > 0 ? 1 : 0), 0)
  return { residuals, measured, lost: before.length - pairs.length }
}

/**
 * A renderer makes up and drops blanks and hyphens (PDFium: U+0002, U+FFFE) as words come to lie a little nearer or
 * further. A code of 0 is a glyph that the file gives no character for.
 */
const hasInk = ({ code }: RenderedChar): boolean =>
  code === 0 || !/[\s\p{Cc}\p{Cf}\uFFFE\uFFFF]/u.test(String.fromCodePoint(code))

type Pair = readonly [RenderedChar, RenderedChar]

/**
 * Each character of the original with the nearest same character of the copy in reach. By place, not by order:
 * PDFium orders text by its lines, and lines that moved by a hair may come in another order.
 */
const pairChars = (
  original: readonly RenderedChar[],
  copy: readonly RenderedChar[],
  reachMm: number,
): Pair[] => {
  const square = (mm: number) => Math.floor(mm / reachMm)
  const squares = new Map<number, RenderedChar[]>()
  for (const char of copy) {
    const key = gridKey(square(char.x), square(char.y))
    const list = squares.get(key)
    if (list) list.push(char)
    else squares.set(key, [char])
  }
  return original.flatMap((char): Pair[] => {
    const [column, row] = [square(char.x), square(char.y)]
    let nearest: RenderedChar | undefined
    let least = reachMm
    for (let y = row - 1; y <= row + 1; y++) {
      for (let x = column - 1; x <= column + 1; x++) {
        for (const other of squares.get(gridKey(x, y)) ?? []) {
          if (other.code !== char.code) continue
          const distance = Math.hypot(other.x - char.x, other.y - char.y)
          if (distance >= least) continue
          nearest = other
          least = distance
        }
      }
    }
    return nearest ? [[char, nearest]] : []
  })
}

/** A number for a square of a grid; pages are far smaller than what would make two squares share one. */
const gridKey = (column: number, row: number): number => row * 0x4000000 + column

/** The word that a glyph's origin lies in, or -1. */
const wordFinder = (words: readonly WordPlace[]): ((char: RenderedChar) => number) => {
  const buckets = new Map<number, number[]>()
  const bucket = (mm: number) => Math.floor(mm / BUCKET_MM)
  words.forEach((word, k) => {
    const [halfX, halfY] = halfExtents(word, WITHIN_LINE)
    for (let by = bucket(word.y - halfY); by <= bucket(word.y + halfY); by++) {
      for (let bx = bucket(word.x - halfX); bx <= bucket(word.x + halfX); bx++) {
        const key = gridKey(bx, by)
        const list = buckets.get(key)
        if (list) list.push(k)
        else buckets.set(key, [k])
      }
    }
  })
  return (char) => nearestHolder(words, buckets.get(gridKey(bucket(char.x), bucket(char.y))) ?? [], char)
}

/** A glyph begins at its origin, so a point a little further on tells which of two touching words it is in. */
const nearestHolder = (
  words: readonly WordPlace[],
  candidates: readonly number[],
  char: RenderedChar,
): number => {
  let best = -1
  let bestAcross = 0.7
  for (const k of candidates) {
    const { x, y, along, across, angle } = words[k]
    const [dx, dy] = [char.x - x, char.y - y]
    const u = dx * Math.cos(angle) + dy * Math.sin(angle) + 0.1 * across
    const v = Math.abs(dy * Math.cos(angle) - dx * Math.sin(angle)) / across
    if (Math.abs(u) > along / 2 || v >= bestAcross) continue
    best = k
    bestAcross = v
  }
  return best
}
