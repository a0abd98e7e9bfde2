import type { Cancellation } from '../../shared/contract/failure.ts'
import { SCORED_CARRIERS, type ScoredCarrier } from '../../shared/mark/layout.ts'
import type { SignStream } from '../../shared/mark/signs.ts'
import { breathe } from './breathe.ts'
import { DECOYS, type ScoredHypothesis } from './decide.ts'
import type { Hypothesis } from './hypotheses.ts'
import type { TraceLibrary } from './library.ts'
import { copyByCopy, scoreCopies, scoreCopy, tabulate, type ReadingTables } from './score-candidates.ts'

/** Scores copies in other threads, as `scoreAll` does. */
export type ScoreApart = (tables: ReadingTables, copyIds: readonly string[]) => Promise<Float64Array>

export interface Scoring {
  readonly library: TraceLibrary
  readonly signStream: SignStream
  /** From a key that no copy was ever made with. */
  readonly decoyStream: SignStream
  /** For very many copies; without it they are scored in this thread. */
  readonly scoreApart?: ScoreApart
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

/** Fewer are scored here sooner than threads are started. */
export const APART_FROM = 8000

const scoreHere = async (
  tables: ReadingTables,
  copyIds: readonly string[],
  { signStream, signal }: Scoring,
): Promise<Float64Array[]> => {
  const scores: Float64Array[] = []
  for (let from = 0; from < copyIds.length; from += BATCH) {
    await breathe(signal)
    scores.push(...scoreCopies(tables, signStream, copyIds.slice(from, from + BATCH)))
  }
  return scores
}

const issuedOf = ({ documents }: TraceLibrary, documentId: string): readonly string[] =>
  documents.find((document) => document.documentId === documentId)?.copyIds ?? []

/** Every issued copy of the document, or those chosen from them; and, once somebody asks, the decoys. */
export const scoreHypothesis = async (
  scoring: Scoring,
  { documentId, readings }: Hypothesis,
  chosen?: readonly string[],
): Promise<ScoredHypothesis> => {
  const { library, decoyStream, scoreApart } = scoring
  const tables = tabulate(readings)
  const issued = issuedOf(library, documentId)
  const copyIds = chosen ?? issued
  const scores =
    scoreApart !== undefined && copyIds.length >= APART_FROM && tables.fusions.length > 0
      ? copyByCopy(await scoreApart(tables, copyIds), copyIds.length)
      : await scoreHere(tables, copyIds, scoring)
  const copies = new Map(copyIds.map((copyId, k) => [copyId, scores[k]]))
  let decoys: number[] | null = null
  return {
    documentId,
    copies,
    outOf: issued.length,
    decoys: () => (decoys ??= scoreDecoys(tables, decoyStream)),
  }
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
