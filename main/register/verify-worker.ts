import Database from 'better-sqlite3'
import { workerData } from 'node:worker_threads'
import { checkProjections } from './check-projections.ts'
import { checkRecord } from './check-record.ts'
import { openDatabaseForReading } from './open-database.ts'
import type { RegisterDatabase } from './open-database.ts'
import type { Half, ThreadAnswer, ThreadOrder } from './verify-thread.ts'

const given = workerData as ThreadOrder

const check = (db: RegisterDatabase) =>
  given.half === 'record' ? checkRecord(db, given.order) : checkProjections(db)

const answer = (): ThreadAnswer<Half> => {
  try {
    const db = openDatabaseForReading(given.file)
    try {
      return { answer: db.transaction(() => check(db)).deferred() }
    } finally {
      db.close()
    }
  } catch (error) {
    const code = error instanceof Database.SqliteError ? error.code : ''
    return { error: String(error), code }
  }
}

given.port.postMessage(answer())
Atomics.store(new Int32Array(given.done), 0, 1)
Atomics.notify(new Int32Array(given.done), 0)
