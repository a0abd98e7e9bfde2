import type { Database } from 'better-sqlite3'

export interface Migration {
  /** Named for what happened. */
  readonly name: string
  readonly sql: string
  /** Whether the projections must be filled anew from the events. */
  readonly rebuilds?: boolean
  /** Fills what it added, from what was there. */
  readonly fill?: (db: Database) => void
}
