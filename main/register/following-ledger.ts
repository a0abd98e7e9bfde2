import { differsAnyCopy } from './compare-ledger.ts'
import type { CopyLedger, LedgerStep, Settlement } from './copy-ledger.ts'
import { COPY_COLUMNS, recordedRow, reservedRow, SETTLED_FROM, settledRow } from './ledger-rows.ts'
import { STEP_COLUMNS, STEP_FIELDS } from './ledger-rows.ts'
import type { Row } from './ledger-rows.ts'
import { memoryLedger, standingSteps } from './memory-ledger.ts'
import type { RegisterDatabase } from './open-database.ts'

/** Thrown where a row is not what the events lead to: which tables differ, and how far, is then found out the long way. */
class RowDiffers extends Error {}

const ROWS_AT_ONCE = 2000

/** A table's rows in the order in which they came, each handed out once; `key` is its rowid. */
const rowCursor = (db: RegisterDatabase, key: string, columns: string, table: string) => {
  const read = db
    .prepare<[number], Row>(
      `SELECT ${key}, ${columns} FROM ${table} WHERE ${key} > ? ORDER BY ${key} LIMIT ${ROWS_AT_ONCE}`,
    )
    .raw()
  let rows: readonly Row[] = []
  let next = 0
  // Whoever adds rows behind the register's back may number them below 0.
  let last = -Infinity
  /** The next row, its key before its columns; undefined behind the last. */
  return (): Row | undefined => {
    if (next === rows.length) {
      rows = read.all(last)
      next = 0
    }
    if (next === rows.length) return undefined
    const row = rows[next]
    next += 1
    last = Number(row[0])
    return row
  }
}

/** Behind the key. */
const FIRST = 1

const requireSame = (row: Row | undefined, expected: Row, from = FIRST): Row => {
  if (row === undefined) throw new RowDiffers()
  for (let i = 0; i < expected.length; i += 1) if (row[from + i] !== expected[i]) throw new RowDiffers()
  return row
}

/** Stands for how a copy was settled once that was compared: all that later steps ask of it is its state. */
const settledAs = (state: Settlement['state']): Settlement => ({
  state,
  sha256: null,
  bytes: null,
  fileName: null,
  reason: null,
  at: '',
})
const COMPARED = { sealed: settledAs('sealed'), abandoned: settledAs('abandoned') }

export interface FollowingLedger extends CopyLedger {
  /** That nothing is in the tables that no event led to. Throws RowDiffers. */
  readonly requireEnd: () => void
}

/**
 * A ledger that writes nothing: each row that an event leads to must be the next one in the register's own table, and is then
 * forgotten; what later events ask of it is read from there. Half the time and memory of working all tables out first.
 * Every question and order throws RowDiffers where the tables say something else.
 */
export const followingLedger = (
  db: RegisterDatabase,
  issuancesOf: (documentId: string) => readonly string[],
): FollowingLedger => {
  const memory = memoryLedger(issuancesOf)
  const nextPerson = rowCursor(db, 'key', 'name, unit, id, email', 'recipient')
  const nextCopy = rowCursor(db, 'rowid', COPY_COLUMNS, 'copy')
  const nextStep = rowCursor(db, 'event', STEP_COLUMNS, 'custody_step')
  // Where FTS5 keeps what it indexes: through the index itself each page of it takes twenty times as long.
  const nextWords = rowCursor(db, 'id', 'c0, c1', 'search_content')
  const stepAt = db.prepare<[number, string], LedgerStep>(
    `SELECT ${STEP_FIELDS} FROM custody_step WHERE event = ? AND copy = ?`,
  )
  /** Rows of copies that were not settled yet. */
  const unsettled = new Map<string, Row>()
  /** Which event corrects which, by the events and by the table. */
  const corrections = new Map<number, number>()
  const stated = new Map<number, Row[number]>()
  let people = 0
  let lastStep = -1

  const step = (event: number, copyId: string): LedgerStep | undefined => {
    const found = event > lastStep ? undefined : stepAt.get(event, copyId)
    return found === undefined ? undefined : { ...found, correctedBy: corrections.get(event) ?? null }
  }
  const requireUnsettled = (): void => {
    for (const [id, row] of unsettled) {
      const copy = memory.copy(id)
      if (copy === undefined) throw new RowDiffers()
      requireSame(row, settledRow(copy.settled), FIRST + SETTLED_FROM)
    }
  }
  return {
    ...memory,
    recipientKey: (recipient) => {
      const key = memory.recipientKey(recipient)
      if (key > people) {
        const { name, unit, id, email } = recipient
        const row = requireSame(nextPerson(), [name, unit, id, email])
        if (row[0] !== key) throw new RowDiffers()
        people = key
      }
      return key
    },
    add: (copy) => {
      memory.add(copy)
      const row = requireSame(nextCopy(), reservedRow(copy))
      unsettled.set(copy.id, row)
    },
    settle: (copy, settled) => {
      requireSame(unsettled.get(copy.id), settledRow(settled), FIRST + SETTLED_FROM)
      unsettled.delete(copy.id)
      memory.settle(copy, COMPARED[settled.state])
    },
    addStep: (added) => {
      const row = requireSame(nextStep(), recordedRow(added))
      const correctedBy = row[row.length - 1]
      if (correctedBy !== null) stated.set(added.event, correctedBy)
      lastStep = added.event
    },
    step,
    standing: (copyId) =>
      standingSteps(memory.entries.get(copyId)?.events ?? [], (event) => step(event, copyId)),
    correct: ({ event }, by) => void corrections.set(event, by),
    index: (copyId, words) => void requireSame(nextWords(), [copyId, words]),
    requireEnd: () => {
      requireUnsettled()
      const isMore = [nextPerson, nextCopy, nextStep, nextWords].some((next) => next() !== undefined)
      const areSame =
        stated.size === corrections.size && [...stated].every(([event, by]) => corrections.get(event) === by)
      if (isMore || !areSame || differsAnyCopy(db, memory)) throw new RowDiffers()
    },
  }
}
