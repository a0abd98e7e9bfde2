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

/** `expected` holds the tables that few events touch as the events lead to them, the ledger all others. */
export const compareProjections = (
  db: RegisterDatabase,
  expected: RegisterDatabase,
  ledger: MemoryLedger,
): readonly Finding[] => {
  const inLedger: ReadonlySet<string> = new Set(LEDGER_TABLES)
  const others = PROJECTION_TABLES.filter((table) => !inLedger.has(table))
  const differing = [
    ...others.filter((table) => differs(db, expected, table)),
    ...differingTables(db, ledger),
  ]
  return differing.map((table) => ({
    kind: 'projection-differs',
    message: `The table ${table} does not say what the events say.`,
  }))
}
