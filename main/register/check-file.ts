import { openScratchDatabase } from './open-database.ts'
import type { RegisterDatabase } from './open-database.ts'
import type { Finding } from './verify-report.ts'

/**
 * What is wrong with the file as such, in SQLite's words. Table by table, without the search index itself: its own check reads it through a cache that another process's writing
 * makes stale, and takes longer than all others together. The tables it lies in are checked like any other.
 */
export const findDamage = (db: RegisterDatabase): string | null => {
  const tables = db
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL TABLE%'",
    )
    .pluck()
    .all()
  const results = tables.map((table) => String(db.pragma(`quick_check(${table})`, { simple: true })))
  return results.find((result) => result !== 'ok') ?? null
}

const SCHEMA = "SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1"

/** Triggers that were dropped, columns that were added. */
export const compareSchemas = (db: RegisterDatabase): readonly Finding[] => {
  const scratch = openScratchDatabase()
  try {
    const [ours, expected] = [db, scratch].map(
      (one) => new Set(one.prepare<[], string>(SCHEMA).pluck().all()),
    )
    const changed = [...ours, ...expected].filter((entry) => !ours.has(entry) || !expected.has(entry))
    return changed.map((entry) => ({
      kind: 'schema-changed',
      message: `The database's structure was changed at ${entry.slice(0, entry.indexOf(':'))}.`,
    }))
  } finally {
    scratch.close()
  }
}
