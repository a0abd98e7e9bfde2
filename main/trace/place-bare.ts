import type { Cancellation } from '../../shared/contract/failure.ts'
import type { Pyramid } from '../image/pyramid.ts'
import type { PageFinder } from './confirm-pages.ts'
import { findByDots } from './find-by-dots.ts'
import type { PageGuess } from './find-page.ts'
import { sameOriginal, type TraceLibrary } from './library.ts'
import { placeByDots } from './place-by-dots.ts'
import type { PlacedPage } from './placed-page.ts'

/** Pages that show too little of their content, or none, to be laid by it: where their dots plainly say which and how. */

/** From fewer matches no dots are looked for. */
const FEWEST_MATCHES = 20
const MOST_GUESSES = 12

type Laid = Pick<PlacedPage, 'documentId' | 'page' | 'sheet'>

/** None where the dots do not surely say so: nothing else does. */
const placeSurely = async (
  library: TraceLibrary,
  picture: Pyramid,
  guesses: readonly Laid[],
  signal: Cancellation | undefined,
): Promise<PlacedPage[]> => {
  const guessed = guesses.map(({ documentId, page, sheet }): PlacedPage => ({
    documentId,
    page,
    sheet,
    likeness: 0,
    agreeing: 0,
    shown: 0,
    boxes: 0,
    agreed: [],
    view: 'plain',
  }))
  const { found, isSure } = await placeByDots(library, picture, guessed, signal)
  return isSure ? found : []
}

/** From what a few features at the picture's edge say. */
export const placeOnDotsAlone = (
  library: TraceLibrary,
  picture: Pyramid,
  guesses: readonly PageGuess[],
  signal: Cancellation | undefined,
): Promise<PlacedPage[]> => {
  const matched = guesses.filter(({ support }) => support >= FEWEST_MATCHES).slice(0, MOST_GUESSES)
  const guessed = matched.flatMap((guess) =>
    sameOriginal(library, guess.documentId).map((documentId) => ({ ...guess, documentId })),
  )
  return placeSurely(library, picture, guessed, signal)
}

/** From how the picture's specks lie to one another. */
export const placeByConstellation = async (
  library: TraceLibrary,
  finder: PageFinder,
  picture: Pyramid,
  signal: Cancellation | undefined,
): Promise<PlacedPage[]> =>
  placeSurely(library, picture, await findByDots(library, finder, picture, signal), signal)
