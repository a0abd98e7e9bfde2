import { logFalseAlarm, meanAndDeviation } from '../../shared/maths/statistics.ts'

export type Verdict = 'traced' | 'inconclusive' | 'not-ours'

export const DEFAULT_LIMIT = 1e-6

/** How many never-issued keys are scored beside the copies. */
export const DECOYS = 2000
/** The decoys' deviation must lie in here, or something is wrong with the scoring itself. */
export const DECOY_DEVIATION: readonly [number, number] = [0.9, 1.15]

/** The runner-up must stay this far below the best, in standard deviations. */
const CLEAR_LEAD = 2

/** All scores of one way of reading the pictures: a document, and how its pages lie. */
export interface ScoredHypothesis {
  readonly documentId: string
  /** Scores by copy, one for each fusion of carriers. */
  readonly copies: ReadonlyMap<string, Float64Array>
  /** Scores of never-issued keys, in the widest fusion. */
  readonly decoys: readonly number[]
}

export interface Judgement {
  readonly verdict: Verdict
  /** Chance that any copy that is not the source would have scored so well: an upper bound. */
  readonly bound: number
  readonly limit: number
  /** Scores that were looked at: copies times fusions, over all hypotheses. */
  readonly trials: number
  readonly best: {
    readonly hypothesis: number
    readonly copyId: string
    readonly fusion: number
    readonly z: number
  } | null
  readonly runnerUp: { readonly copyId: string; readonly z: number } | null
  readonly decoys: { readonly n: number; readonly sd: number }
}

/** Smaller bounds are not told apart; a number below this would print as zero, which no bound is. */
const LEAST_BOUND = 1e-300

/**
 * The law. A copy is named when the chance that any innocent copy reached its score, counted over every
 * copy, fusion and hypothesis that was scored, is within the limit; when the runner-up is clearly below and would
 * not itself be named; and when never-issued keys score as chance says they must.
 */
export const decide = (hypotheses: readonly ScoredHypothesis[], limit: number): Judgement => {
  let trials = 0
  let best: Judgement['best'] = null
  const bests = new Map<string, number>()
  hypotheses.forEach((hypothesis, h) => {
    for (const [copyId, scores] of hypothesis.copies) {
      scores.forEach((z, fusion) => {
        trials++
        bests.set(copyId, Math.max(z, bests.get(copyId) ?? -Infinity))
        if (best === null || z > best.z) best = { hypothesis: h, copyId, fusion, z }
      })
    }
  })
  return judge(hypotheses, limit, trials, best, bests)
}

const judge = (
  hypotheses: readonly ScoredHypothesis[],
  limit: number,
  trials: number,
  best: Judgement['best'],
  bests: ReadonlyMap<string, number>,
): Judgement => {
  const nothing = { bound: 1, limit, trials, best: null, runnerUp: null, decoys: { n: 0, sd: 0 } }
  if (hypotheses.length === 0) return { verdict: 'not-ours', ...nothing }
  if (best === null) return { verdict: 'inconclusive', ...nothing }
  let runnerUp: Judgement['runnerUp'] = null
  for (const [copyId, z] of bests) {
    if (copyId !== best.copyId && (runnerUp === null || z > runnerUp.z)) runnerUp = { copyId, z }
  }
  const decoys = hypotheses[best.hypothesis].decoys
  const sd = decoys.length < 2 ? 0 : meanAndDeviation(decoys).sd
  const logLimit = Math.log(limit)
  const certain = logFalseAlarm(best.z, trials) <= logLimit
  const alone =
    runnerUp === null || (best.z - runnerUp.z >= CLEAR_LEAD && logFalseAlarm(runnerUp.z, trials) > logLimit)
  const honest = sd >= DECOY_DEVIATION[0] && sd <= DECOY_DEVIATION[1]
  return {
    verdict: certain && alone && honest ? 'traced' : 'inconclusive',
    bound: Math.max(LEAST_BOUND, Math.exp(logFalseAlarm(best.z, trials))),
    limit,
    trials,
    best,
    runnerUp,
    decoys: { n: decoys.length, sd },
  }
}
