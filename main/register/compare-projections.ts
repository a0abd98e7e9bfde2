import { differingTables } from './compare-ledger.ts'
import { LEDGER_TABLES } from './copy-ledger.ts'
import type { MemoryLedger } from './memory-ledger.ts'
import type { RegisterDatabase } from './open-database.ts'
import { PROJECTION_TABLES } from './project-event.ts'
import type { Finding } from './verify-report.ts'

/** Rows as text; no projection holds a BLOB, so JSON tells any two apart. */
function* rowsOf(db: RegisterDatabase, table: string): Generator<string, void, undefined> {
  const rows = db.prepare<[], unknown[]>(`SELECT * FROM ${table} ORDER BY 1, 2`).raw()
  for (const row of rows.iterate()) yield JSON.stringify(row)
}

const differs = (db: RegisterDatabase, expected: RegisterDatabase, table: string): boolean => {
  const ours = rowsOf(db, table)
  const theirs = rowsOf(expected, table)
  try {
    for (;;) {
      const a = ours.next()
      const b = theirs.next()
      if (a.done === true || b.done === true) return a.done !== b.done
      if (a.value !== b.value) return true
    }
  } finally {
    ours.return()
    theirs.return()
  }
}

const IN_LEDGER: ReadonlySet<string> = new Set(LEDGER_TABLES)

/** Tables that no ledger holds; `expected` has them as the events lead to them. */
export const differingOthers = (db: RegisterDatabase, expected: RegisterDatabase): readonly string[] =>
  PROJECTION_TABLES.filter((table) => !IN_LEDGER.has(table) && differs(db, expected, table))

export const compareProjections = (
  db: RegisterDatabase,
  expected: RegisterDatabase,
  ledger: MemoryLedger,
): readonly Finding[] =>
  [...differingOthers(db, expected), ...differingTables(db, ledger)].map((table) => ({
    kind: 'projection-differs',
    message: `The table ${table} does not say what the events say.`,
  }))
