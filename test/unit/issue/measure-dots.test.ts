import { describe, expect, test } from 'vitest'
import type { GreyRaster } from '../../../main/document/document.ts'
import { dotResiduals } from '../../../main/issue/measure-dots.ts'
import type { PageLayout } from '../../../shared/mark/layout.ts'
import { MARK_VERSION } from '../../../shared/mark/layout.ts'
import { paint } from './raster.ts'

const PX = 10
const DOTS = 72
const layout: PageLayout = {
  version: MARK_VERSION,
  widthMm: 40,
  heightMm: 40,
  tint: [],
  words: [],
  wordAlongMm: 0,
  wordAcrossMm: 0,
  dots: Array.from({ length: DOTS }, (_, i) => ({
    x: 4.05 + 4 * (i % 9),
    y: 4.05 + 4 * Math.floor(i / 9),
    dx: 0.3,
    dy: 0.1,
  })),
  dotDiameterMm: 0.11,
}
const blank = paint(layout.widthMm, layout.heightMm, PX, () => 255)
const signs = Array.from({ length: DOTS }, (_, i) => ((i * 7919) % 13 < 6 ? -1 : 1))

const darken = (raster: GreyRaster, xMm: number, yMm: number, by: number, reach: number): void => {
  for (let v = -reach; v <= reach; v++) {
    for (let u = -reach; u <= reach; u++) {
      raster.data[(Math.floor(yMm * PX) + v) * raster.width + Math.floor(xMm * PX) + u] -= by
    }
  }
}

/** Each dot at the place that its sign says; beside the first few, on the other side, a stroke that moved. */
const copyWith = (strokes: number): GreyRaster => {
  const copy = { ...blank, data: blank.data.slice() }
  layout.dots.forEach(({ x, y, dx, dy }, i) => {
    darken(copy, x + signs[i] * dx, y + signs[i] * dy, 20, 0)
    if (i < strokes) darken(copy, x - signs[i] * dx, y - signs[i] * dy, 200, 1)
  })
  return copy
}

const share = (copy: GreyRaster): number => {
  const residuals = [...dotResiduals(layout, blank, copy)]
  const norm = Math.sqrt(residuals.reduce((sum, r) => sum + r * r, 0))
  return residuals.reduce((sum, r, i) => sum + r * signs[i], 0) / Math.max(norm, 1e-12) / Math.sqrt(DOTS)
}

describe('the score of 72 dots, of sqrt(72)', () => {
  test('is all of it where nothing else changed', () => expect(share(copyWith(0))).toBeGreaterThan(0.99))

  test.each([1, 3, 5])('stays above 0.6 with %i strokes that moved', (strokes) => {
    expect(share(copyWith(strokes))).toBeGreaterThan(0.6)
  })

  test('is nothing without dots, whatever moved', () => {
    const copy = { ...blank, data: blank.data.slice() }
    for (const { x, y, dx, dy } of layout.dots.slice(0, 20)) darken(copy, x + dx, y + dy, 200, 1)
    expect(share(copy)).toBe(0)
  })
})
