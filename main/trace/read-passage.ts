import type { PageLayout } from '../../shared/mark/layout.ts'
import { textResiduals } from '../../shared/mark/place-marks.ts'
import type { ReadText } from '../../shared/mark/read-text.ts'
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
}

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
  readonly residuals: readonly Float32Array[]
}

const holdsMarks = (residuals: Float32Array): boolean => residuals.some((r) => r !== 0)

const readPassage = (
  layouts: readonly PageLayout[],
  letters: readonly string[],
  passage: ReadText,
): ReadPassage | null => {
  const seeds = seedsOf(passage.letters)
  const { onPage, found } = findSeeds(letters, seeds)
  const share = seeds.length === 0 ? 0 : found / seeds.length
  const residuals = textResiduals(
    layouts.map(({ text }) => text),
    passage,
  )
  const isFound = share >= LEAST_SHARE || found >= ENOUGH_SEEDS || residuals.some(holdsMarks)
  return isFound ? { share, onPage, residuals } : null
}

/** Texts that show the same page are summed: its signs are the same in all of them. */
const fuseReadings = (layouts: readonly PageLayout[], passages: readonly ReadPassage[]): Reading[] =>
  layouts.flatMap((layout, page): Reading[] => {
    const shown = passages.map(({ residuals }) => residuals[page]).filter(holdsMarks)
    if (shown.length === 0) return []
    const sum = shown[0].map((_, i) => shown.reduce((all, one) => all + one[i], 0))
    return [{ page, carrier: 'text', layout, residuals: sum }]
  })

const marksIn = (readings: readonly Reading[]): number =>
  readings.reduce((sum, { residuals }) => sum + residuals.filter((r) => r !== 0).length, 0) / SIGNS_PER_MARK

/** Reads leaked texts against one document; null where nothing of them is in it. */
export const readDocument = (
  documentId: string,
  layouts: readonly PageLayout[],
  passages: readonly ReadText[],
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
    marks: Math.round(marksIn(readings)),
  }
}
