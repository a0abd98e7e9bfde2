import { describe, expect, it } from 'vitest'
import { decoyBars, scaleFor, stackDots, ticksOf } from '../../../renderer/parts/plot/score-layout.ts'

const box = { width: 800, height: 200, left: 20, right: 20, top: 20, bottom: 30 }
const candidates = [22.8, 2.1, 1.9, 0.4, 0.41, 0.39, -0.2, -1.3, -2.8]

describe('the plot of scores', () => {
  const scale = scaleFor(candidates, 6.7, box)

  it('has room for every score and for the limit', () => {
    for (const z of [...candidates, 6.7]) {
      expect(scale.at(z)).toBeGreaterThanOrEqual(box.left)
      expect(scale.at(z)).toBeLessThanOrEqual(box.width - box.right)
    }
    expect(scaleFor([], null, box)).toMatchObject({ from: -4, to: 4 })
    expect(scaleFor([1], 9, box).to).toBeGreaterThanOrEqual(9)
  })

  it('marks the axis with a few round figures', () => {
    expect(ticksOf(scale)).toEqual([0, 5, 10, 15, 20, 25])
    expect(ticksOf(scaleFor([], null, box))).toEqual([-4, -3, -2, -1, 0, 1, 2, 3, 4])
  })

  it('draws decoys by their bins of half a unit from -6', () => {
    const decoys = Array.from({ length: 24 }, () => 0)
    decoys[12] = 100 // 0 to 0.5
    decoys[15] = 50 // 1.5 to 2
    const bars = decoyBars(decoys, scale, 80)
    expect(bars).toHaveLength(2)
    expect(bars[0]).toMatchObject({ x: scale.at(0), height: 80 })
    expect(bars[1]).toMatchObject({ x: scale.at(1.5), height: 40 })
    expect(bars[0].x + bars[0].width).toBeCloseTo(scale.at(0.5))
  })

  it('has no bar for a bin that only touches the plot, so that no two lie at one place', () => {
    const bars = decoyBars(
      Array.from({ length: 24 }, () => 1),
      scale,
      80,
    )
    expect(new Set(bars.map(({ x }) => x)).size).toBe(bars.length)
    for (const { width } of bars) expect(width).toBeGreaterThan(0)
  })

  it('stacks dots that would cover each other, within the room', () => {
    const dots = stackDots(candidates, scale, { base: 170, room: 100, radius: 3 })
    const places = new Set(dots.map(({ x, y }) => `${x} ${y}`))
    expect(places.size).toBe(candidates.length)
    const crowd = stackDots(
      Array.from({ length: 2000 }, () => 1),
      scale,
      { base: 170, room: 100, radius: 3 },
    )
    expect(Math.min(...crowd.map(({ y }) => y))).toBeGreaterThanOrEqual(70 - 1e-9)
  })
})
