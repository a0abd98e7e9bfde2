import type { RegisterDatabase } from './open-database.ts'
import { searchWords } from './search-words.ts'

/** Words by which a copy is found; more than once as more become known. */
export const searchInserter = (db: RegisterDatabase) => {
  const insert = db.prepare('INSERT INTO search (copy, words) VALUES (?, ?)')
  return (copyId: string, texts: readonly (string | null | undefined)[]): void => {
    insert.run(copyId, searchWords(texts))
  }
}
