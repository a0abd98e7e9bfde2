import { describe, expect, it } from 'vitest'
import { pyramidOf, type Pyramid } from '../../../main/image/pyramid.ts'
import { alignDots } from '../../../main/trace/align-dots.ts'
import { libraryPage, type LibraryPage } from '../../../main/trace/library.ts'
import { settleOnDots } from '../../../main/trace/settle-dots.ts'
import { placeOnPicture, type Sheet } from '../../../main/trace/sheet.ts'
import { newPlane } from '../../../shared/maths/plane.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'
import { zeroField } from '../../../shared/maths/spline-field.ts'
import { median } from '../../../shared/maths/statistics.ts'
import { bareLayout } from '../../support/bare-layout.ts'

const [WIDTH_MM, HEIGHT_MM, PX] = [210, 297, 4]

/** One line at the top, of letters as wide as they are far apart. */
const INK_MM = { top: 30, bottom: 34, left: 30, right: 110 } as const
const isInk = (xMm: number, yMm: number): boolean =>
  yMm > INK_MM.top && yMm < INK_MM.bottom && xMm > INK_MM.left && xMm < INK_MM.right && xMm % 4 < 2

const render = (pxPerMm: number) => {
  const [width, height] = [Math.round(WIDTH_MM * pxPerMm), Math.round(HEIGHT_MM * pxPerMm)]
  const data = new Uint8Array(width * height).fill(255)
  // Nearly all of it is bare, and a fine drawing has 20 million pixels.
  for (let y = Math.floor(INK_MM.top * pxPerMm); y < INK_MM.bottom * pxPerMm; y++)
    for (let x = 0; x < width; x++)
      if (isInk((x + 0.5) / pxPerMm, (y + 0.5) / pxPerMm)) data[y * width + x] = 30
  return { width, height, data }
}

const random = seededRandom(3)
const dots = Array.from({ length: 500 }, () => {
  const turn = 2 * Math.PI * random()
  const x = 8 + (WIDTH_MM - 16) * random()
  const y = 40 + (HEIGHT_MM - 48) * random()
  return { x, y, dx: 0.35 * Math.cos(turn), dy: 0.35 * Math.sin(turn) }
})

const pageWith = (some: typeof dots): LibraryPage =>
  libraryPage(bareLayout(WIDTH_MM, HEIGHT_MM, some), render)

/** The sheet is bent: nothing at its line, and two millimetres at its foot. */
const bent = (x: number, y: number) => {
  const down = Math.max(0, (y - 30) / (HEIGHT_MM - 30))
  return { x: x + 1.6 * down * down, y: y - 1.4 * down * Math.sin(x / 70) }
}

/** Grainy paper with so much of a spot at one place of each dot that many drown in the grain. */
const photograph = (darkness: number, grain = 5): Pyramid => {
  const noise = seededRandom(grain)
  const plane = newPlane(WIDTH_MM * PX, HEIGHT_MM * PX)
  plane.data.forEach((_, k) => {
    const [x, y] = [((k % plane.width) + 0.5) / PX, (Math.floor(k / plane.width) + 0.5) / PX]
    plane.data[k] = (isInk(x, y) ? 60 : 220) + 10 * (noise() - 0.5)
  })
  for (const { x, y, dx, dy } of dots) {
    const sign = noise() < 0.5 ? -1 : 1
    const at = bent(x + sign * dx, y + sign * dy)
    const [px, py] = [Math.round(at.x * PX - 0.5), Math.round(at.y * PX - 0.5)]
    for (let j = -1; j <= 1; j++)
      for (let i = -1; i <= 1; i++)
        plane.data[(py + j) * plane.width + px + i] -= darkness * (i === 0 && j === 0 ? 1 : 0.4)
  }
  return pyramidOf(plane)
}

const flat: Sheet = {
  homography: [PX, 0, -0.5, 0, PX, -0.5, 0, 0, 1],
  bend: zeroField(WIDTH_MM, HEIGHT_MM, 40),
}

/** Middle and worst miss over the page's lower part, millimetres. */
const missOf = (sheet: Sheet) => {
  const misses: number[] = []
  for (let y = 60; y < HEIGHT_MM - 10; y += 15) {
    for (let x = 15; x < WIDTH_MM - 10; x += 15) {
      const [seen, truth] = [placeOnPicture(sheet, x, y), bent(x, y)]
      misses.push(Math.hypot((seen.x + 0.5) / PX - truth.x, (seen.y + 0.5) / PX - truth.y))
    }
  }
  return { middle: median(misses), worst: Math.max(...misses) }
}

describe('a bare page', () => {
  it('settles on its dots', async () => {
    const settled = missOf(await settleOnDots(photograph(9), pageWith(dots), [flat]))
    expect(missOf(flat).worst).toBeGreaterThan(1.5)
    expect(settled.middle).toBeLessThan(0.15)
    expect(settled.worst).toBeLessThan(0.5)
  })

  it('comes nearer to dots that no window of it shows', async () => {
    const page = pageWith(dots)
    // By one grain or another a fifth to three quarters of the miss is left.
    const left: number[] = []
    for (const grain of [5, 6, 7]) {
      const picture = photograph(3.2, grain)
      expect(await alignDots(picture, page, flat)).toBeNull()
      left.push(missOf(await settleOnDots(picture, page, [flat])).middle)
    }
    expect(median(left)).toBeLessThan(0.7 * missOf(flat).middle)
  })

  it('settles in the one of several ways that its dots speak for', async () => {
    const page = pageWith(dots)
    const askew: Sheet = { ...flat, homography: [PX, 0.1, -0.5, 0.1, PX, -12.5, 0, 0, 1] }
    const settled = missOf(await settleOnDots(photograph(14), page, [askew, flat, askew]))
    expect(settled.middle).toBeLessThan(0.2)
  })

  it('stays about where it was laid where its dots are not to be seen', async () => {
    const elsewhere = dots.map(({ x, y, dx, dy }) => ({ x: WIDTH_MM - x, y: HEIGHT_MM + 40 - y, dx, dy }))
    const { homography, bend } = await settleOnDots(photograph(9), pageWith(elsewhere), [flat])
    const moved = missOf({ homography, bend })
    expect(moved.middle).toBeLessThan(missOf(flat).middle + 1.5)
  })
})
