import { asDatabaseFailure } from './database-failure.ts'
import type { RegisterDatabase } from './open-database.ts'

/** More pages than a register has: copied in one step, so that no writer can make it begin anew. */
const ALL_PAGES = 0x7fffffff

/** A copy of the database as it is at one moment. */
export const backupDatabase = async (db: RegisterDatabase, file: string): Promise<void> => {
  try {
    await db.backup(file, { progress: () => ALL_PAGES })
  } catch (error) {
    throw asDatabaseFailure(error)
  }
}

/** Stored contents that the record names, wherever in an event: all are 64 hexadecimal digits under such a key. */
export const blobIds = (db: RegisterDatabase): string[] =>
  db
    .prepare<[], string>(
      `SELECT DISTINCT node.atom FROM event, json_tree(leaf, '$.body') AS node
       WHERE (instr(leaf, 'Blob') > 0 OR instr(leaf, '"blob"') > 0)
         AND (node.key IN ('originalBlob', 'layoutsBlob', 'blob') OR node.path LIKE '%.pagesBlobs')
         AND node.type = 'text' AND length(node.atom) = 64`,
    )
    .pluck()
    .all()
