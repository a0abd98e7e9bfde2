import type { Cancellation } from '../../shared/contract/failure.ts'
import type { PictureCarrier } from '../../shared/mark/layout.ts'
import type { Pyramid } from '../image/pyramid.ts'
import { resizeOriginal } from './align.ts'
import { breathe } from './breathe.ts'
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
  readonly residuals: ReadonlyMap<PictureCarrier, Float32Array>
}

/** Below this the picture holds nothing that could be read; above, the original has no more to compare with. */
const LEAST_PX_PER_MM = 2.5

/** The resolution at which the page is worth straightening: the picture's own, within what the original offers. */
const readingScale = (sheet: Sheet, page: LibraryPage, at: { x: number; y: number }): number => {
  const most = Math.min(LIBRARY_PX_PER_MM, page.pxPerMm)
  return Math.max(Math.min(LEAST_PX_PER_MM, most), Math.min(most, 1.25 * scaleAt(sheet, at.x, at.y)))
}

/** Middle of the part of the page that the picture shows, mm. */
export const middleShown = (picture: Pyramid, sheet: Sheet, page: LibraryPage): { x: number; y: number } => {
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
export const readPage = async (
  picture: Pyramid,
  sheet: Sheet,
  page: LibraryPage,
  signal?: Cancellation,
): Promise<PageReading> => {
  const { layout } = page
  const middle = middleShown(picture, sheet, page)
  const pxPerMm = readingScale(sheet, page, middle)
  const exact = page.exact()
  await breathe(signal)
  const seen = rectify(picture, sheet, layout.widthMm, layout.heightMm, pxPerMm)
  await breathe(signal)
  const sharp = resizeOriginal(exact, layout, pxPerMm)
  await breathe(signal)
  const original = matchBlur(seen, sharp, middle)
  const residuals = new Map<PictureCarrier, Float32Array>()
  for (const carrier of page.carriers) {
    await breathe(signal)
    switch (carrier) {
      case 'tint':
        residuals.set(carrier, await measureTint(layout, seen, original, signal))
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
