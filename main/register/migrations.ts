import type { Migration } from './migration.ts'
import { FIRST_FORM } from './migration-1-first-form.ts'
import { CUSTODY_FORM } from './migration-2-custody.ts'
import { DESK_AND_REDACTIONS } from './migration-3-desk-and-redactions.ts'
import { DUE_BACK } from './migration-4-due-back.ts'
import { TREE_TILES } from './migration-5-tree-tiles.ts'
import { CORRECTED_RECORDS } from './migration-6-corrected-records.ts'
import { TRACES_OF_SEVERAL } from './migration-7-traces-of-several.ts'

/** Applied in order; the database's user_version counts those already applied. Never edit a released one. */
export const MIGRATIONS: readonly Migration[] = [
  FIRST_FORM,
  CUSTODY_FORM,
  DESK_AND_REDACTIONS,
  DUE_BACK,
  TREE_TILES,
  CORRECTED_RECORDS,
  TRACES_OF_SEVERAL,
]
