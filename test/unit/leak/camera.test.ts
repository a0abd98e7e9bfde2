import { describe, expect, it } from 'vitest'
import type { PoseTraits } from '../../leak/camera-pose.ts'
import type { SheetShape } from '../../leak/sheet-shape.ts'
import { cameraMap } from '../../leak/camera-pose.ts'
import { seededRandom } from '../../leak/random.ts'
import { drawSheetShape, flatSheet } from '../../leak/sheet-shape.ts'

const [WIDTH_MM, HEIGHT_MM] = [210, 297]
const WHOLE = { left: 0, top: 0, right: WIDTH_MM, bottom: HEIGHT_MM }

const pose = (tilt: number, tiltTowards: number): PoseTraits => ({
  width: 3000,
  height: 4000,
  tilt,
  tiltTowards,
  roll: 0.1,
  fill: 0.8,
  offset: [0, 0],
  mirrored: false,
  zoom: 1,
  k1: 0,
  k2: 0,
})

/** A board, tilted about the page's middle as a camera would be. */
const tilted = (tilt: number, towards: number): SheetShape => ({
  ...flatSheet(),
  place: (xMm, yMm) => {
    const [x, y] = [xMm - WIDTH_MM / 2, yMm - HEIGHT_MM / 2]
    const [c, s] = [Math.cos(towards), Math.sin(towards)]
    const [along, aside] = [x * c + y * s, y * c - x * s]
    const laid = along * Math.cos(tilt)
    return {
      x: WIDTH_MM / 2 + laid * c - aside * s,
      y: HEIGHT_MM / 2 + laid * s + aside * c,
      z: along * Math.sin(tilt),
    }
  },
})

const GRID = Array.from({ length: 20 }, (_, k) => [(k % 4) * 70, Math.floor(k / 4) * 74] as const)

describe('the camera of the leak channel', () => {
  it('sees a board tilted with it as it sees a level one from straight above', () => {
    for (const [tilt, towards] of [
      [0.3, 0],
      [0.6, 1.1],
      [0.5, 4],
    ]) {
      const straight = cameraMap(flatSheet(), WHOLE, pose(0, 0))
      const both = cameraMap(tilted(tilt, towards), WHOLE, pose(tilt, towards))
      for (const [x, y] of GRID) {
        expect(both(x, y).x).toBeCloseTo(straight(x, y).x, 6)
        expect(both(x, y).y).toBeCloseTo(straight(x, y).y, 6)
      }
    }
  })
})

describe('a bent sheet', () => {
  it('is as long as a flat one, measured along itself', () => {
    const kinds = new Set<string>()
    for (let seed = 0; seed < 12; seed++) {
      const shape = drawSheetShape(WIDTH_MM, HEIGHT_MM, 'hard', seededRandom(seed, 'sheet'))
      kinds.add(shape.kind)
      for (const [dx, dy] of [
        [1, 0],
        [0, 1],
        [0.6, 0.8],
      ]) {
        let length = 0
        for (let k = 0; k < 200; k++) {
          const [p, q] = [shape.place(k * dx, k * dy), shape.place((k + 1) * dx, (k + 1) * dy)]
          length += Math.hypot(p.x - q.x, p.y - q.y, p.z - q.z)
        }
        expect(Math.abs(length - 200)).toBeLessThan(0.1)
      }
    }
    expect([...kinds].toSorted()).toEqual(['curl', 'wave'])
  })
})
