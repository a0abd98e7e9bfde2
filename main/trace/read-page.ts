import type { ScoredCarrier } from '../../shared/mark/layout.ts'
import type { Plane } from '../../shared/maths/plane.ts'
import { resizePlane } from '../image/resize-plane.ts'
import { originalAt } from './align.ts'
import { matchBlur } from './explain.ts'
import { LIBRARY_PX_PER_MM, type LibraryPage } from './library.ts'
import { measureDots } from './measure-dots.ts'
import { measureTint } from './measure-tint.ts'
import { measureWords } from './measure-words.ts'
import { rectify, type Straightened } from './rectify.ts'
import { scaleAt, type Sheet } from './sheet.ts'

/** A page as one picture shows it. */
export interface PageReading {
  readonly seen: Straightened
  /** Residuals by carrier, in the order of the layout's signs. */
  readonly residuals: ReadonlyMap<ScoredCarrier, Float32Array>
}

/** Below this the picture holds nothing that could be read; above, the original has no more to compare with. */
const LEAST_PX_PER_MM = 2.5

/** A picture much finer than it is read is first averaged down, so that no detail aliases. */
export const forReading = (picture: Plane, sheet: Sheet, pxPerMm: number, at: { x: number; y: number }) => {
  const ratio = (1.15 * pxPerMm) / scaleAt(sheet, at.x, at.y)
  if (ratio >= 0.9) return { picture, sheet }
  const width = Math.max(1, Math.round(picture.width * ratio))
  const height = Math.max(1, Math.round(picture.height * ratio))
  const fx = width / picture.width
  const fy = height / picture.height
  const h = sheet.homography
  const ox = (fx - 1) / 2
  const oy = (fy - 1) / 2
  const homography = [
    fx * h[0] + ox * h[6],
    fx * h[1] + ox * h[7],
    fx * h[2] + ox * h[8],
    fy * h[3] + oy * h[6],
    fy * h[4] + oy * h[7],
    fy * h[5] + oy * h[8],
    h[6],
    h[7],
    h[8],
  ] as const
  return { picture: resizePlane(picture, width, height), sheet: { homography, bend: sheet.bend } }
}

/** The resolution at which the page is worth straightening: the picture's own, within what the original offers. */
const readingScale = (sheet: Sheet, page: LibraryPage, at: { x: number; y: number }): number => {
  const most = Math.min(LIBRARY_PX_PER_MM, page.pxPerMm)
  return Math.max(Math.min(LEAST_PX_PER_MM, most), Math.min(most, 1.25 * scaleAt(sheet, at.x, at.y)))
}

/** Middle of the part of the page that the picture shows, mm. */
export const middleShown = (picture: Plane, sheet: Sheet, page: LibraryPage): { x: number; y: number } => {
  const { widthMm, heightMm } = page.layout
  const coarse = rectify(picture, sheet, widthMm, heightMm, 0.2)
  let n = 0
  let x = 0
  let y = 0
  coarse.inside.forEach((shown, at) => {
    if (!shown) return
    n++
    x += (at % coarse.plane.width) + 0.5
    y += Math.floor(at / coarse.plane.width) + 0.5
  })
  return n === 0 ? { x: widthMm / 2, y: heightMm / 2 } : { x: x / n / 0.2, y: y / n / 0.2 }
}

/** Straightens the page out of the picture, takes the original out of it, and measures what every carrier left. */
export const readPage = (picture: Plane, sheet: Sheet, page: LibraryPage): PageReading => {
  const { layout } = page
  const middle = middleShown(picture, sheet, page)
  const pxPerMm = readingScale(sheet, page, middle)
  const shrunk = forReading(picture, sheet, pxPerMm, middle)
  const seen = rectify(shrunk.picture, shrunk.sheet, layout.widthMm, layout.heightMm, pxPerMm)
  const original = matchBlur(seen, originalAt(page, pxPerMm))
  const residuals = new Map<ScoredCarrier, Float32Array>()
  for (const carrier of page.carriers) {
    switch (carrier) {
      case 'tint':
        residuals.set(carrier, measureTint(layout, seen, original))
        break
      case 'words':
        residuals.set(carrier, measureWords(layout, sheet, seen, original))
        break
      case 'dots':
        residuals.set(carrier, measureDots(layout, seen, original))
        break
    }
  }
  return { seen, residuals }
}
