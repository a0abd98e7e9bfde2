import { describe, expect, it } from 'vitest'
import {
  fieldAt,
  fitSplineField,
  zeroField,
  type ShiftMeasurement,
} from '../../../shared/maths/spline-field.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'

const smooth = (x: number, y: number) => ({
  x: 2 * Math.sin(x / 60) + 0.01 * y,
  y: 1.5 * Math.cos(y / 80) - 0.005 * x,
})

const measurements = (count: number, noise: number, strays: number): ShiftMeasurement[] => {
  const random = seededRandom(7)
  return Array.from({ length: count }, (_, k) => {
    const x = 210 * random()
    const y = 297 * random()
    const u = smooth(x, y)
    const stray = k < strays ? 8 : 0
    const information = 1 / (0.1 * 0.1)
    return {
      x,
      y,
      dx: u.x + noise * (random() - 0.5) + stray,
      dy: u.y + noise * (random() - 0.5) - stray,
      xx: information,
      xy: 0,
      yy: information,
    }
  })
}

const worstError = (data: readonly ShiftMeasurement[]) => {
  const field = fitSplineField(210, 297, data, { spacing: 20, bend: 0.3, doubt: 3, rounds: 6 })
  let worst = 0
  for (let y = 20; y < 280; y += 10) {
    for (let x = 20; x < 190; x += 10) {
      const u = fieldAt(field, x, y)
      const truth = smooth(x, y)
      worst = Math.max(worst, Math.hypot(u.x - truth.x, u.y - truth.y))
    }
  }
  return worst
}

describe('a smooth displacement field', () => {
  it('is nothing where nothing was measured', () => {
    expect(fieldAt(zeroField(210, 297, 20), 100, 100)).toEqual({ x: 0, y: 0 })
  })

  it('follows a smooth bend to a tenth of a millimetre', () => {
    expect(worstError(measurements(800, 0.05, 0))).toBeLessThan(0.1)
  })

  it('is not led astray by one measurement in eight', () => {
    expect(worstError(measurements(800, 0.05, 100))).toBeLessThan(0.15)
  })

  it('carries a straight trend on beyond the measurements', () => {
    const data = Array.from({ length: 60 }, (_, k) => {
      const x = 20 + 10 * (k % 10)
      const y = 20 + 10 * Math.floor(k / 10)
      return { x, y, dx: 0.02 * x, dy: 0, xx: 400, xy: 0, yy: 400 }
    })
    const field = fitSplineField(210, 297, data, { spacing: 20, bend: 0.3, doubt: 3, rounds: 2 })
    expect(fieldAt(field, 160, 60).x).toBeCloseTo(3.2, 0)
  })
})
