import type { Random } from '../leak/random.ts'
import { seededRandom } from '../leak/random.ts'
import { A4, MARGIN } from './page-frame.ts'

/** Chance for a page: `text(k)` is the stream of its k-th paragraph, so that a revision can change just one. */
export interface PageDice {
  readonly page: Random
  readonly text: (paragraph: number) => Random
}

export const COLUMN = { left: MARGIN, width: A4.width - 2 * MARGIN }
export const TOP = A4.height - 80

/** Which paragraph a revision rewrites; pages with few keep to those they have. */
const revisedParagraph = (revision: number): number => revision % 3

export const diceFor = (seed: number | string, page: number, revision: number): PageDice => ({
  page: seededRandom(seed, `page ${page}`),
  text: (paragraph) => {
    const edit = revision > 0 && paragraph === revisedParagraph(revision) ? ` revision ${revision}` : ''
    return seededRandom(seed, `page ${page} paragraph ${paragraph}${edit}`)
  },
})
