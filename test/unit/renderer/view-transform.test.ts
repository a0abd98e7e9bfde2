import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import {
  MOST_ZOOM,
  panBy,
  placement,
  WHOLE,
  wheelFactor,
  zoomAt,
} from '../../../renderer/parts/compare/view-transform.ts'
import type { Point, View } from '../../../renderer/parts/compare/view-transform.ts'

const picture = { width: 1000, height: 1414 }
const viewport = { width: 600, height: 700 }

/** What of the picture lies at a point of the screen, counted from the viewport's middle. */
const under = (view: View, at: Point): Point => {
  const { left, top, scale } = placement(view, picture, viewport)
  return { x: (at.x + viewport.width / 2 - left) / scale, y: (at.y + viewport.height / 2 - top) / scale }
}

describe('the view of a picture', () => {
  it('shows the whole picture, in the middle, at first', () => {
    const { left, top, scale } = placement(WHOLE, picture, viewport)
    expect(scale).toBeCloseTo(700 / 1414)
    expect(top).toBeCloseTo(0)
    expect(left).toBeCloseTo((600 - 1000 * scale) / 2)
  })

  it('keeps what is under the pointer there while it zooms in', () => {
    const number = fc.integer({ min: -150, max: 150 })
    fc.assert(
      fc.property(number, number, fc.double({ min: 1.05, max: 4, noNaN: true }), (x, y, factor) => {
        const start = zoomAt(WHOLE, 6, { x: 0, y: 0 }, picture, viewport)
        const zoomed = zoomAt(start, factor, { x, y }, picture, viewport)
        const [before, after] = [under(start, { x, y }), under(zoomed, { x, y })]
        expect(after.x).toBeCloseTo(before.x, 6)
        expect(after.y).toBeCloseTo(before.y, 6)
      }),
    )
  })

  it('never loses the picture, whatever is done to it', () => {
    const act = fc.oneof(
      fc.record({ factor: fc.double({ min: 0.1, max: 10, noNaN: true }), x: fc.integer(), y: fc.integer() }),
      fc.record({ x: fc.integer({ min: -9000, max: 9000 }), y: fc.integer({ min: -9000, max: 9000 }) }),
    )
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        const view = acts.reduce<View>(
          (view, act) =>
            'factor' in act
              ? zoomAt(view, act.factor, { x: act.x % 300, y: act.y % 350 }, picture, viewport)
              : panBy(view, act, picture, viewport),
          WHOLE,
        )
        const { left, top, scale } = placement(view, picture, viewport)
        expect(view.zoom).toBeGreaterThanOrEqual(1)
        expect(view.zoom).toBeLessThanOrEqual(MOST_ZOOM)
        expect(left).toBeLessThanOrEqual(Math.max(0, (viewport.width - picture.width * scale) / 2) + 1e-6)
        expect(top).toBeLessThanOrEqual(1e-6)
        expect(top + picture.height * scale).toBeGreaterThanOrEqual(viewport.height - 1e-6)
      }),
    )
  })

  it('zooms by lines, pages and pinches alike', () => {
    expect(wheelFactor(-100, 0, false)).toBeGreaterThan(1)
    expect(wheelFactor(3, 1, false)).toBeCloseTo(wheelFactor(48, 0, false))
    expect(wheelFactor(10, 0, true)).toBeLessThan(wheelFactor(10, 0, false))
    expect(wheelFactor(-1e6, 0, false)).toBe(wheelFactor(-200, 0, false))
  })
})
