import { judgeRound, LATER_ROUNDS, type Round, type ScoredHypothesis } from './decide.ts'
import type { Hypothesis } from './hypotheses.ts'
import { scoreHypotheses, type Scoring } from './score-hypothesis.ts'
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

/** @param bests how well each copy did at its best in the first round */
const bestOf = (copyIds: readonly string[], bests: ReadonlyMap<string, number>): readonly string[] => {
  if (copyIds.length <= SCORED_AGAIN) return copyIds
  const best = Float64Array.from(copyIds, (copyId) => bests.get(copyId) ?? -Infinity)
  const least = best.toSorted()[best.length - SCORED_AGAIN]
  return copyIds.filter((_, copy) => best[copy] >= least)
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
  // By their places: what is of one document is scored together.
  const byDocument = Map.groupBy(hypotheses.keys(), (h) => hypotheses[h].documentId)
  let done = 0
  for (const [documentId, places] of byDocument) {
    request.onScored?.(done)
    const some = places.map((h) => hypotheses[h])
    const scored = await scoreHypotheses(request, documentId, some)
    for (const [k, h] of places.entries()) first[h] = scored[k]
    done += places.length
  }
  const rounds = [judgeRound(first, [], limit, earlierTries)]
  const named = new Set<string>()
  while (rounds.length <= LATER_ROUNDS) {
    const { certain } = rounds[rounds.length - 1]
    if (certain.length === 0) break
    for (const { copyId } of certain) named.add(copyId)
    const next: ScoredHypothesis[] = []
    for (const [documentId, places] of byDocument) {
      const { copyIds } = first[places[0]].copies
      const sources = [...named].filter((copyId) => copyIds.includes(copyId))
      if (sources.length === 0) continue
      const others = bestOf(copyIds, rounds[0].scores.bests).filter((copyId) => !named.has(copyId))
      const left = places.flatMap((h) =>
        WAYS_OF_TAKING_OUT.map((way) => takeOutCopies(hypotheses[h], sources, signStream, way)),
      )
      next.push(...(await scoreHypotheses(request, documentId, left, others)))
    }
    rounds.push(judgeRound(next, rounds, limit, earlierTries))
  }
  return rounds
}
