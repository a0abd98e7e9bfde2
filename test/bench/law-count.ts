import { fusionName, scoreCopies, tabulate } from '../../main/trace/score-candidates.ts'
import { testStream } from '../support/test-streams.ts'
import type { KeptResiduals } from './kept-residuals.ts'

/** Scores at which keys are counted: 0.5 to 5.5. */
export const LAW_AT: readonly number[] = Array.from({ length: 11 }, (_, k) => (k + 1) / 2)

/** Of a score of +-1 signs over residuals that know nothing of them: Hoeffding's bound on the chance of reaching t. */
export const hoeffding = (t: number): number => Math.exp((-t * t) / 2)

/** How many keys reached each of LAW_AT, for one way of fusing carriers. */
export interface LawCount {
  readonly scores: number
  readonly reached: readonly number[]
}

export const NO_COUNT: LawCount = { scores: 0, reached: LAW_AT.map(() => 0) }

export const addCounts = (a: LawCount, b: LawCount): LawCount => ({
  scores: a.scores + b.scores,
  reached: a.reached.map((n, i) => n + b.reached[i]),
})

/** Keys scored in one go. */
const BATCH = 500

/** Keys that never marked anything. */
const STRANGERS = testStream('keys that never marked anything')

/** Scores so many never-issued keys on what one leak left, in every fusion of carriers; by the fusion's name. */
export const countLaw = (
  { readings }: Pick<KeptResiduals, 'readings'>,
  keys: number,
  seed: string,
): ReadonlyMap<string, LawCount> => {
  const tables = tabulate(readings)
  const reached = tables.fusions.map(() => new Uint32Array(LAW_AT.length))
  for (let from = 0; from < keys && tables.fusions.length > 0; from += BATCH) {
    const strangers = Array.from({ length: Math.min(BATCH, keys - from) }, (_, k) => `${seed}/${from + k}`)
    const [scores] = scoreCopies([tables], STRANGERS, strangers)
    scores.forEach((z, at) => {
      for (let i = 0; i < LAW_AT.length && z >= LAW_AT[i]; i++) reached[at % reached.length][i]++
    })
  }
  return new Map(
    tables.fusions.map((fusion, f) => [fusionName(fusion), { scores: keys, reached: [...reached[f]] }]),
  )
}
