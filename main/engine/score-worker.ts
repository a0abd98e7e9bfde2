import { STREAM_KEY_BYTES, streamsOfKeys } from '../keys/keyed-stream.ts'
import { scoreAll, type ReadingTables, type ScoreBlock } from '../trace/score-candidates.ts'
import type { ScoreJob } from './score-crew.ts'
import { serveJobs } from './serve-jobs.ts'

/** A thread that scores copies against the tables that it was last given. */
let tables: readonly ReadingTables[] = []

serveJobs<ScoreJob, ScoreBlock[]>(
  (job) => {
    if ('tables' in job) {
      tables = job.tables
      return Promise.resolve([])
    }
    const { copies, keys } = job
    try {
      const scores = scoreAll(tables, copies, (from, group, asked, bytes) => {
        const at = (asked * copies + from) * STREAM_KEY_BYTES
        return streamsOfKeys(keys.subarray(at, at + group * STREAM_KEY_BYTES), bytes)
      })
      return Promise.resolve(scores)
    } finally {
      keys.fill(0)
    }
  },
  (blocks) => blocks.map(({ buffer }) => buffer),
)
