import { describe, expect, it } from 'vitest'
import { pyramidOf, type Pyramid } from '../../../main/image/pyramid.ts'
import { growOnDots, tied } from '../../../main/trace/grow-dots.ts'
import { libraryPage } from '../../../main/trace/library.ts'
import { placeOnPicture, type Sheet } from '../../../main/trace/sheet.ts'
import { mapHomography, type Homography } from '../../../shared/maths/geometry.ts'
import { newPlane } from '../../../shared/maths/plane.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'
import { zeroField } from '../../../shared/maths/spline-field.ts'
import { bareLayout } from '../../support/bare-layout.ts'

const [WIDTH_MM, HEIGHT_MM] = [210, 297]
const [WIDTH_PX, HEIGHT_PX] = [1200, 1300]

/** Seen aslant: what is far down the page is far off. */
const VIEW: Homography = [5.4, -0.5, 60, 0.4, 5.2, 40, -0.0001, 0.0014, 1]

const random = seededRandom(8)
/** One to each square of ten millimetres. */
const dots = Array.from({ length: 21 * 29 }, (_, k) => {
  const turn = 2 * Math.PI * random()
  const [x, y] = [10 * (k % 21) + 2 + 6 * random(), 10 * Math.floor(k / 21) + 2 + 6 * random()]
  return { x, y, dx: 0.35 * Math.cos(turn), dy: 0.35 * Math.sin(turn) }
})

const photograph = (darkness: number): Pyramid => {
  const noise = seededRandom(6)
  const plane = newPlane(WIDTH_PX, HEIGHT_PX)
  plane.data.forEach((_, k) => (plane.data[k] = 215 + 8 * (noise() - 0.5)))
  for (const { x, y, dx, dy } of dots) {
    const sign = noise() < 0.5 ? -1 : 1
    const at = mapHomography(VIEW, x + sign * dx, y + sign * dy)
    const [px, py] = [Math.round(at.x), Math.round(at.y)]
    if (px < 2 || py < 2 || px > WIDTH_PX - 3 || py > HEIGHT_PX - 3) continue
    for (let j = -1; j <= 1; j++)
      for (let i = -1; i <= 1; i++)
        plane.data[(py + j) * WIDTH_PX + px + i] -= darkness * (i === 0 && j === 0 ? 1 : 0.5)
  }
  return pyramidOf(plane)
}

const page = libraryPage(bareLayout(WIDTH_MM, HEIGHT_MM, dots), (pxPerMm) => {
  const [width, height] = [Math.round(WIDTH_MM * pxPerMm), Math.round(HEIGHT_MM * pxPerMm)]
  return { width, height, data: new Uint8Array(width * height).fill(255) }
})

/** A line of content across the page's top, and a view that is right there and knows nothing of how the page leans back. */
const LINE = Array.from({ length: 20 }, (_, k) => ({ x: 30 + 4 * k, y: 22 }))
const start = ((): Sheet => {
  const [a, b] = [mapHomography(VIEW, 30, 22), mapHomography(VIEW, 106, 22)]
  const [p, q] = [(b.x - a.x) / 76, (b.y - a.y) / 76]
  return {
    homography: [p, -q, a.x - 30 * p + 22 * q, q, p, a.y - 30 * q - 22 * p, 0, 0, 1],
    bend: zeroField(WIDTH_MM, HEIGHT_MM, 40),
  }
})()

const worstMiss = (sheet: Sheet): number => {
  const misses = dots.flatMap(({ x, y }) => {
    const [seen, there] = [mapHomography(VIEW, x, y), placeOnPicture(sheet, x, y)]
    const isShown = seen.x >= 0 && seen.y >= 0 && seen.x < WIDTH_PX && seen.y < HEIGHT_PX
    return isShown ? [Math.hypot(seen.x - there.x, seen.y - there.y)] : []
  })
  return Math.max(...misses)
}

describe('a page with one line on it, seen aslant', () => {
  const anchors = LINE.map(({ x, y }) => {
    const seen = mapHomography(VIEW, x, y)
    return { ...tied(start, x, y, { dx: 0, dy: 0 }, 4), seenX: seen.x, seenY: seen.y }
  })

  it('is laid to its foot by its dots, ring by ring', async () => {
    expect(worstMiss(start)).toBeGreaterThan(100)
    const grown = await growOnDots(photograph(60), page, start, anchors)
    expect(worstMiss(grown)).toBeLessThan(1.5)
  })

  it('stays as it is where there is nothing to grow from', async () => {
    expect(await growOnDots(photograph(60), page, start, [])).toBe(start)
  })
})
