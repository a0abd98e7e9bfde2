import { workerData } from 'node:worker_threads'
import { STREAM_KEY_BYTES, streamsOfKeys } from '../keys/keyed-stream.ts'
import { scoreAll, type ReadingTables } from '../trace/score-candidates.ts'
import type { ScoreJob } from './score-crew.ts'
import { serveJobs } from './serve-jobs.ts'

/** A thread that scores copies against the tables it was started with. */
const tables = workerData as ReadingTables

serveJobs<ScoreJob, Float64Array<ArrayBuffer>>(
  ({ copies, keys }) => {
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
