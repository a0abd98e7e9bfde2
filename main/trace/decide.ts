import { logFalseAlarm, meanAndDeviation } from '../../shared/maths/statistics.ts'

export type Verdict = 'traced' | 'inconclusive' | 'not-ours'

export const DEFAULT_LIMIT = 1e-6

/** How many never-issued keys are scored beside the copies. */
export const DECOYS = 2000
/** The decoys' deviation must lie in here, or something is wrong with the scoring itself. */
export const DECOY_DEVIATION: readonly [number, number] = [0.9, 1.15]

/** The first copy that is not named must stay this far below the last one that is, in standard deviations. */
const CLEAR_LEAD = 2
/**
 * And chance must explain it at least so easily. Between this and the limit a copy may have a part in the picture or not, and then
 * nobody is named: of a mixture every contributor, or none.
 */
const PLAINLY_CHANCE = 0.01

/** All scores of one way of reading the pictures: a document, and how its pages lie. */
export interface ScoredHypothesis {
  readonly documentId: string
  /** Scores by copy, one for each fusion of carriers. */
  readonly copies: ReadonlyMap<string, Float64Array>
  /** Scores of never-issued keys, in the widest fusion; worked out when first asked for, as the best hypothesis alone is. */
  readonly decoys: () => readonly number[]
}

export interface NamedCopy {
  readonly copyId: string
  readonly z: number
  /** Chance that any copy that is not a source would have scored so well: an upper bound. */
  readonly bound: number
}

export interface Judgement {
  readonly verdict: Verdict
  /** When traced: whose copies the pictures show, the clearest first. Several where copies were mixed or averaged. */
  readonly named: readonly NamedCopy[]
  /** Chance that any copy that is not the source would have scored so well: an upper bound. */
  readonly bound: number
  readonly limit: number
  /** Scores that were looked at: copies times fusions, over all hypotheses and tries. */
  readonly trials: number
  readonly best: {
    readonly hypothesis: number
    readonly copyId: string
    readonly fusion: number
    readonly z: number
  } | null
  /** The best copy that is not named, or would not be. */
  readonly runnerUp: { readonly copyId: string; readonly z: number } | null
  readonly decoys: { readonly n: number; readonly sd: number }
}

/** Smaller bounds are not told apart; a number below this would print as zero, which no bound is. */
const LEAST_BOUND = 1e-300

/** Everything that was scored: how much of it there was, and how well each copy did at its best. */
interface Scores {
  readonly trials: number
  readonly best: Judgement['best']
  readonly bests: ReadonlyMap<string, number>
}

const collect = (hypotheses: readonly ScoredHypothesis[], tries: number): Scores => {
  let trials = 0
  let best: Judgement['best'] = null
  const bests = new Map<string, number>()
  hypotheses.forEach((hypothesis, h) => {
    for (const [copyId, scores] of hypothesis.copies) {
      let most = bests.get(copyId) ?? -Infinity
      for (let fusion = 0; fusion < scores.length; fusion++) {
        const z = scores[fusion]
        most = Math.max(z, most)
        if (best === null || z > best.z) best = { hypothesis: h, copyId, fusion, z }
      }
      trials += tries * scores.length
      if (scores.length > 0) bests.set(copyId, most)
    }
  })
  return { trials, best, bests }
}

interface Leaders {
  /** Those that chance does not explain, the clearest first. */
  readonly certain: readonly { readonly copyId: string; readonly z: number }[]
  /** And the next ones. */
  readonly ranked: Leaders['certain']
}

/** Of a hundred thousand copies only the first few are put in order. */
const leadersOf = ({ bests, trials }: Scores, limit: number): Leaders => {
  const scores = Float64Array.from(bests.values()).sort().toReversed()
  const chance = scores.findIndex((z) => logFalseAlarm(z, trials) > Math.log(limit))
  const count = chance === -1 ? scores.length : chance
  const least = scores[Math.min(count + 1, scores.length - 1)]
  const ranked = [...bests]
    .filter(([, z]) => z >= least)
    .map(([copyId, z]) => ({ copyId, z }))
    .sort((a, b) => b.z - a.z)
  return { certain: ranked.slice(0, count), ranked }
}

/** Whether a copy that is not named has plainly no part in the picture. */
const standsApart = (last: number, next: number | undefined, trials: number): boolean =>
  next === undefined || (last - next >= CLEAR_LEAD && logFalseAlarm(next, trials) > Math.log(PLAINLY_CHANCE))

/**
 * The law. A copy is named when the chance that any innocent copy reached its score, counted over every
 * copy, fusion and hypothesis that was scored, is within the limit; when the next copy is clearly below and plainly
 * chance; and when never-issued keys score as chance says they must. Where a person laid a page on the same leak
 * before, those tries count as well.
 */
export const decide = (
  hypotheses: readonly ScoredHypothesis[],
  limit: number,
  earlierTries = 0,
): Judgement => {
  const scores = collect(hypotheses, 1 + earlierTries)
  const { trials, best } = scores
  const nothing = { named: [], bound: 1, limit, trials, best: null, runnerUp: null, decoys: { n: 0, sd: 0 } }
  if (hypotheses.length === 0) return { verdict: 'not-ours', ...nothing }
  if (best === null) return { verdict: 'inconclusive', ...nothing }
  const decoys = hypotheses[best.hypothesis].decoys()
  const sd = decoys.length < 2 ? 0 : meanAndDeviation(decoys).sd
  const honest = sd >= DECOY_DEVIATION[0] && sd <= DECOY_DEVIATION[1]
  const boundOf = (z: number) => Math.max(LEAST_BOUND, Math.exp(logFalseAlarm(z, trials)))
  const { certain, ranked } = leadersOf(scores, limit)
  const alone =
    certain.length > 0 && standsApart(certain[certain.length - 1].z, ranked[certain.length]?.z, trials)
  const traced = honest && alone
  return {
    verdict: traced ? 'traced' : 'inconclusive',
    named: traced ? certain.map(({ copyId, z }) => ({ copyId, z, bound: boundOf(z) })) : [],
    bound: boundOf(best.z),
    limit,
    trials,
    best,
    runnerUp: ranked[traced ? certain.length : 1] ?? null,
    decoys: { n: decoys.length, sd },
  }
}
