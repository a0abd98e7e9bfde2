import type { PageLayout, ScoredCarrier } from '../../shared/mark/layout.ts'
import { packedSigns, signAt, type SignStream } from '../../shared/mark/signs.ts'
import type { Point } from '../../shared/maths/geometry.ts'
import type { Hypothesis } from './hypotheses.ts'
import type { Reading } from './score-candidates.ts'

/**
 * What is left of a picture's evidence when the marks of copies that it surely shows are taken out of it (successive cancellation).
 * Beside the loud marks of a first contributor those of a second may pass for chance, and what chance likeness a second copy has
 * with the first falls away. The leftover is a function of the picture and the named copies' signs alone, so the bound holds for all other copies as before.
 */
export const WAYS_OF_TAKING_OUT = ['agreement', 'strength'] as const

/**
 * `agreement`: residuals count the less the better their neighbourhood agrees with the copy, as with strips of several copies.
 * `strength`: the copy's usual log odds are taken off, so that what is too weak or too strong for it remains, as where copies were averaged.
 */
export type WayOfTakingOut = (typeof WAYS_OF_TAKING_OUT)[number]

/** Agreement with a copy is measured in squares of this size; strips are rarely thinner. */
const BLOCK_MM = 20
/** Say of the eight blocks around a block in its own agreement. */
const NEIGHBOUR_SAY = 0.3
/** Signs that the page as a whole is worth in every block. */
const PAGE_SAY = 3
/** Log odds beyond this come of rounding. */
const MOST_LOG_ODDS = 5

interface Blocks {
  readonly columns: number
  readonly rows: number
  /** Block by sign. */
  readonly of: Int32Array
}

/** Where signs lie on the page; none for text, which lies in a passage. */
const placesOf = ({ tint, words, dots }: PageLayout, carrier: ScoredCarrier): readonly Point[] => {
  switch (carrier) {
    case 'tint':
      return tint.flatMap(({ cellMm, columns, rows }) =>
        Array.from({ length: columns * rows }, (_, cell) => ({
          x: ((cell % columns) + 0.5) * cellMm,
          y: (Math.floor(cell / columns) + 0.5) * cellMm,
        })),
      )
    case 'words':
      return words.flatMap((word) => [word, word])
    case 'dots':
      return dots
    case 'text':
    case 'wording':
      return []
  }
}

const blocksOf = ({ layout, carrier, residuals }: Reading): Blocks => {
  const places = placesOf(layout, carrier)
  const columns = Math.max(1, Math.ceil(layout.widthMm / BLOCK_MM))
  const rows = Math.max(1, Math.ceil(layout.heightMm / BLOCK_MM))
  const along = (mm: number, count: number) => Math.min(count - 1, Math.max(0, Math.floor(mm / BLOCK_MM)))
  const of = Int32Array.from(residuals, (_, sign) => {
    const place = places.at(sign)
    return place === undefined ? 0 : along(place.y, rows) * columns + along(place.x, columns)
  })
  return { columns, rows, of }
}

interface Sums {
  readonly agreed: number
  readonly all: number
}

const NOTHING: Sums = { agreed: 0, all: 0 }

const add = (a: Sums, b: Sums, say: number): Sums => ({
  agreed: a.agreed + say * b.agreed,
  all: a.all + say * b.all,
})

/** A block with the eight around it. */
const withNeighbours = ({ columns, rows }: Blocks, sums: readonly Sums[], block: number): Sums => {
  const [column, row] = [block % columns, Math.floor(block / columns)]
  let total = NOTHING
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
      const at = y * columns + x
      total = add(total, sums[at], at === block ? 1 : NEIGHBOUR_SAY)
    }
  }
  return total
}

/** How far each block's evidence agrees with a copy: 1 where all of it does, 0 where it is as chance would have it. */
const agreementOf = (values: Float32Array, signs: Uint8Array, blocks: Blocks): Float64Array => {
  const sums = Array.from({ length: blocks.columns * blocks.rows }, () => ({ agreed: 0, all: 0 }))
  let heard = 0
  values.forEach((value, sign) => {
    if (value === 0) return
    const sum = sums[blocks.of[sign]]
    sum.agreed += value * signAt(signs, sign)
    sum.all += Math.abs(value)
    heard++
  })
  const page = sums.reduce((total, sum) => add(total, sum, 1), NOTHING)
  if (heard === 0) return new Float64Array(sums.length)
  const local = sums.map((_, block) => {
    const { agreed, all } = add(withNeighbours(blocks, sums, block), page, PAGE_SAY / heard)
    return Math.max(0, agreed / all)
  })
  return Float64Array.from(local)
}

const logOdds = (residual: number): number =>
  Math.max(-MOST_LOG_ODDS, Math.min(MOST_LOG_ODDS, Math.atanh(Math.max(-1, Math.min(1, residual)))))

const meanSize = (values: Float32Array): number => {
  const heard = values.filter((value) => value !== 0)
  return heard.reduce((sum, value) => sum + Math.abs(value), 0) / Math.max(1, heard.length)
}

const takeOutOf = (
  reading: Reading,
  copyIds: readonly string[],
  stream: SignStream,
  way: WayOfTakingOut,
): Reading => {
  const { page, carrier, residuals } = reading
  const blocks = blocksOf(reading)
  const left = way === 'strength' ? residuals.map(logOdds) : residuals.slice()
  for (const copyId of copyIds) {
    const signs = packedSigns(stream, copyId, page, carrier, residuals.length)
    const agreement = agreementOf(left, signs, blocks)
    const usual = meanSize(left)
    for (let sign = 0; sign < left.length; sign++) {
      if (left[sign] === 0) continue
      const size = way === 'strength' ? usual : Math.abs(left[sign])
      left[sign] -= agreement[blocks.of[sign]] * size * signAt(signs, sign)
    }
  }
  return { ...reading, residuals: left }
}

/** The same hypothesis without what copies of its document put there. */
export const takeOutCopies = (
  hypothesis: Hypothesis,
  copyIds: readonly string[],
  stream: SignStream,
  way: WayOfTakingOut,
): Hypothesis => ({
  ...hypothesis,
  readings: hypothesis.readings.map((reading) => takeOutOf(reading, copyIds, stream, way)),
})
