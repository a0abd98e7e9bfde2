import type { RegisterDatabase } from './open-database.ts'
import { createProjector, PROJECTION_TABLES } from './project-event.ts'
import { lostFailure, storedEvents } from './read-events.ts'
import { decodeEvent } from './stored-event.ts'

/** Makes every projection anew from the events, or leaves all as they were. Throws Failure 'register-altered'. */
export const rebuildProjections = (db: RegisterDatabase): void => {
  const project = createProjector(db)
  const isRedacted = db.prepare<[number, string]>('SELECT 1 FROM redaction WHERE event = ? AND path = ?')
  const rebuild = db.transaction(() => {
    for (const table of PROJECTION_TABLES) db.exec(`DELETE FROM ${table}`)
    const erased: (readonly [number, string])[] = []
    for (const stored of storedEvents(db)) {
      const decoded = decodeEvent(stored)
      for (const path of decoded.erased) erased.push([stored.index, path])
      project(decoded.event, stored.index)
    }
    // A redaction comes after what it erased, so this is known only now.
    const lost = erased.find((place) => isRedacted.get(...place) === undefined)
    if (lost !== undefined) throw lostFailure(lost[0])
  })
  rebuild.immediate()
}
