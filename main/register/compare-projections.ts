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

/** `expected` holds the projections as the events lead to them. */
export const compareProjections = (db: RegisterDatabase, expected: RegisterDatabase): readonly Finding[] =>
  PROJECTION_TABLES.filter((table) => differs(db, expected, table)).map((table) => ({
    kind: 'projection-differs',
    message: `The table ${table} does not say what the events say.`,
  }))
