import type { KeyObject } from 'node:crypto'
import { START_BYTES, streamsFrom } from '../keys/keyed-stream.ts'
import { scoreAll, type ReadingTables, type ScoreBlock } from '../trace/score-candidates.ts'
import type { ScoreJob } from './score-crew.ts'
import { serveJobs } from './serve-jobs.ts'

/** A thread that scores copies against the tables that it was last given, by signs of the cipher that came with them. */
let given: { readonly tables: readonly ReadingTables[]; readonly cipherKey: KeyObject } | null = null

serveJobs<ScoreJob, ScoreBlock[]>(
  (job) => {
    if ('tables' in job) {
      given = job
      return Promise.resolve([])
    }
    if (given === null) throw new RangeError('Nothing was given to score against')
    const { tables, cipherKey } = given
    const { copies, starts } = job
    const scores = scoreAll(tables, copies, (from, group, asked, bytes) => {
      const at = (asked * copies + from) * START_BYTES
      return streamsFrom(cipherKey, starts.subarray(at, at + group * START_BYTES), bytes)
    })
    return Promise.resolve(scores)
  },
  (blocks) => blocks.map(({ buffer }) => buffer),
)
