import type { Cancellation } from '../../shared/contract/failure.ts'
import { cornersOf, homographyBetween, type Homography, type Point } from '../../shared/maths/geometry.ts'
import type { Plane } from '../../shared/maths/plane.ts'
import { alignFully } from './align.ts'
import { alignDots } from './align-dots.ts'
import type { Viewed } from './leak-view.ts'
import type { TraceLibrary } from './library.ts'
import type { PlacedPage } from './placed-page.ts'
import { flatBend, type Sheet } from './sheet.ts'

/** Which page a person sees in a picture, and where its corners lie. */
export interface HandPlacement {
  /** Documents of the library that show this page: the same original, marked by other layouts. */
  readonly documentIds: readonly string[]
  /** From 0. */
  readonly page: number
  /** Clockwise from the page's top left, in parts of the picture's width and height; may lie outside. */
  readonly corners: readonly [Point, Point, Point, Point]
}

/** Sides that turn by less, in parts of the picture squared, make no page. */
const LEAST_TURN = 1e-4

/** Whether four corners, clockwise on the picture, can be a page's: every corner turns the same way. */
export const areCorners = (corners: readonly Point[]): boolean =>
  corners.every((at, k) => {
    const next = corners[(k + 1) % 4]
    const after = corners[(k + 2) % 4]
    return (next.x - at.x) * (after.y - next.y) - (next.y - at.y) * (after.x - next.x) > LEAST_TURN
  })

const pageToPicture = (
  { corners }: HandPlacement,
  { width, height }: Plane,
  widthMm: number,
  heightMm: number,
): Homography => {
  const seen = corners.map(({ x, y }) => ({ x: x * width - 0.5, y: y * height - 0.5 }))
  return homographyBetween(cornersOf(widthMm, heightMm), seen)
}

/**
 * The page laid by hand and then refined against the original as any other guess is. Where the original shows too little to refine
 * by, the corners stand as they were pointed at. Every way that comes back is scored and counts among the trials.
 */
export const placeByHand = async (
  library: TraceLibrary,
  hand: HandPlacement,
  picture: Viewed,
  signal: Cancellation | undefined,
): Promise<PlacedPage[]> => {
  const pyramid = picture.seen('plain').pyramid
  const placed: PlacedPage[] = []
  for (const documentId of hand.documentIds) {
    const page = await library.page(documentId, hand.page)
    const { widthMm, heightMm } = page.layout
    const pointed: Sheet = {
      homography: pageToPicture(hand, picture.plane, widthMm, heightMm),
      bend: flatBend([widthMm, heightMm]),
    }
    const { sheet, likeness, agreeing, shown, boxes, agreed } = await alignFully(
      pyramid,
      page,
      pointed,
      signal,
    )
    const measured = { likeness, agreeing, shown, boxes, agreed }
    const place = { documentId, page: hand.page, ...measured, view: 'plain' as const }
    const laid = agreeing > 0 ? sheet : pointed
    placed.push({ ...place, sheet: laid })
    const byDots = await alignDots(pyramid, page, laid, signal)
    if (byDots) placed.push({ ...place, sheet: byDots.sheet })
  }
  return placed
}
