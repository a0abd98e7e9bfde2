import { describe, expect, it } from 'vitest'
import type { PageLayout } from '../../../shared/mark/layout.ts'
import { newPlane } from '../../../shared/maths/plane.ts'
import { zeroField } from '../../../shared/maths/spline-field.ts'
import { seededRandom } from '../../leak/random.ts'
import { alignSheet } from '../../sheet/align-sheet.ts'
import { carryMarks } from '../../sheet/carry-marks.ts'
import { findSheetPhotos, SHEET_SHAPES } from '../../sheet/find-photos.ts'
import { onPhoto, type SheetMap } from '../../sheet/sheet-map.ts'
import { toneRatio } from '../../sheet/tone-ratio.ts'
import { driftAt, wordDrift } from '../../sheet/word-drift.ts'

const [WIDE, HIGH] = [100, 140]

/** A sheet of irregular blocks, as text is to whoever looks for it. */
const drawPage = (pxPerMm: number) => {
  const random = seededRandom(5, 'sheet')
  const blocks = Array.from({ length: 900 }, () => ({
    x: random.between(8, WIDE - 10),
    y: 8 + 4 * random.whole(0, 30),
    w: random.between(0.4, 2.2),
    h: random.between(0.5, 2.4),
  }))
  const page = newPlane(WIDE * pxPerMm, HIGH * pxPerMm)
  page.data.fill(255)
  for (const { x, y, w, h } of blocks) {
    for (let j = Math.round(y * pxPerMm); j < (y + h) * pxPerMm; j += 1)
      page.data.fill(
        30,
        j * page.width + Math.round(x * pxPerMm),
        j * page.width + Math.round((x + w) * pxPerMm),
      )
  }
  return page
}

/** Seen a little aslant, and bulging. */
const place = (x: number, y: number) => {
  const bulge = 2.5 * Math.sin((Math.PI * y) / HIGH)
  const w = 1 + 0.0006 * x + 0.0004 * y
  return { x: (80 + 6 * (x + bulge) + 0.5 * y) / w, y: (60 - 0.4 * x + 6.2 * y) / w }
}

/** By searching back from every pixel of the photo, on a dark table. */
const photograph = (page: ReturnType<typeof drawPage>, pxPerMm: number) => {
  const photo = newPlane(760, 960)
  for (let j = 0; j < photo.height; j += 1) {
    for (let i = 0; i < photo.width; i += 1) {
      let [x, y] = [WIDE / 2, HIGH / 2]
      for (let round = 0; round < 12; round += 1) {
        const p = place(x, y)
        x += (i + 0.5 - p.x) / 6
        y += (j + 0.5 - p.y) / 6
      }
      const inside = x > 0 && y > 0 && x < WIDE && y < HIGH
      const at = Math.floor(y * pxPerMm) * page.width + Math.floor(x * pxPerMm)
      photo.data[j * photo.width + i] = inside ? 20 + 0.75 * page.data[at] : 60
    }
  }
  return photo
}

describe('where a page lies in a photo', () => {
  it('is found to a fifth of a millimetre, bulge and all', () => {
    const page = drawPage(6)
    const found = alignSheet(page, 6, photograph(page, 6))
    if (found === null) throw new Error('not aligned')
    expect(found.alike).toBeGreaterThan(0.9)
    let worst = 0
    for (let y = 10; y < HIGH - 10; y += 7) {
      for (let x = 10; x < WIDE - 10; x += 7) {
        const [told, truth] = [onPhoto(found.map, x, y), place(x, y)]
        worst = Math.max(worst, Math.hypot(told.x - truth.x, told.y - truth.y) / 6)
      }
    }
    expect(worst).toBeLessThan(0.2)
  })

  it('is not found where the page is not', () => {
    const grey = newPlane(700, 900)
    grey.data.fill(128)
    expect(alignSheet(drawPage(6), 6, grey)).toBeNull()
  })
})

const layout: PageLayout = {
  version: 1,
  widthMm: 40,
  heightMm: 30,
  tint: [],
  words: [
    { x: 10, y: 10, along: 8, across: 3, angle: 0 },
    { x: 30, y: 20, along: 3, across: 8, angle: Math.PI / 2 },
  ],
  wordAlongMm: 0.07,
  wordAcrossMm: 0.035,
  dots: [],
  dotDiameterMm: 0.11,
}

describe('what marks change', () => {
  const drift = wordDrift(layout, Float64Array.of(0.5, -0.2, 0.4, 0))

  it('moves words whole, and paper away from them not at all', () => {
    for (const [x, y] of [
      [6.5, 9],
      [10, 10],
      [13.5, 11],
    ]) {
      expect(driftAt(drift, x, y).x).toBeCloseTo(0.5, 2)
      expect(driftAt(drift, x, y).y).toBeCloseTo(-0.2, 2)
    }
    expect(driftAt(drift, 30, 20).y).toBeCloseTo(0.4, 2)
    expect(driftAt(drift, 20, 25)).toEqual({ x: 0, y: 0 })
  })

  it('is carried over to the photo: pixels move, and light is taken away', () => {
    const perMm = 8
    const [width, height] = [40 * perMm, 30 * perMm]
    const map: SheetMap = {
      widthMm: 40,
      heightMm: 30,
      bend: zeroField(40, 30, 20),
      view: [perMm, 0, 0, 0, perMm, 0, 0, 0, 1],
    }
    const grey = (value: (x: number, y: number) => number) =>
      Uint8Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width)))
    // A soft bar in the middle of the first word, 10 mm from the left.
    const bar = grey((x) => 220 - 150 * Math.exp(-(((x + 0.5) / perMm - 10) ** 2) / 0.5))
    const rgb = Uint8Array.from({ length: 3 * bar.length }, (_, i) => bar[Math.floor(i / 3)])
    const white = { width, height, data: grey(() => 255) }
    const tinted = { width, height, data: grey((x) => (x < width / 2 ? 255 : 250)) }
    const out = carryMarks({ width, height, rgb }, map, toneRatio(tinted, white, perMm, 0.1), drift)
    const middle = (y: number): number => {
      let [sum, weight] = [0, 0]
      for (let x = 6 * perMm; x < 14 * perMm; x += 1) {
        const dark = Math.max(0, 215 - out[3 * (y * width + x)])
        sum += dark * ((x + 0.5) / perMm)
        weight += dark
      }
      return sum / weight
    }
    expect(middle(10 * perMm)).toBeCloseTo(10.5, 1)
    expect(middle(25 * perMm)).toBeCloseTo(10, 1)
    expect(out[3 * (25 * width + 30 * perMm)]).toBeLessThan(218)
    expect(out[3 * (25 * width + 16 * perMm)]).toBe(220)
  })
})

describe('the photos', () => {
  it('are there, or it is said aloud that they are not', () => {
    const photos = findSheetPhotos()
    if (photos === null) {
      console.warn('SKIPPED: the photos of inv3d-real are not on this machine; see test/sheet/README.md')
      return
    }
    expect(photos.ids.length).toBeGreaterThanOrEqual(3)
    expect(SHEET_SHAPES).toHaveLength(4)
  })
})
