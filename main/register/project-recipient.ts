import type { Recipient } from '../../shared/contract/events.ts'
import type { RegisterDatabase } from './open-database.ts'

/** The key under which a person is kept: the same person once. */
export const recipientKeys = (db: RegisterDatabase) => {
  const insert = db.prepare(
    'INSERT INTO recipient (name, unit, id, email) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const find = db
    .prepare<[string, string, string, string], number>(
      'SELECT key FROM recipient WHERE name = ? AND unit = ? AND id = ? AND email = ?',
    )
    .pluck()
  return ({ name, unit, id, email }: Recipient): number | undefined => {
    const known = find.get(name, unit, id, email)
    if (known !== undefined) return known
    insert.run(name, unit, id, email)
    return find.get(name, unit, id, email)
  }
}
