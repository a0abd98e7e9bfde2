import { checkProjections } from './check-projections.ts'
import { openScratchDatabase } from './open-database.ts'
import type { RegisterDatabase } from './open-database.ts'
import type { Finding } from './verify-report.ts'

/** What verify finds beside the record itself. */
export interface DerivedCheck {
  /** The file as such is damaged, in SQLite's words: then nothing else was looked at. */
  readonly damage: string | null
  readonly structure: readonly Finding[]
  readonly projections: readonly Finding[]
}

/** The file, its structure, and every table that is derived from the events. */
export const checkDerived = (db: RegisterDatabase): DerivedCheck => {
  const damage = findDamage(db)
  if (damage !== null) return { damage, structure: [], projections: [] }
  const scratch = openScratchDatabase()
  try {
    return { damage, structure: compareSchemas(db, scratch), projections: checkProjections(db, scratch) }
  } finally {
    scratch.close()
  }
}

/**
 * Table by table, without the search index itself: its own check reads it through a cache that another process's writing
 * makes stale, and takes longer than all others together. The tables it lies in are checked like any other.
 */
const findDamage = (db: RegisterDatabase): string | null => {
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
const compareSchemas = (db: RegisterDatabase, scratch: RegisterDatabase): readonly Finding[] => {
  const schemaOf = (database: RegisterDatabase) => new Set(database.prepare<[], string>(SCHEMA).pluck().all())
  const [ours, expected] = [schemaOf(db), schemaOf(scratch)]
  const changed = [...ours, ...expected].filter((entry) => !ours.has(entry) || !expected.has(entry))
  return changed.map((entry) => ({
    kind: 'schema-changed',
    message: `The database's structure was changed at ${entry.slice(0, entry.indexOf(':'))}.`,
  }))
}
