import { Failure } from '../../shared/contract/failure.ts'
import type { RegisterEvent } from '../../shared/contract/events.ts'
import type { RegisterDatabase } from './open-database.ts'

type EventOf<T extends RegisterEvent['type']> = Extract<RegisterEvent, { type: T }>

/** Who has a passphrase: the founder, and whoever was added since. Those removed stay on the list, not active. */
export const deskProjector = (db: RegisterDatabase) => {
  const put = db.prepare(
    `INSERT INTO desk_user (name, role, active, since) VALUES (@name, @role, 1, @at)
     ON CONFLICT (name) DO UPDATE SET role = @role, active = 1, since = @at`,
  )
  const remove = db.prepare('UPDATE desk_user SET active = 0, since = ? WHERE name = ?')
  const requireUser = userCheck(db)
  return (event: EventOf<'vault-created' | 'user-added' | 'user-removed' | 'passphrase-changed'>): void => {
    const { at } = event
    switch (event.type) {
      case 'vault-created':
        return void put.run({ name: event.by, role: 'custodian', at })
      case 'user-added':
        return void put.run({ ...event.body, at })
      case 'user-removed':
        requireUser(event.body.name)
        return void remove.run(at, event.body.name)
      case 'passphrase-changed':
        return requireUser(event.body.name)
      default:
        return event satisfies never
    }
  }
}

const userCheck = (db: RegisterDatabase) => {
  const find = db.prepare<[string]>('SELECT 1 FROM desk_user WHERE name = ?')
  return (name: string): void => {
    if (find.get(name) === undefined) throw new Failure('not-found', `Nobody is called ${name} here.`)
  }
}

/** Which personal values are on record as erased. */
export const redactionProjector = (db: RegisterDatabase) => {
  const insert = db.prepare('INSERT INTO redaction (event, path) VALUES (?, ?) ON CONFLICT DO NOTHING')
  return ({ body }: EventOf<'redacted'>): void => {
    for (const { event, path } of body.targets) insert.run(event, path)
  }
}
