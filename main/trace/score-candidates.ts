import { signCount, SCORED_CARRIERS, type PageLayout, type ScoredCarrier } from '../../shared/mark/layout.ts'
import { scoreTable, weighAll, type ScoreTable } from '../../shared/mark/score.ts'
import { packedBytes, signLabel, type SignStream } from '../../shared/mark/signs.ts'

/** What one page gave for one carrier, summed over the pictures that show the page. */
export interface Reading {
  readonly page: number
  readonly carrier: ScoredCarrier
  readonly layout: PageLayout
  readonly residuals: Float32Array
}

/** Carriers that are scored together. */
export interface Fusion {
  readonly carriers: readonly ScoredCarrier[]
  /** Each carrier has an equal say, however much it trusts itself; else all signs are weighed as they are. */
  readonly isEven: boolean
}

const weighed = (...carriers: ScoredCarrier[]): Fusion => ({ carriers, isEven: false })
const even = (...carriers: ScoredCarrier[]): Fusion => ({ carriers, isEven: true })

/**
 * Combinations of carriers that are scored. Each is counted as a trial; paper kills the tint and would drown in its noise, and where a carrier takes itself for
 * surer than it is, in what pixels or halftone left, an equal say for each does better.
 */
export const FUSIONS: readonly Fusion[] = [
  weighed('tint'),
  weighed('words'),
  weighed('dots'),
  weighed('words', 'dots'),
  even('tint', 'words'),
  even('words', 'dots'),
  even('tint', 'words', 'dots'),
  weighed('tint', 'words', 'dots'),
  weighed('text'),
  weighed('wording'),
  weighed('text', 'wording'),
  weighed('tint', 'words', 'dots', 'text', 'wording'),
]

export const fusionName = ({ carriers, isEven }: Fusion): string =>
  `${carriers.join(' + ')}${isEven ? ', evenly' : ''}`

interface TabledReading {
  readonly page: number
  readonly carrier: ScoredCarrier
  readonly table: ScoreTable
  /** Of a copy's packed signs. */
  readonly bytes: number
}

/** Readings made ready to be scored by many copies, in this thread or in another: nothing but data. */
export interface ReadingTables {
  readonly tabled: readonly TabledReading[]
  readonly fusions: readonly Fusion[]
}

export const tabulate = (readings: readonly Reading[]): ReadingTables => {
  const tabled = readings
    .map(({ page, carrier, layout, residuals }) => ({
      page,
      carrier,
      table: scoreTable(residuals),
      bytes: packedBytes(signCount(layout, carrier)),
    }))
    .filter(({ table }) => table.norm > 0)
  const present = SCORED_CARRIERS.filter((carrier) => tabled.some((t) => t.carrier === carrier))
  const distinct = new Map<string, Fusion>()
  for (const { carriers, isEven } of FUSIONS) {
    const used = carriers.filter((carrier) => present.includes(carrier))
    const fusion = { carriers: used, isEven: isEven && used.length > 1 }
    if (used.length > 0) distinct.set(fusionName(fusion), fusion)
  }
  return { tabled, fusions: [...distinct.values()] }
}

/** Packed signs of some copies, one after the other, for one of the tables: copies and tables by their places. */
export type SignsFor = (from: number, copies: number, table: number, bytes: number) => readonly Uint8Array[]

/** Copies whose signs are drawn and weighed together. They fit a processor's nearer caches; and where many keys' streams are drawn at once, it is so many. */
const TOGETHER = 128

/** Scores of so many copies: Z for every fusion of the tables, in their order, copy after copy. */
export const scoreAll = (
  { tabled, fusions }: ReadingTables,
  copies: number,
  signsFor: SignsFor,
): Float64Array<ArrayBuffer> => {
  const scores = new Float64Array(copies * fusions.length)
  const square = (carrier: ScoredCarrier) =>
    tabled.reduce((sum, t) => sum + (t.carrier === carrier ? t.table.norm ** 2 : 0), 0)
  // What a carrier's sum is divided by in each fusion.
  const norms = fusions.map(({ carriers, isEven }) => {
    const squares = carriers.map(square)
    const together = squares.reduce((sum, one) => sum + one, 0)
    return squares.map((one) => Math.sqrt(isEven ? carriers.length * one : together))
  })
  for (let from = 0; from < copies; from += TOGETHER) {
    const group = Math.min(TOGETHER, copies - from)
    const sums = new Map<ScoredCarrier, Float64Array>()
    tabled.forEach(({ carrier, table, bytes }, t) => {
      const weighed = weighAll(table, signsFor(from, group, t, bytes))
      const sofar = sums.get(carrier)
      sums.set(carrier, sofar === undefined ? weighed : weighed.map((sum, copy) => sum + sofar[copy]))
    })
    fusions.forEach(({ carriers }, f) => {
      const parts = carriers.map((carrier) => sums.get(carrier) ?? new Float64Array(group))
      for (let copy = 0; copy < group; copy++) {
        let score = 0
        for (let part = 0; part < parts.length; part++) score += parts[part][copy] / norms[f][part]
        scores[(from + copy) * fusions.length + f] = score
      }
    })
  }
  return scores
}

/** Scores as they come out of `scoreAll`, by copy. */
export const copyByCopy = (scores: Float64Array, copies: number): Float64Array[] => {
  const fusions = scores.length / copies
  return Array.from({ length: copies }, (_, copy) => scores.slice(copy * fusions, (copy + 1) * fusions))
}

/** Scores of copies: of each, Z for every fusion of the tables, in their order. */
export const scoreCopies = (
  tables: ReadingTables,
  stream: SignStream,
  copyIds: readonly string[],
): Float64Array[] =>
  copyByCopy(
    scoreAll(tables, copyIds.length, (from, copies, table, bytes) =>
      copyIds.slice(from, from + copies).map((copyId) => stream(labelFor(tables, copyId, table), bytes)),
    ),
    copyIds.length,
  )

/** What a copy's signs for one of the tables are drawn by. */
export const labelFor = ({ tabled }: ReadingTables, copyId: string, table: number): string =>
  signLabel(copyId, tabled[table].page, tabled[table].carrier)

export const scoreCopy = (tables: ReadingTables, stream: SignStream, copyId: string): Float64Array =>
  scoreCopies(tables, stream, [copyId])[0]
