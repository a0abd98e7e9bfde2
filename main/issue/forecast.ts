import type { Medium, PageLayout } from '../../shared/mark/layout.ts'
import { headOf, signCount } from '../../shared/mark/layout.ts'
import type { PageGround } from './page-ground.ts'
import { hasFewWords } from './place-dots.ts'

/** How sure it is that a leaked picture of a page will name its copy. */
export type Prospect = 'sure' | 'likely' | 'weak'

/** What to expect of photographs that went through a messenger. */
export interface Forecast {
  /** Of the page on a screen. */
  readonly screen: Prospect
  /** Of the page printed on a laser printer. */
  readonly print: Prospect
}

/**
 * Score per root of signs that photographs through a messenger (1,280 pixels, quality 50) gave in fair conditions: below the median of
 * the figures in main/trace/README.md, so that a forecast errs on the careful side.
 */
const YIELD = {
  words: 0.7,
  tintOnScreen: 0.09,
  /** Bare paper and solid black clip the tint; photographs and coloured ground keep it. */
  tintInHalftone: 0.2,
  dots: 0.2,
  /** Where there are few words dots are larger. */
  dotsAlone: 0.4,
} as const

/** What a thousand copies and the usual limit ask of a score. */
const NEEDED = 6.7
/** So far above it that a quarter of the page is enough: a quarter of the signs, half the score. */
const QUARTER = 2
/** Photographs differ: below this it may go either way. */
const MARGIN = 1.3

const prospectOf = (score: number): Prospect => {
  if (score >= QUARTER * MARGIN * NEEDED) return 'sure'
  return score >= MARGIN * NEEDED ? 'likely' : 'weak'
}

/** The score to expect, of each carrier by its own yield: independent evidence adds up by squares. */
const expected = (parts: readonly (readonly [signs: number, rate: number])[]): number =>
  Math.sqrt(parts.reduce((sum, [signs, rate]) => sum + signs * rate * rate, 0))

/** From a page's places and its ground: what its words, cells and dots promise, if there is anything to find the page by. */
export const forecastPage = (layout: PageLayout, ground: PageGround, medium: Medium): Forecast => {
  if (ground.blank) return { screen: 'weak', print: 'weak' }
  // Pieces of a word stand at one height by one sign.
  const seen = layout.words.flatMap(({ unseen }, k) => (unseen ? [] : [headOf(layout.words, k)]))
  const words = seen.length + new Set(seen).size
  const cells = signCount(layout, 'tint')
  const dots = medium === 'screen' ? 0 : signCount(layout, 'dots')
  const dotRate = hasFewWords(seen.length) ? YIELD.dotsAlone : YIELD.dots
  const screen = expected([
    [words, YIELD.words],
    [cells, YIELD.tintOnScreen],
    [dots, dotRate],
  ])
  const print = expected([
    [words, YIELD.words],
    [ground.halftoned * cells, YIELD.tintInHalftone],
    [dots, dotRate],
  ])
  return { screen: prospectOf(screen), print: prospectOf(print) }
}
