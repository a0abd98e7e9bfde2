import { multiplyHomography, type Homography } from '../../shared/maths/geometry.ts'
import { longEdge } from '../../shared/maths/plane.ts'
import type { Features } from '../image/features.ts'
import { guidedMatches, likenessOf } from '../image/guided-match.ts'
import { missPx, polishHomography } from '../image/grow-homography.ts'
import { estimateHomography, type HomographyFit } from '../image/homography.ts'
import type { Match } from '../image/match.ts'
import { pairFeatures, type PointPairs } from '../image/point-pairs.ts'
import type { PageFeatures } from './describe-page.ts'
import type { MatchedPlace } from './sheet.ts'

/** Agreeing places below which a view of a page is taken for chance. */
const LEAST_SUPPORT = 6
/** A match agrees with a view that misses it by less. */
export const THRESHOLD_PX = 5
/** Views that are tried on a page; with guided matches the first is nearly always the one. */
const HYPOTHESES = 4
/** A curled sheet lies off its flattest part's plane by this share of the picture; the second round knows more. */
const REACH_SHARES = [0.06, 0.04]

const scaling = (factor: number, shift: number): Homography => [factor, 0, shift, 0, factor, shift, 0, 0, 1]

/** Page millimetres to picture pixels, from features' pixels to features' pixels. Pixel centres lie at whole numbers. */
const inMillimetres = (found: Homography, pagePxPerMm: number, shrink: number): Homography =>
  multiplyHomography(scaling(shrink, (shrink - 1) / 2), multiplyHomography(found, scaling(pagePxPerMm, -0.5)))

/** Page millimetres and picture pixels of features that were matched. */
export const matchedPlaces = (
  { features, pxPerMm }: PageFeatures,
  picture: Features,
  shrink: number,
  matches: readonly Match[],
): MatchedPlace[] =>
  matches.map((m) => ({
    x: (features.x[m.a] + 0.5) / pxPerMm,
    y: (features.y[m.a] + 0.5) / pxPerMm,
    seenX: (picture.x[m.b] + 0.5) * shrink - 0.5,
    seenY: (picture.y[m.b] + 0.5) * shrink - 0.5,
  }))

const similarityOf = ({ srcX, srcY, dstX, dstY, logScale, turn }: PointPairs): Homography => {
  const scale = Math.exp(logScale?.[0] ?? 0)
  const c = scale * Math.cos(turn?.[0] ?? 0)
  const s = scale * Math.sin(turn?.[0] ?? 0)
  return [c, -s, dstX[0] - c * srcX[0] + s * srcY[0], s, c, dstY[0] - s * srcX[0] - c * srcY[0], 0, 0, 1]
}

/** Pairs of which a first view may be fitted; fewer give the similarity of the surest. */
const FEWEST_FOR_VIEW = 8

/** A first view of a page, in features' pixels, by pairs that agree. */
export const firstView = (pairs: PointPairs): Homography => {
  const fit =
    pairs.count < FEWEST_FOR_VIEW
      ? null
      : estimateHomography(pairs, {
          thresholdPx: 2 * THRESHOLD_PX,
          hypotheses: HYPOTHESES,
          maxIterations: 0,
        })
  return fit && fit.count >= FEWEST_FOR_VIEW ? fit.homography : similarityOf(pairs)
}

/** Of pages that are only screened, how far off a feature may lie: a share of the picture; and what a view is then polished to. */
const SCREEN_SHARE = 0.02
const SCREEN_THRESHOLD_PX = 3 * THRESHOLD_PX

/**
 * How many of a page's features lie where a first view, polished by them, has them, each counted by how like it is. Verifying says more, and takes
 * ten times as long.
 */
export const screenPage = (page: PageFeatures, features: Features, first: Homography): number => {
  const reachPx = SCREEN_SHARE * longEdge(features)
  const matches = guidedMatches(page.features, features, first, { reachPx })
  const pairs = pairFeatures(page.features, features, matches)
  const view = polishHomography(pairs, first, SCREEN_THRESHOLD_PX) ?? first
  return matches.reduce((sum, match, i) => {
    return missPx(view, pairs, i) <= THRESHOLD_PX ? sum + likenessOf(match) : sum
  }, 0)
}

/** A page whose features confirm one view of it. */
export interface VerifiedPage {
  /** Matches at places of their own that agree with the view. */
  readonly support: number
  /** Matches that agree with it, each counted by how like it is: of pages that are all but the same the right one has as many as others. */
  readonly likeness: number
  /** Page millimetres to picture pixels, by the largest flat part. */
  readonly homography: Homography
  /** The same between the pixels in which features were found. */
  readonly view: Homography
  readonly places: readonly MatchedPlace[]
  /** Those places that agree with the view. */
  readonly agreed: readonly MatchedPlace[]
}

/** The view of a page that most of some matches agree on. */
export const agreeingOn = (
  page: PageFeatures,
  features: Features,
  matches: readonly Match[],
): HomographyFit | null =>
  estimateHomography(pairFeatures(page.features, features, matches), {
    thresholdPx: THRESHOLD_PX,
    hypotheses: HYPOTHESES,
    maxIterations: 0,
  })

/** Looks for a page's features where a first view says that they are; null where too few confirm it. */
export const verifyPage = (
  page: PageFeatures,
  features: Features,
  first: Homography,
  shrink: number,
): VerifiedPage | null => {
  let view = first
  let matches: Match[] = []
  let fit: HomographyFit | null = null
  for (const share of REACH_SHARES) {
    const reachPx = share * longEdge(features)
    matches = guidedMatches(page.features, features, view, { reachPx })
    fit = agreeingOn(page, features, matches)
    if (!fit) return null
    view = fit.homography
  }
  if (!fit || fit.count < LEAST_SUPPORT) return null
  const places = matchedPlaces(page, features, shrink, matches)
  return {
    support: fit.count,
    likeness: fit.inliers.reduce((sum, k) => sum + likenessOf(matches[k]), 0),
    homography: inMillimetres(view, page.pxPerMm, shrink),
    view,
    places,
    agreed: Array.from(fit.inliers, (k) => places[k]),
  }
}
