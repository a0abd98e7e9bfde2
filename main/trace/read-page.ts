import type { Cancellation } from '../../shared/contract/failure.ts'
import type { PictureCarrier } from '../../shared/mark/layout.ts'
import type { Point } from '../../shared/maths/geometry.ts'
import type { Pyramid } from '../image/pyramid.ts'
import { agreeingPart } from './agreeing-part.ts'
import { resizeOriginal, texturedPlaces } from './align.ts'
import { breathe } from './breathe.ts'
import { matchBlur } from './explain.ts'
import { LIBRARY_PX_PER_MM, type LibraryPage } from './library.ts'
import { measureDots } from './measure-dots.ts'
import { measureTint } from './measure-tint.ts'
import { measureWords } from './measure-words.ts'
import { agreesPlainly, type PlacedPage } from './placed-page.ts'
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
const readingScale = (sheet: Sheet, page: LibraryPage, at: Point): number => {
  const most = Math.min(LIBRARY_PX_PER_MM, page.pxPerMm)
  return Math.max(Math.min(LEAST_PX_PER_MM, most), Math.min(most, 1.25 * scaleAt(sheet, at.x, at.y)))
}

/** Middle of the part of the page that the picture shows, mm. */
const middleShown = ({ plane, inside, pxPerMm }: Straightened): Point => {
  let n = 0
  let x = 0
  let y = 0
  inside.forEach((shown, at) => {
    if (!shown) return
    n++
    x += (at % plane.width) + 0.5
    y += Math.floor(at / plane.width) + 0.5
  })
  return n === 0
    ? { x: plane.width / 2 / pxPerMm, y: plane.height / 2 / pxPerMm }
    : { x: x / n / pxPerMm, y: y / n / pxPerMm }
}

/** At which it is first seen what the picture shows. */
const COARSE_PX_PER_MM = 0.2

/** Straightens the page out of the picture, takes the original out of it, and measures what every carrier left. */
export const readPage = async (
  picture: Pyramid,
  place: Pick<PlacedPage, 'sheet' | 'agreeing' | 'shown'>,
  page: LibraryPage,
  signal?: Cancellation,
): Promise<PageReading> => {
  const { sheet } = place
  const { layout } = page
  const straightened = (pxPerMm: number) => rectify(picture, sheet, layout.widthMm, layout.heightMm, pxPerMm)
  const middle = middleShown(straightened(COARSE_PX_PER_MM))
  const pxPerMm = readingScale(sheet, page, middle)
  const exact = page.exact()
  await breathe(signal)
  const all = straightened(pxPerMm)
  await breathe(signal)
  const sharp = resizeOriginal(exact, layout, pxPerMm)
  await breathe(signal)
  const agreed = agreesPlainly(place) ? all : await agreeingPart(all, sharp, texturedPlaces(page), signal)
  const original = matchBlur(agreed, sharp, agreed === all ? middle : middleShown(agreed))
  const residuals = new Map<PictureCarrier, Float32Array>()
  for (const carrier of page.carriers) {
    await breathe(signal)
    switch (carrier) {
      case 'tint':
        residuals.set(carrier, await measureTint(layout, agreed, original, signal))
        break
      case 'words':
        // Words that are not there are not found.
        residuals.set(carrier, measureWords(layout, sheet, all, original))
        break
      case 'dots':
        residuals.set(carrier, measureDots(layout, agreed, original))
        break
    }
  }
  return { seen: all, residuals }
}
