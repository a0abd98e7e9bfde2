import type { Cancellation } from '../../shared/contract/failure.ts'
import { mapHomography, type Homography } from '../../shared/maths/geometry.ts'
import { longEdge } from '../../shared/maths/plane.ts'
import type { Features } from '../image/features.ts'
import type { PointPairs } from '../image/point-pairs.ts'
import type { PictureSize } from '../image/picture.ts'
import { breathe } from './breathe.ts'
import type { PageFeatures, SeenPicture } from './describe-page.ts'
import type { PageIndex } from './page-index.ts'
import { firstView, screenPage, verifyPage, type VerifiedPage } from './verify-page.ts'

export interface PageToCompare {
  readonly documentId: string
  readonly page: number
}

/** The registered pages, and what finding one of them needs. */
export interface PageFinder {
  /** By their numbers in the index. */
  readonly pages: readonly PageToCompare[]
  /** Its layers, by their places in LAYERS. */
  readonly index: (layer: number) => Promise<PageIndex>
  readonly features: (page: PageToCompare) => Promise<PageFeatures>
}

export interface Confirmed {
  /** Of the page, in the index. */
  readonly number: number
  readonly page: PageToCompare
  readonly described: PageFeatures
  readonly verified: VerifiedPage
}

export interface Searching {
  readonly finder: PageFinder
  readonly picture: SeenPicture
  readonly features: Features
  /** Pixels of the picture to one of those in which features were found. */
  readonly shrink: number
  readonly signal: Cancellation | undefined
}

export interface Search extends Searching {
  /** Of the index, those that are searched. */
  readonly layers: readonly PageIndex[]
}

/** A page, by its number, and how it may lie: a view, or pairs to fit one to. */
export interface Candidate {
  readonly number: number
  readonly view: Homography | PointPairs
}

const viewOf = ({ view }: Candidate): Homography => ('count' in view ? firstView(view) : view)

/** Those candidates that their features confirm, each as it lies there. */
export const confirm = async (
  { finder, features, shrink, signal }: Searching,
  candidates: readonly Candidate[],
): Promise<Confirmed[]> => {
  const confirmed: Confirmed[] = []
  for (const candidate of candidates) {
    await breathe(signal)
    const { number } = candidate
    const page = finder.pages[number]
    const described = await finder.features(page)
    const verified = verifyPage(described, features, viewOf(candidate), shrink)
    if (verified) confirmed.push({ number, page, described, verified })
  }
  return confirmed
}

export const byLikeness = (confirmed: readonly Confirmed[]): Confirmed[] =>
  confirmed.toSorted((a, b) => b.verified.likeness - a.verified.likeness)

/** The candidates that are likest where they would lie, each page once. */
export const screen = async (
  { finder, features, signal }: Searching,
  candidates: readonly Candidate[],
): Promise<Candidate[]> => {
  const best = new Map<number, { readonly candidate: Candidate; readonly likeness: number }>()
  for (const candidate of candidates) {
    await breathe(signal)
    const described = await finder.features(finder.pages[candidate.number])
    const { number } = candidate
    const view = viewOf(candidate)
    const likeness = screenPage(described, features, view)
    if (likeness > (best.get(number)?.likeness ?? 0))
      best.set(number, { candidate: { number, view }, likeness })
  }
  return [...best.values()].sort((a, b) => b.likeness - a.likeness).map(({ candidate }) => candidate)
}

/** Two views that put a page's surest place this share of the picture apart, or nearer, are one. */
const SAME_VIEW = 0.03

/** The likest first, each view of a page once. */
export const distinctViews = (confirmed: readonly Confirmed[], picture: PictureSize): Confirmed[] => {
  const same = SAME_VIEW * longEdge(picture)
  const kept: Confirmed[] = []
  for (const one of byLikeness(confirmed)) {
    const known = kept.some((other) => {
      if (other.page !== one.page) return false
      const [{ x, y, seenX, seenY }] = other.verified.agreed
      const there = mapHomography(one.verified.homography, x, y)
      return Math.hypot(there.x - seenX, there.y - seenY) <= same
    })
    if (!known) kept.push(one)
  }
  return kept
}
