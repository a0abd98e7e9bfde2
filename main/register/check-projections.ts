import { Failure } from '../../shared/contract/failure.ts'
import { compareProjections } from './compare-projections.ts'
import { memoryLedger } from './memory-ledger.ts'
import { openScratchDatabase } from './open-database.ts'
import type { RegisterDatabase } from './open-database.ts'
import { createProjector } from './project-event.ts'
import { storedEvents, UNCHECKED } from './read-events.ts'
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
 * What the events lead to, worked out in memory and in a database of its own, beside what the register's tables say. Stops
 * at an event that cannot be read, since nothing after it could be compared.
 */
export const checkProjections = (db: RegisterDatabase): readonly Finding[] => {
  const scratch = openScratchDatabase()
  try {
    return compareWith(db, scratch)
  } finally {
    scratch.close()
  }
}

const compareWith = (db: RegisterDatabase, scratch: RegisterDatabase): readonly Finding[] => {
  const issuancesOf = scratch
    .prepare<[string], string>('SELECT id FROM issuance WHERE document = ? ORDER BY rowid')
    .pluck()
  const ledger = memoryLedger((documentId) => issuancesOf.all(documentId))
  const project = createProjector(scratch, ledger)
  scratch.exec('BEGIN')
  for (const stored of storedEvents(db, UNCHECKED)) {
    const decoded = tryRead(stored)
    if (decoded === null) return []
    try {
      project(decoded.event, stored.index)
    } catch (error) {
      return [{ kind: 'event-illegal', message: illegal(stored.index, error) }]
    }
  }
  scratch.exec('COMMIT')
  return compareProjections(db, scratch, ledger)
}

const illegal = (index: number, error: unknown): string =>
  `Event ${index} cannot have been recorded: ${error instanceof Failure ? error.message : String(error)}`
