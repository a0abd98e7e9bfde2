import { assert, double, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { softSign, softSignHeavyTailed } from '../../../main/trace/soft-sign.ts'

const reading = double({ min: -50, max: 50, noNaN: true })
const amplitude = double({ min: 0.01, max: 5, noNaN: true })
const variance = double({ min: 0.001, max: 25, noNaN: true })

describe('the posterior mean of a sign', () => {
  it('is odd in the reading and never beyond certainty', () => {
    assert(
      property(reading, amplitude, variance, (x, a, v) => {
        for (const soft of [softSign, softSignHeavyTailed]) {
          expect(Math.abs(soft(x, a, v))).toBeLessThanOrEqual(1)
          expect(soft(-x, a, v)).toBeCloseTo(-soft(x, a, v), 9)
        }
      }),
    )
  })

  it('is what simulation says, for Gaussian noise', () => {
    // s = +1 or -1 with x = s a + n: among readings near 0.7, the mean of s is tanh(a x / v).
    const density = (x: number, mean: number) => Math.exp(-((x - mean) ** 2) / (2 * 0.81))
    const [plus, minus] = [density(0.7, 0.5), density(0.7, -0.5)]
    expect(softSign(0.7, 0.5, 0.81)).toBeCloseTo((plus - minus) / (plus + minus), 9)
  })

  it('lets a far outlier speak for neither sign, if noise has heavy tails', () => {
    expect(softSignHeavyTailed(1, 1, 0.1)).toBeGreaterThan(0.9)
    expect(softSignHeavyTailed(1000, 1, 0.1)).toBeLessThan(0.02)
  })
})
