import { logFalseAlarm, meanAndDeviation, thresholdFor } from '../../shared/maths/statistics.ts'

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

/**
 * Share of the limit that is kept back for contributors who come to light once the marks of those already named are taken out, in
 * equal parts for so many rounds. Fixed beforehand, the shares add up to one, and so do the chances of accusing anybody.
 */
const KEPT_BACK = 1 / 16
export const LATER_ROUNDS = 3

const shareOf = (round: number): number => (round === 0 ? 1 - KEPT_BACK : KEPT_BACK / LATER_ROUNDS)

/** Scores of copies, in one block: as many small arrays as there are copies cost as much as scoring these. */
export interface CopyScores {
  readonly copyIds: readonly string[]
  readonly fusions: number
  /** For every fusion, copy after copy. */
  readonly scores: Float64Array
}

/** All scores of one way of reading the pictures: a document, and how its pages lie. */
export interface ScoredHypothesis {
  readonly documentId: string
  readonly copies: CopyScores
  /** Copies that these were chosen from by their scores before: all of them count as looked at. */
  readonly outOf: number
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
  /**
   * Scores that were looked at in the first round: copies times fusions, over all hypotheses and tries; and a fifteenth more, for what is
   * kept back of the limit.
   */
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

/** Everything that a round scored: how much of it there was in one try, and how well each copy did at its best. */
interface Scores {
  readonly looked: number
  readonly best: Judgement['best']
  readonly bests: ReadonlyMap<string, number>
}

const collect = (hypotheses: readonly ScoredHypothesis[], named: ReadonlySet<string>): Scores => {
  let looked = 0
  let best: Judgement['best'] = null
  const bests = new Map<string, number>()
  hypotheses.forEach(({ copies: { copyIds, fusions, scores }, outOf }, h) => {
    looked += fusions * outOf
    if (fusions === 0) return
    for (const [copy, copyId] of copyIds.entries()) {
      if (named.has(copyId)) continue
      let most = bests.get(copyId) ?? -Infinity
      for (let fusion = 0; fusion < fusions; fusion++) {
        const z = scores[copy * fusions + fusion]
        most = Math.max(z, most)
        if (best === null || z > best.z) best = { hypothesis: h, copyId, fusion, z }
      }
      bests.set(copyId, most)
    }
  })
  return { looked, best, bests }
}

interface Ranked {
  readonly copyId: string
  readonly z: number
}

/** The clearest of those that are not left out. A hundred thousand copies are not put in order for it. */
const clearest = (
  bests: ReadonlyMap<string, number>,
  isLeftOut: (copyId: string) => boolean,
  sofar: Ranked | null = null,
): Ranked | null => {
  let first = sofar
  for (const [copyId, z] of bests)
    if ((first === null || z > first.z) && !isLeftOut(copyId)) first = { copyId, z }
  return first
}

/** Those that reach it, the clearest first. */
const reaching = (bests: ReadonlyMap<string, number>, threshold: number): Ranked[] => {
  const reached: Ranked[] = []
  for (const [copyId, z] of bests) if (z >= threshold) reached.push({ copyId, z })
  return reached.sort((a, b) => b.z - a.z)
}

/** What was scored together, and judged once: the pictures as they are; then what the marks of the copies that earlier rounds made certain leave. */
export interface Round {
  readonly hypotheses: readonly ScoredHypothesis[]
  readonly limit: number
  readonly scores: Scores
  /** Scores that were looked at in all tries. */
  readonly trials: number
  /** And over the round's share of the limit. */
  readonly counted: number
  /** Copies that chance does not explain, the clearest first. */
  readonly certain: readonly Ranked[]
}

const certainIn = (rounds: readonly Round[]): ReadonlySet<string> =>
  new Set(rounds.flatMap(({ certain }) => certain.map(({ copyId }) => copyId)))

/** @param before the rounds before this one, whose certain copies are judged no more */
export const judgeRound = (
  hypotheses: readonly ScoredHypothesis[],
  before: readonly Round[],
  limit: number,
  earlierTries = 0,
): Round => {
  const scores = collect(hypotheses, certainIn(before))
  const trials = (1 + earlierTries) * scores.looked
  const counted = trials / shareOf(before.length)
  const certain = reaching(scores.bests, thresholdFor(limit, counted))
  return { hypotheses, limit, scores, trials, counted, certain }
}

/** Whether a copy that is not named has plainly no part in the picture. */
const standsApart = (last: number, next: number | undefined, trials: number): boolean =>
  next === undefined || (last - next >= CLEAR_LEAD && logFalseAlarm(next, trials) > Math.log(PLAINLY_CHANCE))

/** The clearest copy that is not named: by the last round, or by the first if it was not scored again. */
const clearestOther = (rounds: readonly Round[]): Ranked | null => {
  const named = certainIn(rounds)
  const [first, last] = [rounds[0].scores.bests, rounds[rounds.length - 1].scores.bests]
  const again = clearest(last, (copyId) => named.has(copyId))
  return clearest(first, (copyId) => named.has(copyId) || last.has(copyId), again)
}

/** Whether never-issued keys score as chance says they must, on what the round was scored on. */
const spreadOf = ({ hypotheses, scores: { best } }: Round): Judgement['decoys'] => {
  const decoys = best === null ? [] : hypotheses[best.hypothesis].decoys()
  return { n: decoys.length, sd: decoys.length < 2 ? 0 : meanAndDeviation(decoys).sd }
}

const isHonest = ({ sd }: Judgement['decoys']): boolean =>
  sd >= DECOY_DEVIATION[0] && sd <= DECOY_DEVIATION[1]

/**
 * The law. A copy is named when the chance that any innocent copy reached its score, counted over every
 * copy, fusion and hypothesis that was scored, is within the limit; when the next copy is clearly below and plainly
 * chance; and when never-issued keys score as chance says they must. Where a person laid a page on the same leak
 * before, those tries count as well.
 * @param rounds in their order, at least one
 */
export const decide = (rounds: readonly Round[]): Judgement => {
  const [first] = rounds
  const { limit } = first
  const { best } = first.scores
  const trials = first.counted
  const nothing = { named: [], bound: 1, limit, trials, best: null, runnerUp: null, decoys: { n: 0, sd: 0 } }
  if (first.hypotheses.length === 0) return { verdict: 'not-ours', ...nothing }
  if (best === null) return { verdict: 'inconclusive', ...nothing }
  const boundOf = (z: number, counted: number) => Math.max(LEAST_BOUND, Math.exp(logFalseAlarm(z, counted)))
  const named = rounds.flatMap(({ counted, certain }) =>
    certain.map(({ copyId, z }) => ({ copyId, z, bound: boundOf(z, counted) })),
  )
  const spreads = rounds.filter((round) => round === first || round.certain.length > 0).map(spreadOf)
  const other = clearestOther(rounds)
  const faintest = Math.min(...named.map(({ z }) => z))
  const trialsOfAny = Math.max(...rounds.map(({ trials }) => trials))
  const alone = named.length > 0 && standsApart(faintest, other?.z, trialsOfAny)
  const traced = alone && spreads.every(isHonest)
  return {
    verdict: traced ? 'traced' : 'inconclusive',
    named: traced ? named : [],
    bound: boundOf(best.z, trials),
    limit,
    trials,
    best,
    runnerUp: traced ? other : clearest(first.scores.bests, (copyId) => copyId === best.copyId),
    decoys: spreads[0],
  }
}
