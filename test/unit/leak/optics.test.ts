import { describe, expect, it } from 'vitest'
import { blurPlane } from '../../leak/blur.ts'
import { cameraMap, drawPose } from '../../leak/camera-pose.ts'
import { blurByGrid, defocusGrid } from '../../leak/defocus.ts'
import { fillRow, inverseMap } from '../../leak/inverse-map.ts'
import { newLight } from '../../leak/light.ts'
import { seededRandom } from '../../leak/random.ts'
import { demosaic, exposeSensor } from '../../leak/sensor.ts'
import { drawSheetShape } from '../../leak/sheet-shape.ts'

describe('lens and sensor', () => {
  it.each([0.6, 1.3, 2.4])('blurs an impulse to a variance of sigma squared: %s', (sigma) => {
    const size = 41
    const plane = new Float32Array(size * size)
    plane[20 * size + 20] = 1
    blurPlane(plane, size, size, sigma)
    let [total, variance] = [0, 0]
    plane.forEach((v, i) => {
      total += v
      variance += v * ((i % size) - 20) ** 2
    })
    expect(total).toBeCloseTo(1, 4)
    expect(variance / sigma ** 2).toBeGreaterThan(0.9)
    expect(variance / sigma ** 2).toBeLessThan(1.1)
  })

  it('keeps a flat plane flat up to its edges', () => {
    const plane = new Float32Array(30 * 20).fill(0.7)
    blurPlane(plane, 30, 20, 2)
    for (const v of plane) expect(v).toBeCloseTo(0.7, 5)
  })

  const flatMap = (width: number, height: number) =>
    inverseMap((x, y) => ({ x: 4 * x, y: 4 * y }), width, height, { x: width / 8, y: height / 8 })

  it('blurs by a grid of one width as by that width', () => {
    const [width, height] = [70, 53]
    const random = seededRandom(3, 'grid')
    const plane = Float32Array.from({ length: width * height }, () => random.next())
    const even = plane.slice()
    const map = flatMap(width, height)
    blurByGrid(plane, map, new Float32Array(map.columns * map.rows).fill(1.5))
    blurPlane(even, width, height, 1.5)
    expect(plane.reduce((worst, v, i) => Math.max(worst, Math.abs(v - even[i])), 0)).toBeLessThan(1e-5)
  })

  it('throws what lies before and behind the plane of focus out of it, as a thin lens does', () => {
    const map = flatMap(4000, 3000)
    const grid = defocusGrid(map, (x) => 200 + x / 5, 300, 9600, 1)
    const at = (xMm: number) => grid[Math.round((4 * xMm) / 8)]
    expect(at(500)).toBeCloseTo(1, 2)
    // 9600 / 4 * 100 / (400 * 300) = 2 pixels of deviation, and one of the lens itself.
    expect(at(1000)).toBeCloseTo(Math.hypot(1, 2), 2)
    expect(at(0)).toBeCloseTo(Math.hypot(1, 4), 2)
  })

  it('demosaics a colour ramp without error away from the border', () => {
    const light = newLight(24, 24)
    const ramp = (i: number) => 0.2 + 0.01 * (i % 24) + 0.006 * Math.floor(i / 24)
    light.r.forEach((_, i) => {
      light.r[i] = ramp(i)
      light.g[i] = ramp(i) + 0.1
      light.b[i] = ramp(i) - 0.05
    })
    const raw = exposeSensor(light, { fullWell: 1e12, readNoise: 0, exposure: 1 }, seededRandom(1, 't'))
    demosaic(raw, light)
    for (const i of [5 * 24 + 5, 5 * 24 + 6, 6 * 24 + 5, 6 * 24 + 6]) {
      expect(light.r[i]).toBeCloseTo(ramp(i), 4)
      expect(light.g[i]).toBeCloseTo(ramp(i) + 0.1, 4)
      expect(light.b[i]).toBeCloseTo(ramp(i) - 0.05, 4)
    }
  })

  it('has shot noise that follows the signal', () => {
    const light = newLight(200, 200)
    for (const plane of [light.r, light.g, light.b]) plane.fill(0.5)
    const raw = exposeSensor(light, { fullWell: 5000, readNoise: 0.002, exposure: 1 }, seededRandom(2, 't'))
    const variance = raw.reduce((sum, v) => sum + (v - 0.5) ** 2, 0) / raw.length
    expect(variance / (0.5 / 5000 + 0.002 ** 2)).toBeGreaterThan(0.95)
    expect(variance / (0.5 / 5000 + 0.002 ** 2)).toBeLessThan(1.05)
  })

  it.each([1, 2, 3, 4])('inverts the camera to 0.05 px, curls and all: %s', (seed) => {
    const random = seededRandom(seed, 'pose')
    const shape = drawSheetShape(210, 297, 'hard', random)
    const pose = drawPose(900, 1200, 'hard', random)
    const forward = cameraMap(shape, { left: 0, top: 0, right: 210, bottom: 297 }, pose)
    const map = inverseMap(forward, 900, 1200, { x: 105, y: 148 })
    const [xs, ys] = [new Float64Array(900), new Float64Array(900)]
    let worst = 0
    for (let y = 0; y < 1200; y += 37) {
      fillRow(map, y + 0.5, 0, xs, ys)
      for (let x = 0; x < 900; x += 23) {
        if (xs[x] < 0 || ys[x] < 0 || xs[x] > 210 || ys[x] > 297) continue
        const back = forward(xs[x], ys[x])
        worst = Math.max(worst, Math.hypot(back.x - x - 0.5, back.y - y - 0.5))
      }
    }
    expect(worst).toBeGreaterThan(0)
    expect(worst).toBeLessThan(0.05)
  })
})
