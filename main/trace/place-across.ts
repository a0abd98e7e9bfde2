import type { Cancellation } from '../../shared/contract/failure.ts'
import type { Pyramid } from '../image/pyramid.ts'
import type { TraceLibrary } from './library.ts'
import { partsOf } from './place-further.ts'
import { AS_GOOD, explanation, placeGuesses } from './place-page.ts'
import type { PlacedPage } from './placed-page.ts'

/** Pages with one original are one. */
const originalsIn = ({ documents }: TraceLibrary) => {
  const originals = new Map(documents.map(({ documentId, originalId }) => [documentId, originalId]))
  return ({ documentId, page }: PlacedPage): string => `${originals.get(documentId) ?? documentId} ${page}`
}

/**
 * Each page that was found, laid where another was, if it explains that part of the picture as well: where copies of one page lie beside one another the search
 * tells of the page once, and one much like it stands in for it where it lies again.
 * @param placed in `picture`
 * @returns all of them, for each part the one that explains it best first
 */
export const placeAcross = async (
  library: TraceLibrary,
  picture: Pyramid,
  placed: readonly PlacedPage[],
  signal: Cancellation | undefined,
): Promise<PlacedPage[]> => {
  const parts = partsOf(placed)
  const originalOf = originalsIn(library)
  const pages = new Map(placed.map((place) => [originalOf(place), place]))
  const better: PlacedPage[] = []
  const asGood: PlacedPage[] = []
  for (const part of new Set(parts)) {
    const ways = placed.filter((_, k) => parts[k] === part)
    const known = new Set(ways.map(originalOf))
    const [{ sheet, view }] = ways
    const best = Math.max(...ways.map(explanation))
    const guesses = [...pages]
      .filter(([original]) => !known.has(original))
      .map(([, { documentId, page }]) => ({ documentId, page, sheet, support: 0 }))
    if (guesses.length === 0 || best === 0) continue
    const { laid } = await placeGuesses(library, picture, guesses, view, signal)
    for (const place of laid) {
      const own = explanation(place)
      if (own > best) better.push(place)
      else if (own >= AS_GOOD * best) asGood.push(place)
    }
  }
  return [...better, ...placed, ...asGood]
}
