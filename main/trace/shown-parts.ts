import type { ScoredCarrier } from '../../shared/mark/layout.ts'
import type { SignStream } from '../../shared/mark/signs.ts'
import { mapAgreement, type AgreementMap } from './draw-evidence.ts'
import { readingsOf, type ReadPlace } from './hypotheses.ts'
import { isPlausible } from './is-plausible.ts'
import type { LibraryDocument } from './library.ts'
import { scoreCopy, tabulate } from './score-candidates.ts'
import { placeOnPicture } from './sheet.ts'
import type { TraceOutcome } from './trace.ts'

/** A page that lies somewhere in a leaked picture. Worked out after the verdict; it has no part in it. */
export interface ShownPart {
  /** Of the leaked pictures, from 0. */
  readonly picture: number
  readonly read: ReadPlace
  /** Of the named copies the one that it speaks for; null where it speaks for none. */
  readonly copyId: string | null
  /** Those that together speak for that copy best. */
  readonly carriers: readonly ScoredCarrier[]
}

/** What was traced, among what, and which copies are named. */
export interface TracedPictures {
  readonly outcome: Pick<TraceOutcome, 'pictures' | 'hypotheses' | 'judgement'>
  readonly documents: readonly Pick<LibraryDocument, 'documentId' | 'copyIds'>[]
  readonly signStream: SignStream
  readonly named: readonly string[]
}

type Shown = Omit<ShownPart, 'picture'>

/** Of a copy that was named already: in a part that is none of its own chance has as much in one of two hundred. */
const SPEAKS_FROM = 4

/** What one reading says of a copy; nothing of one that another edition of the page was made for. */
const sayOf = (
  { documents, signStream }: TracedPictures,
  read: ReadPlace,
  copyId: string,
): { z: number; shown: Shown } => {
  const isOfIt = documents.some(
    ({ documentId, copyIds }) => documentId === read.place.documentId && copyIds.includes(copyId),
  )
  const tables = tabulate(isOfIt ? readingsOf(read) : [])
  const scores = scoreCopy(tables, signStream, copyId)
  const z = scores.reduce((most, score) => Math.max(most, score), -Infinity)
  const carriers = tables.fusions.at(scores.indexOf(z))?.carriers ?? []
  return { z, shown: { read, copyId, carriers } }
}

/** Named copies that one part speaks for by itself, each as it is read best. */
const spokenFor = (traced: TracedPictures, ways: readonly ReadPlace[]): Shown[] =>
  traced.named.flatMap((copyId) => {
    const [best] = ways.map((read) => sayOf(traced, read, copyId)).toSorted((a, b) => b.z - a.z)
    return best.z >= SPEAKS_FROM ? [best.shown] : []
  })

/**
 * The page that is read in one part: for every named copy that it speaks for, or else as the verdict rests on it, or, where that rests
 * on other parts, as it fits best.
 * @param ways in which the part can be understood, at least one
 */
const partOf = (traced: TracedPictures, ways: readonly ReadPlace[]): Shown[] => {
  const spoken = spokenFor(traced, ways)
  if (spoken.length > 0) return spoken
  const { best } = traced.outcome.judgement
  const likely = best === null ? undefined : traced.outcome.hypotheses[best.hypothesis]
  const laid = ways.find(({ place }) => likely?.places.some((one) => one.place === place))
  const named = traced.named.find((copyId) => copyId === best?.copyId)
  // Too little by itself, but together with other parts it named the copy.
  if (laid !== undefined && named !== undefined) return [sayOf(traced, laid, named).shown]
  const read = laid ?? ways.find(({ place }) => place.documentId === likely?.documentId) ?? ways[0]
  return read.part === 0 || isPlausible([read.place]) ? [{ read, copyId: null, carriers: [] }] : []
}

/** How far down and to the right a page lies. */
const wayDown = ({ read: { place, layout } }: Shown): number => {
  const middle = { x: layout.widthMm / 2, y: layout.heightMm / 2 }
  const seen = place.agreed.length === 0 ? [middle] : place.agreed
  const sum = seen.reduce((far, { x, y }) => {
    const at = placeOnPicture(place.sheet, x, y)
    return far + at.x + at.y
  }, 0)
  return sum / seen.length
}

/** Picture by picture, from the top left of each. */
export const shownParts = (traced: TracedPictures): ShownPart[] =>
  traced.outcome.pictures.flatMap(({ readings }, picture) =>
    [...Map.groupBy(readings, ({ part }) => part).values()]
      .flatMap((ways) => partOf(traced, ways))
      .sort((a, b) => wayDown(a) - wayDown(b))
      .map((shown) => ({ picture, ...shown })),
  )

/** Where on its page the evidence for its copy lies; null where it speaks for none. */
export const agreementIn = (
  { read: { place, layout, reading }, copyId, carriers }: ShownPart,
  signStream: SignStream,
): AgreementMap | null => {
  if (copyId === null) return null
  const decisive = new Map([...reading.residuals].filter(([carrier]) => carriers.includes(carrier)))
  return mapAgreement(layout, place.page, decisive, signStream, copyId)
}
