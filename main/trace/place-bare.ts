import type { Cancellation } from '../../shared/contract/failure.ts'
import type { Pyramid } from '../image/pyramid.ts'
import { isBare } from './align-dots.ts'
import type { PageFinder } from './confirm-pages.ts'
import { findByDots } from './find-by-dots.ts'
import type { PageGuess } from './find-page.ts'
import { sameOriginal, type TraceLibrary } from './library.ts'
import { laySurely, placeByDots } from './place-by-dots.ts'
import type { PlacedPage } from './placed-page.ts'

/** Pages that show too little of their content, or none, to be laid by it: where their dots plainly say which and how. */

/** From fewer matches no dots are looked for. */
const FEWEST_MATCHES = 20
const MOST_GUESSES = 12

/** Nothing that it shows was compared. */
const unseen = ({
  documentId,
  page,
  sheet,
}: Pick<PlacedPage, 'documentId' | 'page' | 'sheet'>): PlacedPage => ({
  documentId,
  page,
  sheet,
  likeness: 0,
  agreeing: 0,
  shown: 0,
  boxes: 0,
  agreed: [],
  view: 'plain',
})

/** From what a few features at the picture's edge say; none where the dots do not surely say so, too. */
export const placeOnDotsAlone = async (
  library: TraceLibrary,
  picture: Pyramid,
  guesses: readonly PageGuess[],
  signal: Cancellation | undefined,
): Promise<PlacedPage[]> => {
  const matched = guesses.filter(({ support }) => support >= FEWEST_MATCHES).slice(0, MOST_GUESSES)
  const guessed = matched.flatMap((guess) =>
    sameOriginal(library, guess.documentId).map((documentId) => unseen({ ...guess, documentId })),
  )
  const { found, isSure } = await placeByDots(library, picture, guessed, signal)
  return isSure ? found : []
}

/** From how the picture's specks lie to one another: the pages whose dots then surely say so. */
export const placeByConstellation = async (
  library: TraceLibrary,
  finder: PageFinder,
  picture: Pyramid,
  signal: Cancellation | undefined,
): Promise<PlacedPage[]> => {
  for (const { pages, sheet } of await findByDots(library, finder, picture, signal)) {
    const page = await library.page(pages[0].documentId, pages[0].page)
    const laid = isBare(page) ? await laySurely(picture, page, sheet, signal) : null
    if (laid !== null) return pages.map((one) => unseen({ ...one, sheet: laid.sheet }))
  }
  return []
}
