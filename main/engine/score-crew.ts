import type { KeyObject } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { throwIfCancelled, type Cancellation } from '../../shared/contract/failure.ts'
import { START_BYTES, type StreamStarts } from '../keys/keyed-stream.ts'
import {
  askedBy,
  labelFor,
  newBlocks,
  putBlocks,
  type Asked,
  type ReadingTables,
  type ScoreBlock,
} from '../trace/score-candidates.ts'
import { HIRE_FROM, type ScoreApart } from '../trace/score-hypothesis.ts'
import { hire, shareOut, type Hand } from './crew.ts'

/** What the threads are told: what to score against, and then which copies. */
export type ScoreJob =
  | { readonly tables: readonly ReadingTables[]; readonly cipherKey: KeyObject }
  /** Where the copies' streams start, for one thing that is asked of them after the other, each with one for every copy. */
  | { readonly copies: number; readonly starts: Uint8Array }

const SCRIPT = new URL('./score-worker.ts', import.meta.url)
const MOST_HANDS = 4
/** Copies to a job: some hundredths of a second's work. A multiple of how many are scored together. */
const JOB = 2048

const PATIENCE_MS = 10 * 60_000
const HEAP_MB = 1024
const EXHAUSTED = { code: 'internal', message: 'Scoring the copies took too much time or memory.' } as const

/** Laid out as a job has them. */
const startsFor = (
  asked: readonly Asked[],
  copyIds: readonly string[],
  { putStart }: StreamStarts,
): Uint8Array<ArrayBuffer> => {
  const starts = new Uint8Array(asked.length * copyIds.length * START_BYTES)
  asked.forEach((one, a) =>
    copyIds.forEach((copyId, copy) =>
      putStart(labelFor(one, copyId), starts, (a * copyIds.length + copy) * START_BYTES),
    ),
  )
  return starts
}

const scoreBy =
  (
    hands: readonly Hand<ScoreJob, ScoreBlock[]>[],
    streams: StreamStarts,
    signal: CrewNeeds['signal'],
  ): ScoreApart =>
  async (tables, copyIds) => {
    const asked = askedBy(tables)
    const blocks = newBlocks(tables, copyIds.length)
    const jobs = Array.from({ length: Math.ceil(copyIds.length / JOB) }, (_, k) => k * JOB)
    await Promise.all(hands.map((hand) => hand.do({ tables, cipherKey: streams.cipherKey() })))
    await shareOut(hands, jobs, async (hand, from) => {
      throwIfCancelled(signal)
      const ids = copyIds.slice(from, from + JOB)
      const starts = startsFor(asked, ids, streams)
      putBlocks(blocks, tables, from, await hand.do({ copies: ids.length, starts }))
    })
    return blocks
  }

export interface CrewNeeds {
  /** None where the vault's streams are each of a cipher of its own: then nobody is hired. */
  readonly starts: StreamStarts | null
  /** Of one document: with few, nobody is hired. */
  readonly mostCopies: number
  readonly signal?: Cancellation | undefined
}

/**
 * For as long as the work takes there are threads that score copies on several cores, if any document has so many. They are hired at once: by the
 * time that the pages are found and straightened they have started, which takes each some tenth of a second.
 *
 * The mark key stays in this thread: the others get the cipher, and, of each copy that they score, where the streams that they would ask for
 * begin in it, which says the same in a hundredth of the bytes. They read nothing from outside.
 */
export const withScoreCrew = async <T>(
  needs: CrewNeeds,
  work: (scoreApart?: ScoreApart) => Promise<T>,
): Promise<T> => {
  const { starts, mostCopies, signal } = needs
  if (starts === null || mostCopies < HIRE_FROM) return work()
  const hands: Hand<ScoreJob, ScoreBlock[]>[] = []
  try {
    for (let hired = Math.min(MOST_HANDS, availableParallelism()); hired > 0; hired--)
      hands.push(
        hire({
          script: SCRIPT,
          workerData: null,
          patienceMs: PATIENCE_MS,
          heapMb: HEAP_MB,
          exhausted: EXHAUSTED,
        }),
      )
    return await work(scoreBy(hands, starts, signal))
  } finally {
    await Promise.all(hands.map((hand) => hand.dismiss()))
  }
}
