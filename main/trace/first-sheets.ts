import type { Plane } from '../../shared/maths/plane.ts'
import type { Features } from '../image/features.ts'
import type { PageFeatures } from './describe-page.ts'
import { foldedSheet } from './fold-sheet.ts'
import { growBend } from './grow-bend.ts'
import { flatBend, type Sheet } from './sheet.ts'
import { sparseViews } from './sparse-views.ts'
import type { VerifiedPage } from './verify-page.ts'

/**
 * How a page may lie in the picture: as its features say, bend and all; in pieces, where they show creases; and in other views where they leave
 * it open.
 * @param picture pixels in which features were found, and in `full` at first
 */
export const firstSheets = (
  page: PageFeatures,
  picture: Features,
  full: Plane,
  verified: VerifiedPage,
): Sheet[] => {
  const { homography, places, agreed } = verified
  const sizeMm = [page.features.width / page.pxPerMm, page.features.height / page.pxPerMm] as const
  const flat = flatBend(sizeMm)
  const folded = foldedSheet(page, picture, full.width / picture.width, verified, sizeMm)
  return [
    { homography, bend: growBend(places, homography, sizeMm) },
    ...(folded === null ? [] : [folded]),
    ...sparseViews(full, agreed, sizeMm).map((view) => ({ ...view, bend: flat })),
  ]
}
