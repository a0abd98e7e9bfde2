import { signCount, SCORED_CARRIERS, type PageLayout, type ScoredCarrier } from '../../shared/mark/layout.ts'
import { scoreTable, weighSigns, type ScoreTable } from '../../shared/mark/score.ts'
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

/** Scores of one copy: Z for every fusion of the tables, in their order. */
export const scoreCopy = (tables: ReadingTables, stream: SignStream, copyId: string): Float64Array => {
  const weighed = new Map<ScoredCarrier, { sum: number; square: number }>()
  for (const { reading, table, signs } of tables.tabled) {
    const packed = packedSigns(stream, copyId, reading.page, reading.carrier, signs)
    const so = weighed.get(reading.carrier) ?? { sum: 0, square: 0 }
    so.sum += weighSigns(table, packed)
    so.square += table.norm ** 2
    weighed.set(reading.carrier, so)
  }
  return Float64Array.from(tables.fusions, (fusion) => {
    let sum = 0
    let square = 0
    for (const carrier of fusion) {
      sum += weighed.get(carrier)?.sum ?? 0
      square += weighed.get(carrier)?.square ?? 0
    }
    return sum / Math.sqrt(square)
  })
}
