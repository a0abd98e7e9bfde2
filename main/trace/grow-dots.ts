import type { Cancellation } from '../../shared/contract/failure.ts'
import type { DotPlace } from '../../shared/mark/layout.ts'
import {
  drawnTowards,
  invertHomography,
  mapHomography,
  multiplyHomography,
  type Homography,
  type Point,
} from '../../shared/maths/geometry.ts'
import { zeroField } from '../../shared/maths/spline-field.ts'
import { boxMost } from '../image/box-most.ts'
import { fitHomography } from '../image/fit-homography.ts'
import { missPx } from '../image/grow-homography.ts'
import { pairPoints } from '../image/point-pairs.ts'
import type { Pyramid } from '../image/pyramid.ts'
import { breathe } from './breathe.ts'
import { lookFor, priorOf, seenAt, spot } from './dot-beliefs.ts'
import type { LibraryPage } from './library.ts'
import { atRest, placeOnPicture, scaleAt, type MatchedPlace, type Sheet } from './sheet.ts'

/**
 * What little content a page has, close together, leaves its perspective open: a hand's breadth off it a first guess may miss by
 * centimetres, and next to it by a millimetre. So the dots next to the content are looked for first; they tell the view a little beyond
 * themselves, where the next ones are looked for, and so on, ring by ring, to the page's edges.
 */

/** Out to here the content's own view is right but for how far the page leans back from it, which the dots are asked first. Millimetres. */
const LEAN_MM = 28
/** Leans that are tried: how much of a way off the content goes along it, or is drawn out or in. */
const LEANS = Array.from({ length: 33 }, (_, k) => (k - 16) / 40)
/** And how fast it grows smaller or larger on the way, to the millimetre. */
const FORESHORTENINGS = [-0.002, -0.001, 0, 0.001, 0.002]
/** What is known of a lean before, as a standard deviation, and how near to its place a dot must then be seen, millimetres. */
const LEAN_BELIEF = 0.2
const LEAN_SIGHT_MM = 0.5
/** Distances from the content out to which dots are looked for, one ring after the other, millimetres: each is told by those within. */
const RINGS_MM = [9, 13, 18, 24, 32, 42, 55, 72, 95, 125, 165, 220, 300]
/** How far off dots may lie in a ring, as a standard deviation: at first sight, and once they have been looked at. Millimetres. */
const REACHES_MM = [1.2, 0.5]
/** How sure a dot that was seen is, and the content, which may lie at the edge of what was looked at: 1 / mm^2. */
const DOT_INFORMATION = 100
const CONTENT_INFORMATION = 4
/** Grain is spotted too; dots that are plain, from which alone a view can grow, are so much more so. */
const PLAINLY = 20
const FIELD_MM = 30

/** Where a place of the page lies on the picture, and how sure that is. */
export interface Tie extends MatchedPlace {
  readonly information: number
}

/** Views are fitted so often, each time with less trust in what the one before missed by this and more. */
const VIEW_FITS = 5
const VIEW_MISS_MM = 1

/** The view of the sheet, at rest, that the ties agree on. */
const viewOf = (sheet: Sheet, ties: readonly Tie[], pxPerMm: number): Homography => {
  const resting = ties.map(({ x, y }) => atRest(sheet, x, y))
  const pairs = pairPoints(
    resting,
    ties.map(({ seenX, seenY }) => ({ x: seenX, y: seenY })),
  )
  let view = sheet.homography
  for (let fit = 0; fit < VIEW_FITS; fit++) {
    const weights = Float64Array.from(ties, ({ seenX, seenY, information }, k) => {
      if (fit === 0) return information
      const { x: u, y: v } = mapHomography(view, resting[k].x, resting[k].y)
      const miss = Math.hypot(u - seenX, v - seenY) / pxPerMm / VIEW_MISS_MM
      return information / (1 + miss * miss)
    })
    view = fitHomography(pairs, weights, 'projective', view) ?? view
  }
  return view
}

export const tied = (
  sheet: Sheet,
  x: number,
  y: number,
  by: { dx: number; dy: number },
  information: number,
): Tie => {
  const seen = placeOnPicture(sheet, x + by.dx, y + by.dy)
  return { x, y, seenX: seen.x, seenY: seen.y, information }
}

/** The view moved, turned and stretched as most of the content asks, which tells no more where it lies along a line. */
const putRight = (sheet: Sheet, content: readonly Tie[]): Homography => {
  const back = invertHomography(sheet.homography)
  const pairs = pairPoints(
    content.map(({ x, y }) => atRest(sheet, x, y)),
    content.map(({ seenX, seenY }) => mapHomography(back, seenX, seenY)),
  )
  let moved: Homography = [1, 0, 0, 0, 1, 0, 0, 0, 1]
  for (let fit = 0; fit < VIEW_FITS; fit++) {
    const weights = Float64Array.from(
      content,
      (_, k) => 1 / (1 + (missPx(moved, pairs, k) / VIEW_MISS_MM) ** 2),
    )
    moved = fitHomography(pairs, weights, 'similarity') ?? moved
  }
  return multiplyHomography(sheet.homography, moved)
}

const distanceTo = (
  places: readonly { readonly x: number; readonly y: number }[],
  { x, y }: DotPlace,
): number => places.reduce((least, place) => Math.min(least, Math.hypot(place.x - x, place.y - y)), Infinity)

/** Middle and direction of some places: the line along which they lie, if along any. */
const axisOf = (places: readonly Point[]): { readonly middle: Point; readonly along: Point } => {
  const n = places.length
  const middle = {
    x: places.reduce((sum, { x }) => sum + x, 0) / n,
    y: places.reduce((sum, { y }) => sum + y, 0) / n,
  }
  let xx = 0
  let xy = 0
  let yy = 0
  for (const { x, y } of places) {
    xx += (x - middle.x) ** 2
    xy += (x - middle.x) * (y - middle.y)
    yy += (y - middle.y) ** 2
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2
  return { middle, along: { x: Math.cos(angle), y: Math.sin(angle) } }
}

/** The page leaning back from a line on it: what lies off the line goes along it, and farther or less far off. */
const leaning = (
  { middle, along }: ReturnType<typeof axisOf>,
  shear: number,
  stretch: number,
  foreshortening: number,
): Homography => {
  const [nx, ny] = [-along.y, along.x]
  const [mx, my] = [shear * along.x + stretch * nx, shear * along.y + stretch * ny]
  const still = middle.x * nx + middle.y * ny
  // About the line's own middle, which stays where it is.
  const [a, b, c, d, e, f, ...depth] = drawnTowards(middle, {
    x: foreshortening * nx,
    y: foreshortening * ny,
  })
  return [a + mx * nx, b + mx * ny, c - mx * still, d + my * nx, e + my * ny, f - my * still, ...depth]
}

/** The sheet as it leans back from its content if most of the dots near that are to be seen. */
const leanBack = (
  picture: Pyramid,
  { layout }: LibraryPage,
  sheet: Sheet,
  content: readonly Tie[],
  dots: readonly DotPlace[],
  pxPerMm: number,
): Sheet => {
  const likelihood = lookFor(picture, layout, sheet, pxPerMm, PLAINLY)
  const near = boxMost(likelihood, Math.round(LEAN_SIGHT_MM * likelihood.pxPerMm))
  const axis = axisOf(content)
  let best = { score: -Infinity, view: sheet.homography }
  for (const shear of LEANS) {
    for (const stretch of LEANS) {
      for (const foreshortening of FORESHORTENINGS) {
        const lean = leaning(axis, shear, stretch, foreshortening)
        let score = -(shear * shear + stretch * stretch) / (2 * LEAN_BELIEF * LEAN_BELIEF)
        for (const dot of dots)
          score += Math.log(seenAt(likelihood, near, dot, mapHomography(lean, dot.x, dot.y)))
        if (score > best.score) best = { score, view: multiplyHomography(sheet.homography, lean) }
      }
    }
  }
  return { ...sheet, homography: best.view }
}

/**
 * The sheet, without a bend of its own, as its content and its dots have it.
 * @param anchors the page's content, as far as the picture shows it
 */
export const growOnDots = async (
  picture: Pyramid,
  page: LibraryPage,
  start: Sheet,
  anchors: readonly Tie[],
  signal?: Cancellation,
): Promise<Sheet> => {
  if (anchors.length === 0) return start
  const { layout } = page
  const content = anchors.map((tie) => ({ ...tie, information: CONTENT_INFORMATION }))
  const middle = anchors[Math.floor(anchors.length / 2)]
  const pxPerMm = scaleAt(start, middle.x, middle.y)
  const distances = layout.dots.map((dot) => distanceTo(anchors, dot))
  const bend = zeroField(layout.widthMm, layout.heightMm, FIELD_MM)
  let sheet: Sheet = { ...start, homography: putRight(start, content), bend }
  await breathe(signal)
  const close = layout.dots.filter((_, k) => distances[k] <= LEAN_MM)
  sheet = leanBack(picture, page, sheet, content, close, pxPerMm)
  let before = 0
  for (const ringMm of RINGS_MM) {
    const within = layout.dots.filter((_, k) => distances[k] <= ringMm)
    if (within.length === before) continue
    for (const reachMm of REACHES_MM) {
      await breathe(signal)
      const likelihood = lookFor(picture, layout, sheet, pxPerMm, PLAINLY)
      const prior = priorOf(reachMm * likelihood.pxPerMm)
      const seen = within.flatMap((dot) => {
        const spotted = spot(likelihood, dot, prior)
        if (spotted === null) return []
        const by = { dx: spotted.dx / likelihood.pxPerMm, dy: spotted.dy / likelihood.pxPerMm }
        return [tied(sheet, dot.x, dot.y, by, DOT_INFORMATION * spotted.share)]
      })
      sheet = { ...sheet, homography: viewOf(sheet, [...content, ...seen], pxPerMm) }
    }
    before = within.length
  }
  return sheet
}
