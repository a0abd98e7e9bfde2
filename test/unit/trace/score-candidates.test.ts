import { describe, expect, it } from 'vitest'
import {
  fusionName,
  scoreCopy,
  tabulate,
  type Fusion,
  type Reading,
} from '../../../main/trace/score-candidates.ts'
import { MARK_VERSION, type PageLayout, type PictureCarrier } from '../../../shared/mark/layout.ts'
import { packedSigns, signAt } from '../../../shared/mark/signs.ts'
import { testStream } from '../../support/test-streams.ts'

const STREAM = testStream('fusions')
const SIGNS = 400
const layout: PageLayout = {
  version: MARK_VERSION,
  widthMm: 210,
  heightMm: 297,
  tint: [{ cellMm: 4.5, columns: 20, rows: 20 }],
  words: Array.from({ length: SIGNS / 2 }, (_, k) => ({ x: k, y: 20, along: 14, across: 4, angle: 0 })),
  wordAlongMm: 0.07,
  wordAcrossMm: 0.035,
  dots: Array.from({ length: SIGNS }, (_, k) => ({ x: k, y: 30, dx: 0.1, dy: 0 })),
  dotDiameterMm: 0.11,
}

/** Signs of copy c7, so many of ten seen right, and believed so much. */
const readingOf = (carrier: PictureCarrier, seenRight: number, believed: number): Reading => {
  const packed = packedSigns(STREAM, 'c7', 0, carrier, SIGNS)
  const residuals = Float32Array.from({ length: SIGNS }, (_, k) =>
    k % 10 < seenRight ? believed * signAt(packed, k) : -believed * signAt(packed, k),
  )
  return { page: 0, carrier, layout, residuals }
}

const scoresOf = (readings: readonly Reading[]): Map<string, number> => {
  const tables = tabulate(readings)
  const scores = scoreCopy(tables, STREAM, 'c7')
  return new Map(tables.fusions.map((fusion: Fusion, k) => [fusionName(fusion), scores[k]]))
}

describe('carriers that are scored together', () => {
  const tint = readingOf('tint', 6, 0.9)
  const words = readingOf('words', 7, 0.1)
  const scores = scoresOf([tint, words])

  it('are those that were read, each combination once, all of them last', () => {
    expect([...scores.keys()]).toEqual(['tint', 'words', 'tint + words, evenly', 'tint + words'])
    expect([...scoresOf([tint, words, readingOf('dots', 6, 0.3)]).keys()]).toEqual([
      'tint',
      'words',
      'dots',
      'words + dots',
      'tint + words, evenly',
      'words + dots, evenly',
      'tint + words + dots, evenly',
      'tint + words + dots',
    ])
    expect([...scoresOf([words]).keys()]).toEqual(['words'])
  })

  it('have an equal say in one of them: a carrier that takes itself for surer than it is does not drown another', () => {
    const [a, b] = [scores.get('tint') ?? 0, scores.get('words') ?? 0]
    const evenly = scores.get('tint + words, evenly') ?? 0
    expect(evenly).toBeCloseTo((a + b) / Math.SQRT2, 9)
    expect(evenly).toBeGreaterThan(1 + (scores.get('tint + words') ?? 0))
    expect(evenly).toBeGreaterThan(b)
  })
})
