import type { RegisterDatabase } from './open-database.ts'
import { createProjector, PROJECTION_TABLES } from './project-event.ts'
import { lostFailure, storedEvents } from './read-events.ts'
import { sqlLedger } from './sql-ledger.ts'
import type { SqlLedger } from './sql-ledger.ts'
import { decodeEvent } from './stored-event.ts'

/** Events after which rows held back are written. */
const HELD_BACK = 10_000

const writeAll = (ledger: SqlLedger): void => {
  ledger.flush()
  ledger.begin()
}

/** Makes every projection anew from the events, or leaves all as they were. Throws Failure 'register-altered'. */
export const rebuildProjections = (db: RegisterDatabase): void => {
  const ledger = sqlLedger(db)
  const project = createProjector(db, ledger)
  const isRedacted = db.prepare<[number, string]>('SELECT 1 FROM redaction WHERE event = ? AND path = ?')
  const rebuild = db.transaction(() => {
    for (const table of PROJECTION_TABLES) db.exec(`DELETE FROM ${table}`)
    ledger.begin()
    const erased: (readonly [number, string])[] = []
    for (const stored of storedEvents(db)) {
      const decoded = decodeEvent(stored)
      for (const path of decoded.erased) erased.push([stored.index, path])
      project(decoded.event, stored.index)
      if (stored.index % HELD_BACK === HELD_BACK - 1) writeAll(ledger)
    }
    writeAll(ledger)
    // A redaction comes after what it erased, so this is known only now.
    const lost = erased.find((place) => isRedacted.get(...place) === undefined)
    if (lost !== undefined) throw lostFailure(lost[0])
  })
  rebuild.immediate()
}
