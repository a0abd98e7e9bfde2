import { availableParallelism } from 'node:os'
import { throwIfCancelled, type Cancellation } from '../../shared/contract/failure.ts'
import { STREAM_KEY_BYTES } from '../keys/keyed-stream.ts'
import { labelFor, type ReadingTables } from '../trace/score-candidates.ts'
import type { ScoreApart } from '../trace/score-hypothesis.ts'
import { hire, shareOut, type Hand } from './crew.ts'

/** Copies to be scored: the keys of their streams, table after table, each with one for every copy. */
export interface ScoreJob {
  readonly copies: number
  readonly keys: Uint8Array
}

const SCRIPT = new URL('./score-worker.ts', import.meta.url)
const MOST_HANDS = 4
/** Copies to a job: some hundredths of a second's work. A multiple of how many are scored together. */
const JOB = 1024

const PATIENCE_MS = 10 * 60_000
const HEAP_MB = 1024
const EXHAUSTED = { code: 'internal', message: 'Scoring the copies took too much time or memory.' } as const

type SignKey = (label: string) => Uint8Array

const keysFor = (tables: ReadingTables, copyIds: readonly string[], signKey: SignKey): Uint8Array => {
  const keys = new Uint8Array(copyIds.length * tables.tabled.length * STREAM_KEY_BYTES)
  tables.tabled.forEach((_, table) => {
    copyIds.forEach((copyId, copy) => {
      const key = signKey(labelFor(tables, copyId, table))
      keys.set(key, (table * copyIds.length + copy) * STREAM_KEY_BYTES)
      key.fill(0)
    })
  })
  return keys
}

/**
 * Scores copies on several cores. The mark key stays in this thread: the others get, of each copy that they score, the keys
 * of the streams that they would ask for, which says the same in a hundredth of the bytes. They read nothing from outside.
 */
export const scoreWith =
  (signKey: SignKey, signal: Cancellation | undefined): ScoreApart =>
  async (tables, copyIds) => {
    const hands: Hand<ScoreJob, Float64Array>[] = []
    const { length: fusions } = tables.fusions
    const scores = new Float64Array(copyIds.length * fusions)
    const starts = Array.from({ length: Math.ceil(copyIds.length / JOB) }, (_, k) => k * JOB)
    try {
      for (let hired = Math.min(MOST_HANDS, availableParallelism()); hired > 0; hired--)
        hands.push(
          hire({
            script: SCRIPT,
            workerData: tables,
            patienceMs: PATIENCE_MS,
            heapMb: HEAP_MB,
            exhausted: EXHAUSTED,
          }),
        )
      await shareOut(hands, starts, async (hand, from) => {
        throwIfCancelled(signal)
        const ids = copyIds.slice(from, from + JOB)
        const keys = keysFor(tables, ids, signKey)
        try {
          scores.set(await hand.do({ copies: ids.length, keys }), from * fusions)
        } finally {
          keys.fill(0)
        }
      })
    } finally {
      await Promise.all(hands.map((hand) => hand.dismiss()))
    }
    return scores
  }
