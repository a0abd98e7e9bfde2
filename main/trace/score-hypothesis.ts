import type { Cancellation } from '../../shared/contract/failure.ts'
import { SCORED_CARRIERS, type ScoredCarrier } from '../../shared/mark/layout.ts'
import type { SignStream } from '../../shared/mark/signs.ts'
import { breathe } from './breathe.ts'
import { DECOYS, type ScoredHypothesis } from './decide.ts'
import type { Hypothesis } from './hypotheses.ts'
import type { TraceLibrary } from './library.ts'
import {
  newBlocks,
  putBlocks,
  scoreCopies,
  scoreCopy,
  tabulate,
  type ReadingTables,
  type ScoreBlock,
} from './score-candidates.ts'

/** Scores copies in other threads, as `scoreAll` does. */
export type ScoreApart = (
  tables: readonly ReadingTables[],
  copyIds: readonly string[],
) => Promise<ScoreBlock[]>

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
  const { length: fusions } = tables.fusions
  if (fusions === 0) return []
  const decoys = Array.from({ length: DECOYS }, (_, k) => `decoy-${k}`)
  const [scores] = scoreCopies([tables], stream, decoys)
  return decoys.map((_, decoy) => scores[(decoy + 1) * fusions - 1])
}

/** For fewer no threads are started: they are scored here sooner. */
export const HIRE_FROM = 8000
/** Fewer are not worth sending to threads that are there. */
const SEND_FROM = 1000

const scoreHere = async (
  tables: readonly ReadingTables[],
  copyIds: readonly string[],
  { signStream, signal }: Scoring,
): Promise<ScoreBlock[]> => {
  const blocks = newBlocks(tables, copyIds.length)
  for (let from = 0; from < copyIds.length; from += BATCH) {
    await breathe(signal)
    const batch = copyIds.slice(from, from + BATCH)
    putBlocks(blocks, tables, from, scoreCopies(tables, signStream, batch))
  }
  return blocks
}

const copyIdsOf = ({ documents }: TraceLibrary, documentId: string): readonly string[] =>
  documents.find((document) => document.documentId === documentId)?.copyIds ?? []

/**
 * Every issued copy of a document, or those chosen from them, on each of its hypotheses; and, once somebody asks, the decoys.
 * @param hypotheses of one document
 */
export const scoreHypotheses = async (
  scoring: Scoring,
  documentId: string,
  hypotheses: readonly Hypothesis[],
  chosen?: readonly string[],
): Promise<ScoredHypothesis[]> => {
  const { library, decoyStream, scoreApart } = scoring
  const tables = hypotheses.map(({ readings }) => tabulate(readings))
  const issued = copyIdsOf(library, documentId)
  const copyIds = chosen ?? issued
  const isSent = copyIds.length >= SEND_FROM && tables.some(({ fusions }) => fusions.length > 0)
  const blocks =
    scoreApart !== undefined && isSent
      ? await scoreApart(tables, copyIds)
      : await scoreHere(tables, copyIds, scoring)
  return tables.map((of, t) => {
    let decoys: number[] | null = null
    return {
      documentId,
      copies: { copyIds, fusions: of.fusions.length, scores: blocks[t] },
      outOf: issued.length,
      decoys: () => (decoys ??= scoreDecoys(of, decoyStream)),
    }
  })
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
