import { judgeRound, LATER_ROUNDS, type Round, type ScoredHypothesis } from './decide.ts'
import type { Hypothesis } from './hypotheses.ts'
import { scoreHypothesis, type Scoring } from './score-hypothesis.ts'
import { takeOutCopies, WAYS_OF_TAKING_OUT } from './take-out-copies.ts'

export interface RoundsToScore extends Scoring {
  /** Largest acceptable chance of naming an innocent copy. */
  readonly limit: number
  readonly earlierTries?: number
  /** Told how many of the hypotheses are scored. */
  readonly onScored?: (done: number) => void
}

/**
 * Of very many copies those that do best in the first round are scored again. A contributor that the first one drowns stands above
 * chance all the same; and as any copy might have been among them, all are counted.
 */
const SCORED_AGAIN = 2000

const bestOf = ({ copies }: ScoredHypothesis): string[] => {
  const copyIds = [...copies.keys()]
  if (copyIds.length <= SCORED_AGAIN) return copyIds
  const bests = Float64Array.from(copies.values(), (scores) => Math.max(...scores))
  const least = bests.toSorted()[bests.length - SCORED_AGAIN]
  return copyIds.filter((_, copy) => bests[copy] >= least)
}

/**
 * Every copy scored on every hypothesis. As long as chance does not explain some of them, the rest are scored again, on what is left
 * when the marks of those are taken out.
 */
export const scoreRounds = async (
  request: RoundsToScore,
  hypotheses: readonly Hypothesis[],
): Promise<Round[]> => {
  const { limit, earlierTries, signStream } = request
  const first: ScoredHypothesis[] = []
  for (const hypothesis of hypotheses) {
    request.onScored?.(first.length)
    first.push(await scoreHypothesis(request, hypothesis))
  }
  const rounds = [judgeRound(first, [], limit, earlierTries)]
  const named = new Set<string>()
  while (rounds.length <= LATER_ROUNDS) {
    const { certain } = rounds[rounds.length - 1]
    if (certain.length === 0) break
    for (const { copyId } of certain) named.add(copyId)
    const next: ScoredHypothesis[] = []
    for (const [h, scored] of first.entries()) {
      const sources = [...named].filter((copyId) => scored.copies.has(copyId))
      if (sources.length === 0) continue
      const others = bestOf(scored).filter((copyId) => !named.has(copyId))
      for (const way of WAYS_OF_TAKING_OUT) {
        const left = takeOutCopies(hypotheses[h], sources, signStream, way)
        next.push(await scoreHypothesis(request, left, others))
      }
    }
    rounds.push(judgeRound(next, rounds, limit, earlierTries))
  }
  return rounds
}
