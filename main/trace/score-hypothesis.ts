import type { Cancellation } from '../../shared/contract/failure.ts'
import { SCORED_CARRIERS, type ScoredCarrier } from '../../shared/mark/layout.ts'
import type { SignStream } from '../../shared/mark/signs.ts'
import { breathe } from './breathe.ts'
import { DECOYS, type ScoredHypothesis } from './decide.ts'
import type { Hypothesis } from './hypotheses.ts'
import type { TraceLibrary } from './library.ts'
import { scoreCopies, scoreCopy, tabulate, type ReadingTables } from './score-candidates.ts'

export interface Scoring {
  readonly library: TraceLibrary
  readonly signStream: SignStream
  /** From a key that no copy was ever made with. */
  readonly decoyStream: SignStream
  readonly signal?: Cancellation
}

export interface CarrierScore {
  readonly z: number
  /** Residuals that were not zero. */
  readonly n: number
}

/** Copies scored in one go: a hundredth of a second's work. */
const BATCH = 500

const scoreDecoys = (tables: ReadingTables, stream: SignStream): number[] => {
  if (tables.fusions.length === 0) return []
  const decoys = Array.from({ length: DECOYS }, (_, k) => `decoy-${k}`)
  return scoreCopies(tables, stream, decoys).map((scores) => scores[scores.length - 1])
}

/** Every issued copy of the document, and, once somebody asks, the decoys. */
export const scoreHypothesis = async (
  { library, signStream, decoyStream, signal }: Scoring,
  { documentId, readings }: Hypothesis,
): Promise<ScoredHypothesis> => {
  const tables = tabulate(readings)
  const copyIds = library.documents.find((d) => d.documentId === documentId)?.copyIds ?? []
  const copies = new Map<string, Float64Array>()
  for (let from = 0; from < copyIds.length; from += BATCH) {
    await breathe(signal)
    const batch = copyIds.slice(from, from + BATCH)
    scoreCopies(tables, signStream, batch).forEach((scores, k) => copies.set(batch[k], scores))
  }
  let decoys: number[] | null = null
  return { documentId, copies, decoys: () => (decoys ??= scoreDecoys(tables, decoyStream)) }
}

/** What each carrier says of one copy by itself. */
export const scoreCarriers = (
  stream: SignStream,
  hypothesis: Hypothesis,
  copyId: string,
): Partial<Record<ScoredCarrier, CarrierScore>> => {
  const scores: Partial<Record<ScoredCarrier, CarrierScore>> = {}
  for (const carrier of SCORED_CARRIERS) {
    const readings = hypothesis.readings.filter((r) => r.carrier === carrier)
    const tables = tabulate(readings)
    if (tables.fusions.length === 0) continue
    const n = readings.reduce((sum, r) => sum + r.residuals.reduce((c, v) => c + (v === 0 ? 0 : 1), 0), 0)
    scores[carrier] = { z: scoreCopy(tables, stream, copyId)[0], n }
  }
  return scores
}
