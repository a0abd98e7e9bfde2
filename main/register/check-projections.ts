import { Failure } from '../../shared/contract/failure.ts'
import { compareProjections } from './compare-projections.ts'
import type { RegisterDatabase } from './open-database.ts'
import { createProjector } from './project-event.ts'
import { storedEvents } from './read-events.ts'
import { readEvent } from './stored-event.ts'
import type { DecodedEvent, StoredEvent } from './stored-event.ts'
import type { Finding } from './verify-report.ts'

const tryRead = (stored: StoredEvent): DecodedEvent | null => {
  try {
    return readEvent(stored)
  } catch {
    return null // the check of the record says so
  }
}

/**
 * Only rows are compared, so the rows are all that is made: a full-text index and the indexes that answer questions would
 * cost more than everything else together. Those by which the projectors themselves find rows stay.
 */
const lighten = (scratch: RegisterDatabase): void => {
  const indexes = scratch
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND name NOT IN ('custody_step_copy')`,
    )
    .pluck()
    .all()
  for (const name of indexes) scratch.exec(`DROP INDEX ${name}`)
  scratch.exec('DROP TABLE search; CREATE TABLE search (copy, words)')
}

/**
 * What the events lead to, worked out in a database of its own, beside what the register's tables say. Stops at an
 * event that cannot be read, since nothing after it could be compared.
 */
export const checkProjections = (db: RegisterDatabase, scratch: RegisterDatabase): readonly Finding[] => {
  lighten(scratch)
  const project = createProjector(scratch)
  scratch.exec('BEGIN')
  for (const stored of storedEvents(db)) {
    const decoded = tryRead(stored)
    if (decoded === null) return []
    try {
      project(decoded.event, stored.index)
    } catch (error) {
      return [{ kind: 'event-illegal', message: illegal(stored.index, error) }]
    }
  }
  scratch.exec('COMMIT')
  return compareProjections(db, scratch)
}

const illegal = (index: number, error: unknown): string =>
  `Event ${index} cannot have been recorded: ${error instanceof Failure ? error.message : String(error)}`
