import { describe, expect, it } from 'vitest'
import type { PageLayout } from '../../../shared/mark/layout.ts'
import { seededRandom } from '../../leak/random.ts'
import { addCounts, countLaw, hoeffding, LAW_AT, NO_COUNT, type LawCount } from '../../bench/law-count.ts'
import { lawPlot } from '../../bench/law-plot.ts'
import { breaches, lawReport, type LawSets } from '../../bench/law-report.ts'

const layout: PageLayout = {
  version: 1,
  widthMm: 210,
  heightMm: 297,
  tint: [{ cellMm: 10, columns: 20, rows: 20 }],
  words: [],
  wordAlongMm: 0.07,
  wordAcrossMm: 0.035,
  dots: Array.from({ length: 160 }, (_, k) => ({ x: k, y: 1, dx: 0.1, dy: 0 })),
  dotDiameterMm: 0.11,
}
const dice = seededRandom(1, 'law')
const residuals = (n: number) => Float32Array.from({ length: n }, () => dice.gaussian() ** 3)
const readings = [
  { page: 0, carrier: 'tint' as const, layout, residuals: residuals(400) },
  { page: 0, carrier: 'dots' as const, layout, residuals: residuals(160) },
]

describe('keys that never marked anything', () => {
  const counts = countLaw({ readings }, 20_000, 's')

  it('are scored in every fusion, and stay under the bound even on wild residuals', () => {
    expect([...counts.keys()]).toEqual(['tint', 'dots', 'tint + dots, evenly', 'tint + dots'])
    for (const { scores, reached } of counts.values()) {
      expect(scores).toBe(20_000)
      reached.forEach((n, i) => expect(n / scores).toBeLessThan(hoeffding(LAW_AT[i])))
      // A score has variance 1: about 16 % reach 1.
      expect(reached[1] / scores).toBeGreaterThan(0.13)
      expect(reached[1] / scores).toBeLessThan(0.19)
    }
  })

  it('are the same keys for the same seed', () => {
    expect(countLaw({ readings }, 500, 's')).toEqual(countLaw({ readings }, 500, 's'))
    expect(countLaw({ readings }, 500, 's')).not.toEqual(countLaw({ readings }, 500, 't'))
  })

  it('count for nothing where a leak left nothing', () =>
    expect(countLaw({ readings: [] }, 100, 's').size).toBe(0))
})

describe('the law', () => {
  const under: LawCount = { scores: 1000, reached: LAW_AT.map((t) => Math.floor(300 * hoeffding(t))) }
  const sets: LawSets = {
    command: 'bench',
    leaks: { marked: 1, unmarked: 1 },
    marked: under,
    left: under,
    unmarked: addCounts(under, NO_COUNT),
    byFusion: new Map([['tint', under]]),
  }

  it('is kept as long as no rate is above the bound, and broken by the first that is', () => {
    expect(breaches(sets)).toEqual([])
    expect(lawReport(sets)).toContain('No rate lies above the bound')
    const over = { ...under, reached: under.reached.map((n, i) => (LAW_AT[i] === 3 ? 12 : n)) }
    expect(breaches({ ...sets, unmarked: over })).toEqual(['unmarked at t = 3'])
    expect(breaches({ ...sets, left: over })).toEqual(['left at t = 3'])
    expect(lawReport({ ...sets, unmarked: over })).toContain('ABOVE THE BOUND')
  })

  it('is drawn with a mark for every rate that is not zero', () => {
    const rings = lawPlot(sets).match(/<circle/g)?.length ?? 0
    expect(rings).toBe(1 + under.reached.filter((n) => n > 0).length)
  })
})
