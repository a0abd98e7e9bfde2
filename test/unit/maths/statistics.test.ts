import { describe, expect, it } from 'vitest'
import {
  logFalseAlarm,
  meanAndDeviation,
  median,
  quantile,
  robustDeviation,
  thresholdFor,
  wilsonInterval,
} from '../../../shared/maths/statistics.ts'

describe('statistics', () => {
  it('takes quantiles between order statistics, as R type 7 does', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(quantile([1, 2, 3, 4], 0.25)).toBeCloseTo(1.75)
    expect(median([])).toBeNaN()
  })

  it('measures spread without minding outliers', () => {
    const values = [...Array.from({ length: 99 }, (_, k) => k - 49), 1e9]
    expect(robustDeviation(values)).toBeLessThan(45)
    expect(meanAndDeviation([1, 2, 3, 4]).sd).toBeCloseTo(1.29099, 4)
  })

  it('has the threshold and the bound agree', () => {
    for (const trials of [1, 1000, 1e7]) {
      expect(Math.exp(logFalseAlarm(thresholdFor(1e-6, trials), trials))).toBeCloseTo(1e-6, 12)
    }
    expect(logFalseAlarm(-3, 10)).toBe(0)
    expect(logFalseAlarm(0.1, 1e6)).toBe(0)
  })

  it('gives the intervals of Wilson as R prop.test(correct = FALSE) prints them', () => {
    const [low, high] = wilsonInterval(0, 500)
    expect(low).toBeCloseTo(0, 12)
    expect(high).toBeCloseTo(0.00762, 4)
    expect(wilsonInterval(95, 100)[0]).toBeCloseTo(0.8882, 3)
  })
})
