import type { Cancellation } from '../../shared/contract/failure.ts'
import type { Pyramid } from '../image/pyramid.ts'
import { breathe } from './breathe.ts'
import { describePicture, type Look, type PageFeatures } from './describe-page.ts'
import type { PageIndex } from './page-index.ts'
import { searchIndex } from './search-index.ts'
import type { Sheet } from './sheet.ts'
import { sheetsOf, verifyPage, type VerifiedPage } from './verify-page.ts'

export { describePage, type PageFeatures } from './describe-page.ts'

/** A page that may be the one in the picture, and how it would lie there. */
export interface PageGuess {
  readonly documentId: string
  readonly page: number
  readonly sheet: Sheet
  /** Matches at places of their own that agree with one view of the page. */
  readonly support: number
}

export interface PageToCompare {
  readonly documentId: string
  readonly page: number
}

/** The registered pages, and what finding one of them needs. */
export interface PageFinder {
  /** By their numbers in the index. */
  readonly pages: readonly PageToCompare[]
  readonly index: PageIndex
  readonly features: (page: PageToCompare) => Promise<PageFeatures>
}

/** Pages that are verified in any case; more if their matches agree by this share of the best page's. */
const SURE_PLACES = 4
const LEAST_SHARE = 0.3
/** Verified pages with less than this share of the best one's support are chance likenesses. */
const WORTHWHILE = 0.2
/** Pages handed on. */
const MOST_PAGES = 6

const sizeMmOf = ({ features, pxPerMm }: PageFeatures): [number, number] => [
  features.width / pxPerMm,
  features.height / pxPerMm,
]

interface Confirmed {
  readonly page: PageToCompare
  readonly described: PageFeatures
  readonly verified: VerifiedPage
}

/** The pages that the picture may show, best supported first. Only originals are compared; no copy's signs take part. */
export const findPages = async (
  finder: PageFinder,
  picture: Pyramid,
  look: Look,
  signal?: Cancellation,
): Promise<PageGuess[]> => {
  await breathe(signal)
  const features = describePicture(picture, look)
  const { full } = picture
  const found = await searchIndex(finder.index, features, signal)
  const promising = found.filter(
    ({ score }, rank) => rank < SURE_PLACES || score >= LEAST_SHARE * found[0].score,
  )
  const confirmed: Confirmed[] = []
  for (const { page: number, pairs } of promising) {
    await breathe(signal)
    const page = finder.pages[number]
    const described = await finder.features(page)
    const verified = verifyPage(described, features, pairs, full.width / features.width)
    if (verified) confirmed.push({ page, described, verified })
  }
  confirmed.sort((a, b) => b.verified.support - a.verified.support)
  return confirmed
    .filter(({ verified }) => verified.support >= WORTHWHILE * confirmed[0].verified.support)
    .slice(0, MOST_PAGES)
    .flatMap(({ page, described, verified }) =>
      sheetsOf(verified, sizeMmOf(described), full).map((sheet) => ({
        documentId: page.documentId,
        page: page.page,
        sheet,
        support: verified.support,
      })),
    )
}
