import type { RegisterDatabase } from './open-database.ts'
import { createProjector, PROJECTION_TABLES } from './project-event.ts'
import { decodeEvent, storedEvents } from './stored-event.ts'

/** Makes every projection anew from the events, or leaves all as they were. Throws Failure 'register-altered'. */
export const rebuildProjections = (db: RegisterDatabase): void => {
  const project = createProjector(db)
  const rebuild = db.transaction(() => {
    for (const table of PROJECTION_TABLES) db.exec(`DELETE FROM ${table}`)
    for (const stored of storedEvents(db)) project(decodeEvent(stored), stored.index)
  })
  rebuild.immediate()
}
