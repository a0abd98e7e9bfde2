import type { Migration } from './migration.ts'

/** When the copies of an issuance are due back. No event of before says it. */
export const DUE_BACK: Migration = {
  name: 'due back',
  sql: 'ALTER TABLE issuance ADD COLUMN due TEXT;',
}
