import type { ScoredCarrier } from '../../shared/mark/layout.ts'
import { SCORED_CARRIERS } from '../../shared/mark/layout.ts'

export interface CarrierScore {
  /** From 0. */
  readonly page: number
  readonly carrier: ScoredCarrier
  readonly z: number
  /** Signs that could be measured. */
  readonly n: number
}

/**
 * Of a score of sqrt(n), which perfect residuals would give. The copy is rendered, not photographed: of tint 0.55 to
 * 0.8 comes out (the scales disturb one another, and ink carries none), of words 1.0, of dots 0.75 to 0.95. Text is read, not
 * measured: a mark comes through whole or not at all, and a wording always.
 */
const LEAST_SHARE: Readonly<Record<ScoredCarrier, number>> = {
  tint: 0.3,
  words: 0.6,
  dots: 0.6,
  text: 0.6,
  wording: 1,
}
/** A single page may have bad luck with its few signs. Chance reaches 0.4 sqrt(64) once in 1,400 times. */
const LEAST_SHARE_OF_PAGE: Readonly<Record<ScoredCarrier, number>> = {
  tint: 0.15,
  words: 0.4,
  dots: 0.4,
  text: 0.4,
  wording: 0.9,
}
/** Fewer signs on a page than this prove nothing by themselves. */
const FEWEST_SIGNS = 64
/** What chance may take off the score of a document's worth of signs, in standard deviations. */
const CHANCE = 2

const least = (carrier: ScoredCarrier, n: number): number =>
  Math.max(LEAST_SHARE_OF_PAGE[carrier] * Math.sqrt(n), LEAST_SHARE[carrier] * Math.sqrt(n) - CHANCE)

const shortfall = (carrier: ScoredCarrier, z: number, limit: number): string[] =>
  z >= limit ? [] : [`${carrier} scores ${z.toFixed(1)} where ${limit.toFixed(1)} is the least`]

/** What speaks against one page's carrier of which so many signs could be measured. */
export const pageShortfall = ({ carrier, z, n }: Omit<CarrierScore, 'page'>): string[] =>
  n < FEWEST_SIGNS ? [] : shortfall(carrier, z, LEAST_SHARE_OF_PAGE[carrier] * Math.sqrt(n))

/**
 * What speaks against each carrier over all pages, whose scores are summed with the weights that they would have in one
 * (Stouffer's method): a carrier that is weak everywhere fails here though each page may pass.
 */
export const documentShortfall = (scores: readonly CarrierScore[]): string[] =>
  SCORED_CARRIERS.flatMap((carrier) => {
    const own = scores.filter((score) => score.carrier === carrier)
    const n = own.reduce((sum, score) => sum + score.n, 0)
    if (n < FEWEST_SIGNS) return []
    const z = own.reduce((sum, score) => sum + score.z * Math.sqrt(score.n), 0) / Math.sqrt(n)
    return shortfall(carrier, z, least(carrier, n)).map((text) => `all pages: ${text}`)
  })
