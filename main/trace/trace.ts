import type { Cancellation } from '../../shared/contract/failure.ts'
import type { OnProgress } from '../../shared/contract/progress.ts'
import type { ScoredCarrier } from '../../shared/mark/layout.ts'
import type { SignStream } from '../../shared/mark/signs.ts'
import type { Plane } from '../../shared/maths/plane.ts'
import { breathe } from './breathe.ts'
import { decide, type Judgement, type ScoredHypothesis } from './decide.ts'
import { COARSE_LAYERS, LAYERS, type PageFeatures } from './describe-page.ts'
import type { PageFinder, PageToCompare } from './confirm-pages.ts'
import { assemble, withText, type Hypothesis, type ReadPicture, type ReadPlace } from './hypotheses.ts'
import { viewed, type Viewed } from './leak-view.ts'
import type { LibraryDocument, TraceLibrary } from './library.ts'
import { buildIndex, type PageIndex } from './page-index.ts'
import { placeAcross } from './place-across.ts'
import { placeByHand, type HandPlacement } from './place-by-hand.ts'
import { partsOf, placeFurther } from './place-further.ts'
import { placePages } from './place-page.ts'
import type { PlacedPage } from './placed-page.ts'
import { readPage } from './read-page.ts'
import { passageOf, readDocument, type ReadDocument } from './read-passage.ts'
import { tabulate } from './score-candidates.ts'
import { scoreCarriers, type CarrierScore, type ScoreApart } from './score-hypothesis.ts'
import { scoreRounds } from './score-rounds.ts'

/** Long edge beyond which a picture shows no more of a page than its original has to compare with: shrink it on reading. */
export const MOST_EDGE_PX = 3200

export interface LeakPicture {
  readonly name: string
  /** Luma, 0 to 255. */
  readonly plane: Plane
}

export interface TraceRequest {
  readonly pictures: readonly LeakPicture[]
  /** Texts as they were found, marks and all. */
  readonly texts?: readonly string[]
  readonly library: TraceLibrary
  /** Features of every page, kept by the caller so that they are found once. */
  readonly features: (documentId: string, page: number) => Promise<PageFeatures>
  /**
   * A layer of an index of all pages in the library's order, if the caller keeps one; what it lacks is made, and otherwise all of it, from what
   * the pages' features are described as, by their numbers.
   */
  readonly index?: (
    pages: readonly PageToCompare[],
    layer: number,
    described: (number: number) => Promise<PageFeatures>,
  ) => Promise<PageIndex>
  readonly signStream: SignStream
  /** From a key that no copy was ever made with. */
  readonly decoyStream: SignStream
  /** Scores very many copies in other threads, if the caller has any. */
  readonly scoreApart?: ScoreApart
  /** Largest acceptable chance of naming an innocent copy. */
  readonly limit: number
  /** How the first picture lies, where a person said it; it is then not looked for. */
  readonly byHand?: HandPlacement
  /** Times that this leak was traced otherwise before, by hand or among other copies: each was a trial, and counts. */
  readonly earlierTries?: number
  /** Told of each way in which a page was read off a picture, as it comes. */
  readonly onRead?: (name: string, read: ReadPlace) => void
  readonly onProgress?: OnProgress
  readonly signal?: Cancellation
}

export interface TraceOutcome {
  readonly judgement: Judgement
  /** Ways of laying registered pages on the pictures that were scored. */
  readonly hypotheses: readonly Hypothesis[]
  /** Of the best copy, whether or not it is named. */
  readonly carriers: Partial<Record<ScoredCarrier, CarrierScore>>
  /** The carriers whose joint score is the best copy's. */
  readonly fusion: readonly ScoredCarrier[]
  readonly candidates: number
  /** All that was scored in the best hypothesis. */
  readonly scored: ScoredHypothesis | null
  readonly pictures: readonly ReadPicture[]
  /** Documents that the leaked texts are from, the likeliest first. */
  readonly documents: readonly ReadDocument[]
}

/** One document for each original. */
const distinctOriginals = ({ documents }: TraceLibrary): LibraryDocument[] => {
  const byOriginal = new Map(documents.toReversed().map((document) => [document.originalId, document]))
  return documents.filter((document) => byOriginal.get(document.originalId) === document)
}

const openFinder = (request: TraceRequest): PageFinder => {
  const documents = distinctOriginals(request.library)
  const pages: PageToCompare[] = documents.flatMap(({ documentId, pages }) =>
    Array.from({ length: pages }, (_, page) => ({ documentId, page })),
  )
  const features = ({ documentId, page }: PageToCompare) => request.features(documentId, page)
  const described = async (number: number): Promise<PageFeatures> => {
    await breathe(request.signal)
    request.onProgress?.({
      stage: 'finding',
      done: number,
      total: pages.length,
      about: { kind: 'registered-pages' },
    })
    return features(pages[number])
  }
  const open = (layer: number): Promise<PageIndex> =>
    request.index?.(pages, layer, described) ?? buildIndex(pages.length, described, LAYERS[layer])
  const opened = new Map<number, Promise<PageIndex>>()
  const index = (layer: number): Promise<PageIndex> => {
    const known = opened.get(layer)
    if (known !== undefined) return known
    // A fine layer is large, and seldom asked for: while it is searched the others are let go, and it is not kept.
    if (layer >= COARSE_LAYERS) opened.clear()
    const found = open(layer)
    if (layer < COARSE_LAYERS) opened.set(layer, found)
    return found
  }
  return { pages, index, features }
}

/** As a person laid it, or else all pages that it is found to show. */
const place = async (
  { library, byHand, signal }: TraceRequest,
  finder: PageFinder,
  picture: Viewed,
  isFirst: boolean,
): Promise<PlacedPage[]> => {
  if (byHand && isFirst) return placeByHand(library, byHand, picture, signal)
  const found = await placePages(library, finder, picture, signal)
  if (found.length === 0) return found
  const seen = picture.seen(found[0].view)
  const further = await placeFurther(library, finder, seen, found, signal)
  return placeAcross(library, seen.pyramid, [...found, ...further], signal)
}

const readPicture = async (
  request: TraceRequest,
  finder: PageFinder,
  leak: LeakPicture,
  isFirst: boolean,
): Promise<ReadPicture> => {
  const { library, signal } = request
  const seen = viewed(leak.plane)
  const placed = await place(request, finder, seen, isFirst)
  if (placed.length === 0) return { name: leak.name, readings: [] }
  // All places of a picture come from one look at it.
  const { pyramid: picture } = seen.seen(placed[0].view)
  const parts = partsOf(placed)
  const readings: ReadPlace[] = []
  for (const [k, place] of placed.entries()) {
    await breathe(signal)
    const page = await library.page(place.documentId, place.page)
    const reading = await readPage(picture, place, page, signal)
    const read = { place, part: parts[k], layout: page.layout, reading }
    request.onRead?.(leak.name, read)
    readings.push(read)
  }
  return { name: leak.name, readings }
}

/** The index is let go when all are read. */
const readPictures = async (request: TraceRequest): Promise<ReadPicture[]> => {
  const finder = openFinder(request)
  const read: ReadPicture[] = []
  for (const leak of request.pictures) {
    request.onProgress?.({
      stage: 'finding',
      done: read.length,
      total: request.pictures.length,
      label: leak.name,
    })
    read.push(await readPicture(request, finder, leak, read.length === 0))
  }
  return read
}

/** Documents with the same original hold the same text, but each edition has marks of its own. */
const readTexts = async ({ texts = [], library, signal }: TraceRequest): Promise<ReadDocument[]> => {
  const passages = texts.map(passageOf).filter(({ letters }) => letters !== '')
  if (passages.length === 0) return []
  const found: ReadDocument[] = []
  for (const { documentId } of library.documents) {
    await breathe(signal)
    const read = readDocument(documentId, await library.layouts(documentId), passages)
    if (read) found.push(read)
  }
  return found.sort((a, b) => b.marks - a.marks || b.wordings.seen - a.wordings.seen || b.share - a.share)
}

/** No two documents share a copy. */
const candidatesIn = (scored: readonly ScoredHypothesis[]): number => {
  const issued = new Map(scored.map(({ documentId, outOf }) => [documentId, outOf]))
  return [...issued.values()].reduce((sum, copies) => sum + copies, 0)
}

/**
 * From leaked pictures to a copy: find the page, straighten it, take the original out, measure every
 * carrier, score every issued copy, and let the law decide.
 */
export const tracePictures = async (request: TraceRequest): Promise<TraceOutcome> => {
  const pictures = await readPictures(request)
  const documents = await readTexts(request)
  const hypotheses = withText(assemble(pictures), documents)
  const rounds = await scoreRounds(
    {
      ...request,
      onScored: (done) =>
        request.onProgress?.({ stage: 'scoring', done, total: hypotheses.length, label: '' }),
    },
    hypotheses,
  )
  const { hypotheses: scored } = rounds[0]
  const judgement = decide(rounds)
  const best = judgement.best
  return {
    judgement,
    hypotheses,
    carriers:
      best === null ? {} : scoreCarriers(request.signStream, hypotheses[best.hypothesis], best.copyId),
    fusion: best === null ? [] : tabulate(hypotheses[best.hypothesis].readings).fusions[best.fusion].carriers,
    candidates: candidatesIn(scored),
    scored: best === null ? null : scored[best.hypothesis],
    pictures,
    documents,
  }
}
