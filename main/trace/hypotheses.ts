import type { PageLayout } from '../../shared/mark/layout.ts'
import type { PlacedPage } from './placed-page.ts'
import type { ReadDocument } from './read-passage.ts'
import type { PageReading } from './read-page.ts'
import type { Reading } from './score-candidates.ts'

export interface ReadPlace {
  readonly place: PlacedPage
  /** Of the picture, from 0: what lies in one part are ways of understanding it, what lies in two is there beside one another. */
  readonly part: number
  readonly layout: PageLayout
  readonly reading: PageReading
}

/** One leaked picture, read against every page that explains it, or a part of it, about equally well; none if nothing fits. */
export interface ReadPicture {
  readonly name: string
  readonly readings: readonly ReadPlace[]
}

/** One way of understanding the pictures: all of them as pages of one document, fused page by page and carrier by carrier. */
export interface Hypothesis {
  readonly documentId: string
  readonly places: readonly { readonly picture: number; readonly place: PlacedPage }[]
  readonly readings: readonly Reading[]
  /** The pages that leaked text comes from, the fullest first. */
  readonly textPages: readonly number[]
}

interface PicturedPlace extends ReadPlace {
  readonly picture: number
}

/** What one reading gave, carrier by carrier. */
export const readingsOf = ({ place, layout, reading }: ReadPlace): Reading[] =>
  [...reading.residuals].map(([carrier, residuals]) => ({ page: place.page, carrier, layout, residuals }))

/** Sums the residuals of pictures that show the same page: its signs are the same in all of them. */
const fuse = (parts: readonly PicturedPlace[]): Hypothesis => {
  const fused = new Map<string, Reading>()
  for (const one of parts.flatMap(readingsOf)) {
    const key = `${one.page}/${one.carrier}`
    const sofar = fused.get(key)?.residuals ?? new Float32Array(one.residuals.length)
    fused.set(key, { ...one, residuals: sofar.map((v, i) => v + one.residuals[i]) })
  }
  return {
    documentId: parts[0].place.documentId,
    places: parts.map(({ picture, place }) => ({ picture, place })),
    readings: [...fused.values()],
    textPages: [],
  }
}

/**
 * For every document, its best-fitting place in each part of each picture, all fused; and by itself each further place (the same text on two
 * pages), and, where a picture has several parts, what lies in one of them: they may be of several copies. Every hypothesis is scored, and
 * counts among the trials.
 */
export const assemble = (pictures: readonly ReadPicture[]): Hypothesis[] => {
  const read = pictures.flatMap(({ readings }, picture) => readings.map((one) => ({ ...one, picture })))
  const byDocument = Map.groupBy(read, ({ place }) => place.documentId)
  return [...byDocument.values()].flatMap((all) => {
    const byPart = [...Map.groupBy(all, ({ picture, part }) => `${picture}/${part}`).values()]
    const best = byPart.map(([first]) => first)
    const further = byPart.flatMap(([, ...others]) => others)
    const isOneOfMany = ({ picture }: PicturedPlace): boolean =>
      best.filter((other) => other.picture === picture).length > 1
    return [fuse(best), ...[...best.filter(isOneOfMany), ...further].map((one) => fuse([one]))]
  })
}

/**
 * Text counts as one more carrier of its document: with the pictures of that document, or, where none shows it, alone. Text that was
 * found without marks makes a hypothesis too, with nothing to score: it is ours, and says no more.
 */
export const withText = (
  hypotheses: readonly Hypothesis[],
  documents: readonly ReadDocument[],
): readonly Hypothesis[] => {
  const joined = [...hypotheses]
  for (const { documentId, readings, pages } of documents) {
    const at = joined.findIndex((hypothesis) => hypothesis.documentId === documentId)
    const before = joined[at] ?? { documentId, places: [], readings: [] }
    const merged = { ...before, readings: [...before.readings, ...readings], textPages: pages }
    if (at < 0) joined.push(merged)
    else joined[at] = merged
  }
  return joined
}
