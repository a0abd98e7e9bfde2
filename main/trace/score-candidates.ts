import { signCount, SCORED_CARRIERS, type PageLayout, type ScoredCarrier } from '../../shared/mark/layout.ts'
import { scoreTable, weighAll, type ScoreTable } from '../../shared/mark/score.ts'
import { packedSigns, type SignStream } from '../../shared/mark/signs.ts'

/** What one page gave for one carrier, summed over the pictures that show the page. */
export interface Reading {
  readonly page: number
  readonly carrier: ScoredCarrier
  readonly layout: PageLayout
  readonly residuals: Float32Array
}

/** Combinations of carriers that are scored. Each is counted as a trial; paper kills the tint and would drown in its noise. */
export const FUSIONS: readonly (readonly ScoredCarrier[])[] = [
  ['tint'],
  ['words'],
  ['dots'],
  ['words', 'dots'],
  ['tint', 'words', 'dots'],
  ['text'],
  ['wording'],
  ['text', 'wording'],
  ['tint', 'words', 'dots', 'text', 'wording'],
]

interface TabledReading {
  readonly reading: Reading
  readonly table: ScoreTable
  readonly signs: number
}

/** Readings made ready to be scored by many copies. */
export interface ReadingTables {
  readonly tabled: readonly TabledReading[]
  readonly fusions: readonly (readonly ScoredCarrier[])[]
}

export const tabulate = (readings: readonly Reading[]): ReadingTables => {
  const tabled = readings
    .map((reading) => ({
      reading,
      table: scoreTable(reading.residuals),
      signs: signCount(reading.layout, reading.carrier),
    }))
    .filter(({ table }) => table.norm > 0)
  const present = SCORED_CARRIERS.filter((carrier) => tabled.some((t) => t.reading.carrier === carrier))
  const distinct = new Map<string, readonly ScoredCarrier[]>()
  for (const fusion of FUSIONS) {
    const used = fusion.filter((carrier) => present.includes(carrier))
    if (used.length > 0) distinct.set(used.join('+'), used)
  }
  return { tabled, fusions: [...distinct.values()] }
}

/** Scores of copies: of each, Z for every fusion of the tables, in their order. */
export const scoreCopies = (
  { tabled, fusions }: ReadingTables,
  stream: SignStream,
  copyIds: readonly string[],
): Float64Array[] => {
  const sums = new Map<ScoredCarrier, Float64Array>()
  const squares = new Map<ScoredCarrier, number>()
  for (const { reading, table, signs } of tabled) {
    const { page, carrier } = reading
    const packed = copyIds.map((copyId) => packedSigns(stream, copyId, page, carrier, signs))
    const sofar = sums.get(carrier)
    sums.set(
      carrier,
      weighAll(table, packed).map((sum, k) => sum + (sofar?.[k] ?? 0)),
    )
    squares.set(carrier, (squares.get(carrier) ?? 0) + table.norm ** 2)
  }
  const norms = fusions.map((fusion) =>
    Math.sqrt(fusion.reduce((square, carrier) => square + (squares.get(carrier) ?? 0), 0)),
  )
  return copyIds.map((_, k) =>
    Float64Array.from(
      fusions,
      (fusion, f) => fusion.reduce((sum, carrier) => sum + (sums.get(carrier)?.[k] ?? 0), 0) / norms[f],
    ),
  )
}

export const scoreCopy = (tables: ReadingTables, stream: SignStream, copyId: string): Float64Array =>
  scoreCopies(tables, stream, [copyId])[0]
