import { STREAM_KEY_BYTES, streamsOfKeys } from '../keys/keyed-stream.ts'
import { scoreAll, type ReadingTables } from '../trace/score-candidates.ts'
import type { ScoreJob } from './score-crew.ts'
import { serveJobs } from './serve-jobs.ts'

/** A thread that scores copies against the tables that it was last given. */
let tables: ReadingTables = { tabled: [], fusions: [] }

serveJobs<ScoreJob, Float64Array<ArrayBuffer>>(
  (job) => {
    if ('tables' in job) {
      tables = job.tables
      return Promise.resolve(new Float64Array())
    }
    const { copies, keys } = job
    try {
      const scores = scoreAll(tables, copies, (from, group, table, bytes) => {
        const at = (table * copies + from) * STREAM_KEY_BYTES
        return streamsOfKeys(keys.subarray(at, at + group * STREAM_KEY_BYTES), bytes)
      })
      return Promise.resolve(scores)
    } finally {
      keys.fill(0)
    }
  },
  (scores) => [scores.buffer],
)
