import { describe, expect, it } from 'vitest'
import type { Point } from '../../../shared/maths/geometry.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'
import { zeroField } from '../../../shared/maths/spline-field.ts'
import { fitElsewhere } from '../../../main/trace/fit-elsewhere.ts'
import { libraryPage, type LibraryPage } from '../../../main/trace/library.ts'
import { placeOnPicture, type Sheet } from '../../../main/trace/sheet.ts'
import { bareLayout } from '../../support/bare-layout.ts'

const [WIDTH_MM, HEIGHT_MM] = [210, 297]

/** Words of a part of the page, lines 5 mm apart: a word to every 10 mm, each of a length of its own. */
const word = (xMm: number, yMm: number, part: number): boolean => {
  if (yMm % 5 > 2.2) return false
  const [line, column] = [Math.floor(yMm / 5), Math.floor(xMm / 10)]
  return xMm % 10 < 2 + 7 * seededRandom(1 + part + 31 * line + 977 * column)()
}

/** Text in slips of so many millimetres, `across` and down the page; all are the same, or each has its own. */
const pageOf = (slipMm: number, across: number, isSame: boolean): LibraryPage =>
  libraryPage(bareLayout(WIDTH_MM, HEIGHT_MM), (pxPerMm) => {
    const [width, height] = [Math.round(WIDTH_MM * pxPerMm), Math.round(HEIGHT_MM * pxPerMm)]
    const slipWidth = WIDTH_MM / across
    const data = Uint8Array.from({ length: width * height }, (_, k) => {
      const [x, y] = [((k % width) + 0.5) / pxPerMm, (Math.floor(k / width) + 0.5) / pxPerMm]
      const part = isSame ? 0 : Math.floor(y / slipMm) * across + Math.floor(x / slipWidth)
      const [u, v] = [x % slipWidth, y % slipMm]
      const isMargin = u < 10 || u > slipWidth - 10 || v < 10 || v > slipMm - 10
      return !isMargin && word(u, v, 10_000 * part) ? 40 : 255
    })
    return { width, height, data }
  })

const AT_TWO_PX_PER_MM: Sheet = {
  homography: [2, 0, 0, 0, 2, 0, 0, 0, 1],
  bend: zeroField(WIDTH_MM, HEIGHT_MM, 60),
}

/** Places of the first slip. */
const inside = (widthMm: number, heightMm: number): Point[] => {
  const places: Point[] = []
  for (let y = 20; y < heightMm - 20; y += 8) for (let x = 20; x < widthMm - 20; x += 8) places.push({ x, y })
  return places
}

/** Where of the page what the picture showed as (x, y) of the sheet lies by each of the others, mm. */
const shownAs = (sheets: readonly Sheet[], { x, y }: Point): string[] => {
  const seen = placeOnPicture(AT_TWO_PX_PER_MM, x, y)
  return sheets
    .map((sheet) => {
      const origin = placeOnPicture(sheet, 0, 0)
      return `${Math.round((seen.x - origin.x) / 2)},${Math.round((seen.y - origin.y) / 2)}`
    })
    .sort()
}

describe('where else a page may lie', () => {
  it('is its other half, where a slip and its counterfoil are the same', () => {
    const page = pageOf(148.3, 1, true)
    const found = fitElsewhere(page, AT_TWO_PX_PER_MM, inside(210, 148))
    expect(found).toHaveLength(1)
    const [at] = shownAs(found, { x: 50, y: 40 })
    const [x, y] = at.split(',').map(Number)
    expect(Math.abs(x - 50)).toBeLessThanOrEqual(1)
    expect(Math.abs(y - 188)).toBeLessThanOrEqual(1)
  })

  it('is each of the other labels of a sheet of them, down and across', () => {
    const page = pageOf(99, 2, true)
    const found = fitElsewhere(page, AT_TWO_PX_PER_MM, inside(105, 99))
    expect(shownAs(found, { x: 30, y: 30 })).toEqual(
      ['135,129', '135,228', '135,30', '30,129', '30,228'].sort(),
    )
  })

  it('is nowhere where every part has words of its own', () => {
    expect(fitElsewhere(pageOf(148.5, 1, false), AT_TWO_PX_PER_MM, inside(210, 148))).toEqual([])
    expect(fitElsewhere(pageOf(99, 2, false), AT_TWO_PX_PER_MM, inside(105, 99))).toEqual([])
  })

  it('is nowhere where the edges of the sheet were seen', () => {
    const edges = [{ x: 100, y: 0, outX: 0, outY: -1, seenX: 200, seenY: 0 }]
    expect(fitElsewhere(pageOf(148.3, 1, true), { ...AT_TWO_PX_PER_MM, edges }, inside(210, 148))).toEqual([])
  })

  it('is nowhere where the piece would leave the page, or nothing of it was seen', () => {
    const page = pageOf(148.3, 1, true)
    expect(fitElsewhere(page, AT_TWO_PX_PER_MM, inside(210, 297))).toEqual([])
    expect(fitElsewhere(page, AT_TWO_PX_PER_MM, [])).toEqual([])
  })
})
