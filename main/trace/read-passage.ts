import { foldWording } from '../../shared/mark/fold-wording.ts'
import { signCount, type PageLayout } from '../../shared/mark/layout.ts'
import { textResiduals } from '../../shared/mark/place-marks.ts'
import { readText, type ReadText } from '../../shared/mark/read-text.ts'
import { wordingResiduals } from '../../shared/mark/read-wording.ts'
import { SIGNS_PER_MARK } from '../../shared/mark/text-marks.ts'
import type { Reading } from './score-candidates.ts'

/** What leaked texts say of one document. */
export interface ReadDocument {
  readonly documentId: string
  /** How much of the text is found in the document, 0 to 1: of the text that is found best. */
  readonly share: number
  /** The pages that it is on, the fullest first. */
  readonly pages: readonly number[]
  readonly readings: readonly Reading[]
  /** Marks that were found at their places. */
  readonly marks: number
  /** Places of which a wording was read, of all that this document's copies have. */
  readonly wordings: { readonly seen: number; readonly of: number }
}

/** A leaked text: its letters and marks, and itself as wordings are compared. */
export interface Passage extends ReadText {
  readonly folded: string
}

export const passageOf = (text: string): Passage => ({ ...readText(text), folded: foldWording(text) })

/** Letters that two texts must share in a row to be taken for the same; a shorter passage, as a whole. */
const SEED_LETTERS = 16
/** Letters from one seed to the next. */
const SEED_STEP = 8
/** So many seeds tell of a whole paper where its text is. */
const MOST_SEEDS = 2000
/** Set phrases are in many papers: a passage without marks is taken from one that has this much of it, or so many of its seeds. */
const LEAST_SHARE = 0.5
const ENOUGH_SEEDS = 12
/** Fewer letters could be anybody's. */
const FEWEST_LETTERS = 12
/** So many places of wording, found by what is around them, tell as well where a text is from: retyping may leave no seed whole. */
const ENOUGH_WORDINGS = 3

const seedsOf = (letters: string): readonly string[] => {
  if (letters.length < FEWEST_LETTERS) return []
  if (letters.length <= SEED_LETTERS) return [letters]
  const last = letters.length - SEED_LETTERS
  const step = Math.max(SEED_STEP, Math.ceil(last / MOST_SEEDS))
  const seeds: string[] = []
  for (let at = 0; at <= last; at += step) seeds.push(letters.slice(at, at + SEED_LETTERS))
  return seeds
}

/** How many of the seeds are on each page, and how many anywhere. */
const findSeeds = (pages: readonly string[], seeds: readonly string[]) => {
  const onPage = pages.map(() => 0)
  let found = 0
  for (const seed of seeds) {
    let any = false
    pages.forEach((letters, page) => {
      if (!letters.includes(seed)) return
      onPage[page]++
      any = true
    })
    if (any) found++
  }
  return { onPage, found }
}

interface ReadPassage {
  readonly share: number
  readonly onPage: readonly number[]
  readonly residuals: Readonly<Record<TextCarrier, readonly Float32Array[]>>
}

/** What a text may carry beyond its letters. */
const TEXT_CARRIERS = ['text', 'wording'] as const
type TextCarrier = (typeof TEXT_CARRIERS)[number]

const told = (residuals: Float32Array): number => residuals.reduce((n, r) => n + (r === 0 ? 0 : 1), 0)

const toldIn = (pages: readonly Float32Array[]): number =>
  pages.reduce((n, residuals) => n + told(residuals), 0)

const readPassage = (
  layouts: readonly PageLayout[],
  letters: readonly string[],
  passage: Passage,
): ReadPassage | null => {
  const seeds = seedsOf(passage.letters)
  const { onPage, found } = findSeeds(letters, seeds)
  const share = seeds.length === 0 ? 0 : found / seeds.length
  const text = textResiduals(
    layouts.map(({ text }) => text),
    passage,
  )
  const wording = wordingResiduals(
    layouts.map(({ wording }) => wording),
    passage.folded,
  )
  const isTold = toldIn(text) > 0 || toldIn(wording) >= ENOUGH_WORDINGS
  const isFound = share >= LEAST_SHARE || found >= ENOUGH_SEEDS || isTold
  if (!isFound) return null
  return {
    share,
    onPage: onPage.map((seeds, page) => seeds + told(wording[page])),
    residuals: { text, wording },
  }
}

/** Texts that show the same page are summed: its signs are the same in all of them. */
const fuseReadings = (layouts: readonly PageLayout[], passages: readonly ReadPassage[]): Reading[] =>
  TEXT_CARRIERS.flatMap((carrier) =>
    layouts.flatMap((layout, page): Reading[] => {
      const shown = passages.map(({ residuals }) => residuals[carrier][page]).filter((one) => told(one) > 0)
      if (shown.length === 0) return []
      const sum = shown[0].map((_, i) => shown.reduce((all, one) => all + one[i], 0))
      return [{ page, carrier, layout, residuals: sum }]
    }),
  )

const toldBy = (readings: readonly Reading[], carrier: TextCarrier): number =>
  toldIn(readings.filter((reading) => reading.carrier === carrier).map(({ residuals }) => residuals))

/** Reads leaked texts against one document; null where nothing of them is in it. */
export const readDocument = (
  documentId: string,
  layouts: readonly PageLayout[],
  passages: readonly Passage[],
): ReadDocument | null => {
  const letters = layouts.map(({ text }) => text?.letters ?? '')
  const read = passages.flatMap((passage) => readPassage(layouts, letters, passage) ?? [])
  if (read.length === 0) return null
  const onPages = letters.map((_, page) => read.reduce((sum, { onPage }) => sum + onPage[page], 0))
  const readings = fuseReadings(layouts, read)
  const pages = [...onPages.keys()].filter((page) => onPages[page] > 0)
  return {
    documentId,
    share: Math.max(...read.map(({ share }) => share)),
    pages: pages.sort((a, b) => onPages[b] - onPages[a]),
    readings,
    marks: Math.round(toldBy(readings, 'text') / SIGNS_PER_MARK),
    wordings: {
      seen: toldBy(readings, 'wording'),
      of: layouts.reduce((sum, layout) => sum + signCount(layout, 'wording'), 0),
    },
  }
}
