import { multiplyHomography, type Homography } from '../../shared/maths/geometry.ts'
import type { Cancellation } from '../../shared/contract/failure.ts'
import type { Plane } from '../../shared/maths/plane.ts'
import { detectFeatures, type Features } from '../image/features.ts'
import { estimateHomography } from '../image/homography.ts'
import { hamming, SIGNATURE_WORDS } from '../image/signature.ts'
import { matchFeatures, type Match } from '../image/match.ts'
import { pairFeatures } from '../image/point-pairs.ts'
import { resizePlane } from '../image/resize-plane.ts'
import { zeroField } from '../../shared/maths/spline-field.ts'
import { breathe } from './breathe.ts'
import { growBend, type MatchedPlace } from './grow-bend.ts'
import type { Sheet } from './sheet.ts'
import { sparseViews } from './sparse-views.ts'

/** Features of a page, with the resolution at which they were found. */
export interface PageFeatures {
  readonly features: Features
  readonly pxPerMm: number
}

/** A page that may be the one in the picture, and how it would lie there. */
export interface PageGuess {
  readonly documentId: string
  readonly page: number
  readonly sheet: Sheet
  /** Matches at places of their own that agree with one view of the page. */
  readonly support: number
}

/** Long edge to which a page is brought before its features are taken, pixels. */
const PAGE_EDGE_PX = 1400
const PAGE_FEATURES = 3000
const PICTURE_EDGE_PX = 1400
const PICTURE_FEATURES = 3000
/** A page with fewer features than this has its details looked for at twice the resolution too. */
const FEW_FEATURES = 600

/** How closely a picture is looked at. `close` finds small type in small pictures, at four times the cost. */
export type Look = 'plain' | 'close'
export const LOOKS: readonly Look[] = ['plain', 'close']

/** Features of the picture that take part in the first, quick comparison with every page. */
const VOTERS = 600
/** Pages that go from the quick comparison to the full one. */
const SHORTLIST = 10
/** So many are compared in full in any case, more if they have this share of the first one's votes. */
const SURE_PLACES = 3
const LEAST_SHARE = 0.2
/** A feature farther than this from every page, in bits of 256, votes for none; pages within so many bits share a vote. */
const VOTE_BITS = 72
const TIE_BITS = 6
/** Pages compared quickly between two looks at the cancel button. */
const PAGES_PER_BREATH = 8
/** Agreeing places below which a view of a page is taken for chance. */
const LEAST_SUPPORT = 8

/** Knots of a sheet's bend before any bend is known. */
const FLAT_SPACING_MM = 60

const THRESHOLD_PX = 5

const longEdge = (plane: Plane): number => Math.max(plane.width, plane.height)

const shrinkTo = (plane: Plane, edge: number): Plane => {
  const ratio = Math.min(1, edge / longEdge(plane))
  return ratio === 1
    ? plane
    : resizePlane(
        plane,
        Math.max(1, Math.round(plane.width * ratio)),
        Math.max(1, Math.round(plane.height * ratio)),
      )
}

/** @param original the page as it was issued, rendered at `pxPerMm` */
export const describePage = (original: Plane, pxPerMm: number): PageFeatures => {
  const plane = shrinkTo(original, PAGE_EDGE_PX)
  const options = { maxFeatures: PAGE_FEATURES, minContrast: 2 }
  const plain = detectFeatures(plane, options)
  const features =
    plain.count >= FEW_FEATURES ? plain : detectFeatures(plane, { ...options, doubleFirst: true })
  return { features, pxPerMm: (pxPerMm * plane.width) / original.width }
}

export const describePicture = (picture: Plane, look: Look): Features =>
  detectFeatures(shrinkTo(picture, PICTURE_EDGE_PX), {
    maxFeatures: PICTURE_FEATURES,
    minContrast: 1.5,
    doubleFirst: look === 'close',
  })

const scaling = (factor: number, shift: number): Homography => [factor, 0, shift, 0, factor, shift, 0, 0, 1]

/** Page millimetres to picture pixels, from features' pixels to features' pixels. Pixel centres lie at whole numbers. */
const inMillimetres = (found: Homography, pagePxPerMm: number, shrink: number): Homography =>
  multiplyHomography(scaling(shrink, (shrink - 1) / 2), multiplyHomography(found, scaling(pagePxPerMm, -0.5)))

/** Page millimetres and picture pixels of features that were matched. */
const matchedPlaces = (
  page: PageFeatures,
  picture: Features,
  shrink: number,
  matches: readonly Match[],
): MatchedPlace[] =>
  matches.map((m) => ({
    x: (page.features.x[m.a] + 0.5) / page.pxPerMm,
    y: (page.features.y[m.a] + 0.5) / page.pxPerMm,
    seenX: (picture.x[m.b] + 0.5) * shrink - 0.5,
    seenY: (picture.y[m.b] + 0.5) * shrink - 0.5,
  }))

/** The views of one page in the picture that most of their features agree on; none where they do not agree. */
export const guessSheets = (
  page: PageToCompare,
  features: Features,
  picture: Plane,
): { sheet: Sheet; support: number }[] => {
  const { described, sizeMm } = page
  const matches = matchFeatures(described.features, features, { ratio: 0.92 })
  const fit = estimateHomography(pairFeatures(described.features, features, matches), {
    thresholdPx: THRESHOLD_PX,
  })
  if (fit === null || fit.count < LEAST_SUPPORT) return []
  const shrink = picture.width / features.width
  const homography = inMillimetres(fit.homography, described.pxPerMm, shrink)
  const places = matchedPlaces(described, features, shrink, matches)
  const agreed = Array.from(fit.inliers, (k) => places[k])
  const flat = zeroField(sizeMm[0], sizeMm[1], FLAT_SPACING_MM)
  return [
    { sheet: { homography, bend: growBend(places, homography, sizeMm) }, support: fit.count },
    ...sparseViews(picture, agreed, sizeMm).map((view) => ({
      sheet: { homography: view, bend: flat },
      support: fit.count,
    })),
  ]
}

export interface PageToCompare {
  readonly documentId: string
  readonly page: number
  readonly sizeMm: readonly [number, number]
  readonly described: PageFeatures
}

/** For each voter, how near the page comes to it: bits of the signature that differ. */
const nearestBits = (page: Features, picture: Features, voters: Int32Array): Uint16Array => {
  const out = new Uint16Array(voters.length)
  voters.forEach((voter, i) => {
    let nearest = 256
    for (let j = 0; j < page.count; j++) {
      const bits = hamming(picture.signatures, voter * SIGNATURE_WORDS, page.signatures, j * SIGNATURE_WORDS)
      if (bits < nearest) nearest = bits
    }
    out[i] = nearest
  })
  return out
}

/** Features of all strengths: in a close-up the strongest are details that no whole page shows. */
const chooseVoters = (picture: Features): Int32Array => {
  const count = Math.min(picture.count, VOTERS)
  return Int32Array.from({ length: count }, (_, k) => Math.floor((k * picture.count) / count))
}

/**
 * Votes of the picture's features for pages, before any geometry. A feature votes for the pages that come nearest to it among
 * all, the nearer the more, and the more pages share it the less; so neither busy pages nor bare ones are favoured.
 */
const castVotes = async (
  pages: readonly PageToCompare[],
  features: Features,
  signal: Cancellation | undefined,
): Promise<Float64Array> => {
  const voters = chooseVoters(features)
  const nearest: Uint16Array[] = []
  for (const page of pages) {
    if (nearest.length % PAGES_PER_BREATH === 0) await breathe(signal)
    nearest.push(nearestBits(page.described.features, features, voters))
  }
  const votes = new Float64Array(pages.length)
  for (let i = 0; i < voters.length; i++) {
    const best = nearest.reduce((least, bits) => Math.min(least, bits[i]), VOTE_BITS)
    if (best >= VOTE_BITS) continue
    const chosen = pages.map((_, k) => k).filter((k) => nearest[k][i] <= best + TIE_BITS)
    const weight = ((VOTE_BITS - best) / VOTE_BITS) ** 2
    for (const k of chosen) votes[k] += weight / chosen.length
  }
  return votes
}

/** The pages most voted for. */
const shortlist = async (
  pages: readonly PageToCompare[],
  features: Features,
  signal: Cancellation | undefined,
): Promise<readonly PageToCompare[]> => {
  if (pages.length <= SHORTLIST) return pages
  const votes = await castVotes(pages, features, signal)
  const ranked = pages.map((page, k) => ({ page, votes: votes[k] })).toSorted((a, b) => b.votes - a.votes)
  return ranked
    .filter((one, rank) => rank < SURE_PLACES || one.votes >= LEAST_SHARE * ranked[0].votes)
    .slice(0, SHORTLIST)
    .map(({ page }) => page)
}

/** The pages that the picture may show, best supported first. Only originals are compared; no copy's signs take part. */
export const findPages = async (
  pages: readonly PageToCompare[],
  picture: Plane,
  look: Look,
  signal?: Cancellation,
): Promise<PageGuess[]> => {
  await breathe(signal)
  const features = describePicture(picture, look)
  const guesses: PageGuess[] = []
  for (const page of await shortlist(pages, features, signal)) {
    await breathe(signal)
    for (const guess of guessSheets(page, features, picture)) {
      guesses.push({ documentId: page.documentId, page: page.page, ...guess })
    }
  }
  return guesses.toSorted((a, b) => b.support - a.support)
}
