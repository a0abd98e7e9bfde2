import { describe, expect, it } from 'vitest'
import { paperView, POSE, POSE_LENGTH, printedOn, type Rotation } from '../../../main/trace/bent-paper.ts'
import { mapHomography } from '../../../shared/maths/geometry.ts'

const STRAIGHT: Rotation = [1, 0, 0, 0, 1, 0, 0, 0, 1]

const poseOf = (values: Partial<Record<keyof typeof POSE, number>>): Float64Array => {
  const pose = new Float64Array(POSE_LENGTH)
  for (const [name, at] of Object.entries(POSE)) pose[at] = values[name as keyof typeof POSE] ?? 0
  return pose
}

/** So far away that nothing is foreshortened by its depth. */
const FAR = { logDistance: Math.log(1e6), logFocal: Math.log(1e6) }

describe('bent paper', () => {
  it('is seen in perspective where it is flat', () => {
    const view = paperView(
      poseOf({ turn: 0.4, middleX: 0.1, middleY: -0.05, logDistance: Math.log(2) }),
      STRAIGHT,
    )
    const [c, s] = [Math.cos(0.4), Math.sin(0.4)]
    for (const [x, y] of [
      [0, 0],
      [0.5, 0.7],
      [-0.5, 0.3],
    ]) {
      const depth = 2 + y * s
      const seen = view(x, y)
      expect(seen.x).toBeCloseTo((0.2 + x) / depth, 9)
      expect(seen.y).toBeCloseTo((-0.1 + y * c) / depth, 9)
    }
  })

  it('covers less of the table where it slopes, and only along its bend', () => {
    const view = paperView(poseOf({ ...FAR, along: 0.3, profile: 0.6 }), STRAIGHT)
    const [c, s] = [Math.cos(0.3), Math.sin(0.3)]
    const across = [view(-0.5 * s, 0.5 * c), view(0.5 * s, -0.5 * c)]
    expect(Math.hypot(across[0].x - across[1].x, across[0].y - across[1].y)).toBeCloseTo(1, 5)
    // Along the bend the slope goes from 0.6 cos 45 degrees to the same the other way.
    let covered = 0
    for (let k = 0; k < 2000; k++) {
      const at = -0.5 + (k + 0.5) / 2000
      covered += Math.cos(0.6 * Math.cos((Math.PI * (at + 1)) / 2)) / 2000
    }
    const along = [view(-0.5 * c, -0.5 * s), view(0.5 * c, 0.5 * s)]
    expect(Math.hypot(along[0].x - along[1].x, along[0].y - along[1].y)).toBeCloseTo(covered, 3)
    expect(covered).toBeLessThan(0.99)
  })

  it('is distorted by the lens about its axis', () => {
    const axis = { axisX: 0.03, axisY: -0.02 }
    const straight = paperView(poseOf({ ...FAR, ...axis }), STRAIGHT)
    const bowed = paperView(poseOf({ ...FAR, ...axis, distortion: 0.1 }), STRAIGHT)
    const [a, b] = [straight(0.4, 0.1), bowed(0.4, 0.1)]
    const r2 = (a.x - 0.03) ** 2 + (a.y + 0.02) ** 2
    expect(b.x - 0.03).toBeCloseTo((a.x - 0.03) * (1 + 0.1 * r2), 9)
    expect(b.y + 0.02).toBeCloseTo((a.y + 0.02) * (1 + 0.1 * r2), 9)
  })

  it('has the page on it where the printer put it', () => {
    const printed = printedOn(poseOf({ printedX: 0.02, printedY: -0.01, printedLogScale: Math.log(0.97) }))
    expect(mapHomography(printed, 0, 0)).toEqual({ x: 0.02, y: -0.01 })
    expect(mapHomography(printed, 0.5, 0).x).toBeCloseTo(0.02 + 0.485, 12)
  })
})
