import { Failure } from '../../shared/contract/failure.ts'
import { compareProjections, differingOthers } from './compare-projections.ts'
import { followingLedger } from './following-ledger.ts'
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
 * What the events lead to beside what the register's tables say. First row by row, which tells whether all is well; where it
 * is not, once more from the beginning, to tell what is wrong.
 */
export const checkProjections = (db: RegisterDatabase): readonly Finding[] =>
  areFollowed(db) ? [] : withScratch((scratch) => compareWith(db, scratch))

/** Tables that few events touch are worked out in a database of their own. */
const withScratch = <T>(act: (scratch: RegisterDatabase) => T): T => {
  const scratch = openScratchDatabase()
  try {
    return act(scratch)
  } finally {
    scratch.close()
  }
}

const issuancesIn = (scratch: RegisterDatabase) => {
  const issuancesOf = scratch
    .prepare<[string], string>('SELECT id FROM issuance WHERE document = ? ORDER BY rowid')
    .pluck()
  return (documentId: string): readonly string[] => issuancesOf.all(documentId)
}

/** Whether every row is the one that the events lead to, which takes half as long as telling which is not. */
export const areFollowed = (db: RegisterDatabase): boolean =>
  withScratch((scratch) => {
    const ledger = followingLedger(db, issuancesIn(scratch))
    const project = createProjector(scratch, ledger)
    scratch.exec('BEGIN')
    try {
      for (const stored of storedEvents(db, UNCHECKED)) project(readEvent(stored).event, stored.index)
      ledger.requireEnd()
    } catch {
      // A row that differs, an event that cannot be read or cannot have been: the long way tells which.
      return false
    }
    scratch.exec('COMMIT')
    return differingOthers(db, scratch).length === 0
  })

/** Stops at an event that cannot be read, since nothing after it could be compared. */
const compareWith = (db: RegisterDatabase, scratch: RegisterDatabase): readonly Finding[] => {
  const ledger = memoryLedger(issuancesIn(scratch))
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
