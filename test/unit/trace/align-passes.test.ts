import { describe, expect, it } from 'vitest'
import { pyramidOf } from '../../../main/image/pyramid.ts'
import { passesFor } from '../../../main/trace/align-passes.ts'
import { flatBend } from '../../../main/trace/sheet.ts'
import { newPlane } from '../../../shared/maths/plane.ts'

/** Passes for a picture that shows so many millimetres of a page at 4 pixels to the millimetre. */
const passesOf = (wideMm: number, highMm: number) =>
  passesFor(pyramidOf(newPlane(4 * wideMm, 4 * highMm)), {
    homography: [4, 0, -100, 0, 4, -400, 0, 0, 1],
    bend: flatBend([210, 297]),
  })

describe('passes of alignment', () => {
  it('are the same for whatever shows more than a strip of a page', () => {
    const whole = passesOf(210, 297)
    expect(whole.map(({ boxMm }) => boxMm)).toEqual([26, 16, 11, 9])
    expect(passesOf(66, 94)).toEqual(whole)
    // A tenth of a form that repeats itself, laid by smaller ones, was laid elsewhere.
    expect(passesOf(127, 48)).toEqual(whole)
  })

  it.each([9, 12, 18, 30])('have boxes, looked for all about, that a strip of %i mm shows', (high) => {
    for (const { boxMm, searchMm } of passesOf(160, high))
      expect(boxMm + 2 * searchMm).toBeLessThanOrEqual(high)
  })

  it('have smaller boxes only where larger ones have no room', () => {
    expect(passesOf(160, 30).map(({ boxMm }) => boxMm)).toEqual([18.2, 16, 11, 9])
    expect(Math.min(...passesOf(160, 6).map(({ boxMm }) => boxMm))).toBeGreaterThan(4)
  })
})
