import { assert, double, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { softSignHeavyTailed } from '../../../main/trace/soft-sign.ts'

const reading = double({ min: -50, max: 50, noNaN: true })
const amplitude = double({ min: 0.01, max: 5, noNaN: true })
const variance = double({ min: 0.001, max: 25, noNaN: true })

describe('the posterior mean of a sign', () => {
  it('is odd in the reading and never beyond certainty', () => {
    assert(
      property(reading, amplitude, variance, (x, a, v) => {
        expect(Math.abs(softSignHeavyTailed(x, a, v))).toBeLessThanOrEqual(1)
        expect(softSignHeavyTailed(-x, a, v)).toBeCloseTo(-softSignHeavyTailed(x, a, v), 9)
      }),
    )
  })

  it('lets a far outlier speak for neither sign, if noise has heavy tails', () => {
    expect(softSignHeavyTailed(1, 1, 0.1)).toBeGreaterThan(0.9)
    expect(softSignHeavyTailed(1000, 1, 0.1)).toBeLessThan(0.02)
  })
})
