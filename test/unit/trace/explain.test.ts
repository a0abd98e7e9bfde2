import { describe, expect, it } from 'vitest'
import { explain, matchBlur } from '../../../main/trace/explain.ts'
import { measureTint } from '../../../main/trace/measure-tint.ts'
import { gaussianBlur } from '../../../main/image/gaussian-blur.ts'
import type { PageLayout } from '../../../shared/mark/layout.ts'
import { scoreSigns } from '../../../shared/mark/score.ts'
import { packedSigns, signAt } from '../../../shared/mark/signs.ts'
import { newPlane, type Plane } from '../../../shared/maths/plane.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'
import { testStream } from '../../support/test-streams.ts'

const WIDTH = 300
const HEIGHT = 420
const PX_PER_MM = 5
const everywhere = new Uint8Array(WIDTH * HEIGHT).fill(1)

/** Bars like text lines on white. */
const original = (): Plane => {
  const plane = newPlane(WIDTH, HEIGHT)
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++)
      plane.data[y * WIDTH + x] = y % 25 < 9 && x % 17 < 11 && x > 30 && x < 270 ? 20 : 255
  }
  return plane
}

const layout: PageLayout = {
  version: 1,
  widthMm: WIDTH / PX_PER_MM,
  heightMm: HEIGHT / PX_PER_MM,
  tint: [1.5, 4.5].map((cellMm) => ({
    cellMm,
    columns: Math.ceil(60 / cellMm),
    rows: Math.ceil(84 / cellMm),
  })),
  words: [],
  wordAlongMm: 0,
  wordAcrossMm: 0,
  dots: [],
  dotDiameterMm: 0.11,
}
const SIGNS = layout.tint.reduce((n, s) => n + s.columns * s.rows, 0)

/** The page as a phone sees it: uneven light, haze, blur, noise, and perhaps a copy's tint of one per cent. */
const photographed = (packed: Uint8Array | null): Plane => {
  const random = seededRandom(8)
  const sheet = original()
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      let first = 0
      let tint = 0
      for (const { cellMm, columns, rows } of layout.tint) {
        const cell = Math.floor(y / PX_PER_MM / cellMm) * columns + Math.floor(x / PX_PER_MM / cellMm)
        if (packed) tint += signAt(packed, first + cell)
        first += columns * rows
      }
      sheet.data[y * WIDTH + x] *= 1 - 0.005 * tint
    }
  }
  const blurred = gaussianBlur(sheet, 1.3)
  const data = blurred.data.map((v, k) => {
    const light = 0.5 + (0.4 * (k % WIDTH)) / WIDTH
    return light * (0.7 * v + 30) + 6 * (random() - 0.5)
  })
  return { width: WIDTH, height: HEIGHT, data }
}

const middle = { x: 30, y: 42 }

describe('taking the original out of a picture', () => {
  it('leaves noise: neither light nor text', () => {
    const seen = { plane: photographed(null), inside: everywhere, pxPerMm: PX_PER_MM }
    const { error } = explain(seen, matchBlur(seen, original(), middle), 3)
    const size = Math.sqrt(error.data.reduce((s, v) => s + v * v, 0) / error.data.length)
    // The noise put in has a deviation of 6 / sqrt(12) = 1.73.
    expect(size).toBeLessThan(2.4)
  })

  it('knows the blur, and is worse off without it', () => {
    const seen = { plane: photographed(null), inside: everywhere, pxPerMm: PX_PER_MM }
    const left = (plane: Plane) => explain(seen, plane, 3).error.data.reduce((s, v) => s + v * v, 0)
    expect(left(matchBlur(seen, original(), middle))).toBeLessThan(0.2 * left(original()))
  })

  it('gives no weight to what the picture does not show', () => {
    const half = everywhere.map((_, k) => (k % WIDTH < WIDTH / 2 ? 1 : 0))
    const { error, weight } = explain(
      { plane: photographed(null), inside: half, pxPerMm: PX_PER_MM },
      original(),
      3,
    )
    for (let k = 0; k < half.length; k++) {
      if (half[k] === 0) expect(weight.data[k] + Math.abs(error.data[k])).toBe(0)
    }
  })

  it('leaves the tint of the copy, and of no other', async () => {
    const mine = packedSigns(testStream('k'), 'mine', 0, 'tint', SIGNS)
    const seen = { plane: photographed(mine), inside: everywhere, pxPerMm: PX_PER_MM }
    const residuals = await measureTint(layout, seen, matchBlur(seen, original(), middle))
    expect(scoreSigns(residuals, mine)).toBeGreaterThan(12)
    for (let k = 0; k < 50; k++) {
      expect(
        Math.abs(scoreSigns(residuals, packedSigns(testStream('k'), `${k}`, 0, 'tint', SIGNS))),
      ).toBeLessThan(5)
    }
  })
})
