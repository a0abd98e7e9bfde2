import { workerData } from 'node:worker_threads'
import { checkRecord } from './check-record.ts'
import { openDatabaseForReading } from './open-database.ts'
import type { RecordAnswer, RecordOrder } from './record-thread.ts'

const { file, options, port, done } = workerData as RecordOrder

const answer = (): RecordAnswer => {
  try {
    const db = openDatabaseForReading(file)
    try {
      return { check: db.transaction(() => checkRecord(db, options)).deferred() }
    } finally {
      db.close()
    }
  } catch (error) {
    return { error: String(error) }
  }
}

port.postMessage(answer())
Atomics.store(new Int32Array(done), 0, 1)
Atomics.notify(new Int32Array(done), 0)
