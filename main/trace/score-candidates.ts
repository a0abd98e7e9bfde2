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

/** Whose signs are asked for: of each copy those of one page and carrier. */
export interface Asked {
  readonly page: number
  readonly carrier: ScoredCarrier
  /** Of a copy's packed signs. */
  readonly bytes: number
}

interface TabledReading extends Asked {
  readonly table: ScoreTable
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

/** Z for every fusion of some tables, in their order, copy after copy. */
export type ScoreBlock = Float64Array<ArrayBuffer>

/** For each of the tables, of so many copies. */
export const newBlocks = (tables: readonly ReadingTables[], copies: number): ScoreBlock[] =>
  tables.map(({ fusions }) => new Float64Array(copies * fusions.length))

/** Puts some copies' scores where they belong among those of all: from such a copy on. */
export const putBlocks = (
  blocks: readonly ScoreBlock[],
  tables: readonly ReadingTables[],
  from: number,
  some: readonly ScoreBlock[],
): void => some.forEach((scores, t) => blocks[t].set(scores, from * tables[t].fusions.length))

/** Signs that are asked for, and the tables that weigh them: whose they are, by place. */
interface AskedOnce extends Asked {
  readonly readers: readonly { readonly of: number; readonly table: ScoreTable }[]
}

/** What is asked of every copy for all of these tables, each thing once: a page may be read in several ways, and drawing its signs is most of what scoring costs. */
export const askedBy = (tables: readonly ReadingTables[]): AskedOnce[] => {
  const readings = tables.flatMap(({ tabled }, of) => tabled.map((one) => ({ ...one, of })))
  const together = Map.groupBy(readings, ({ page, carrier, bytes }) => `${page} ${carrier} ${bytes}`)
  return [...together.values()].map((readers) => {
    const [{ page, carrier, bytes }] = readers
    return { page, carrier, bytes, readers }
  })
}

/** Packed signs of some copies, one after the other, for one of the things asked: copies and things by their places. */
export type SignsFor = (from: number, copies: number, asked: number, bytes: number) => readonly Uint8Array[]

/** Copies whose signs are drawn and weighed together. They fit a processor's nearer caches. */
const TOGETHER = 128

/** Sums of some tables' weighed signs, by carrier, copy after copy. */
type CarrierSums = Map<ScoredCarrier, Float64Array>

/** What each carrier's sum is divided by in each fusion. */
const normsOf = ({ tabled, fusions }: ReadingTables): number[][] => {
  const square = (carrier: ScoredCarrier) =>
    tabled.reduce((sum, t) => sum + (t.carrier === carrier ? t.table.norm ** 2 : 0), 0)
  return fusions.map(({ carriers, isEven }) => {
    const squares = carriers.map(square)
    const together = squares.reduce((sum, one) => sum + one, 0)
    return squares.map((one) => Math.sqrt(isEven ? carriers.length * one : together))
  })
}

/** Scores of so many copies for each of the tables. */
export const scoreAll = (
  tables: readonly ReadingTables[],
  copies: number,
  signsFor: SignsFor,
): ScoreBlock[] => {
  const asked = askedBy(tables)
  const norms = tables.map(normsOf)
  const blocks = newBlocks(tables, copies)
  for (let from = 0; from < copies; from += TOGETHER) {
    const group = Math.min(TOGETHER, copies - from)
    const sums = tables.map((): CarrierSums => new Map())
    asked.forEach(({ carrier, bytes, readers }, a) => {
      const signs = signsFor(from, group, a, bytes)
      for (const { of, table } of readers) {
        const weighed = weighAll(table, signs)
        const sofar = sums[of].get(carrier)
        sums[of].set(carrier, sofar === undefined ? weighed : weighed.map((sum, k) => sum + sofar[k]))
      }
    })
    tables.forEach(({ fusions }, t) => {
      fusions.forEach(({ carriers }, f) => {
        const parts = carriers.map((carrier) => sums[t].get(carrier) ?? new Float64Array(group))
        for (let copy = 0; copy < group; copy++) {
          let score = 0
          for (let part = 0; part < parts.length; part++) score += parts[part][copy] / norms[t][f][part]
          blocks[t][(from + copy) * fusions.length + f] = score
        }
      })
    })
  }
  return blocks
}

/** What a copy's signs are drawn by. */
export const labelFor = ({ page, carrier }: Asked, copyId: string): string => signLabel(copyId, page, carrier)

/** Scores of copies for each of the tables. */
export const scoreCopies = (
  tables: readonly ReadingTables[],
  stream: SignStream,
  copyIds: readonly string[],
): ScoreBlock[] => {
  const asked = askedBy(tables)
  return scoreAll(tables, copyIds.length, (from, copies, a, bytes) =>
    copyIds.slice(from, from + copies).map((copyId) => stream(labelFor(asked[a], copyId), bytes)),
  )
}

export const scoreCopy = (tables: ReadingTables, stream: SignStream, copyId: string): ScoreBlock =>
  scoreCopies([tables], stream, [copyId])[0]
