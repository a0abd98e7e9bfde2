import type { NewEvent } from '../../shared/contract/events.ts'
import { Failure } from '../../shared/contract/failure.ts'
import { isJsonObject } from './canonical-json.ts'
import type { JsonValue } from './canonical-json.ts'
import type { Append, Appended } from './append-events.ts'
import type { RegisterDatabase } from './open-database.ts'
import { rebuildProjections } from './rebuild-projections.ts'

/** One personal value: of which event, where in its body. */
export interface PersonalPlace {
  readonly event: number
  readonly path: string
}

export interface Redaction {
  readonly by: string
  readonly reason: string
  readonly approver?: string
  readonly targets: readonly PersonalPlace[]
}

/**
 * Records that personal values are erased, and erases them: from the record, from everything derived of it, and from
 * the file's free pages. All in one transaction, so that a crash leaves either all of it or nothing.
 */
export const redactEvents = (
  db: RegisterDatabase,
  append: Append,
  { by, targets, ...why }: Redaction,
): Appended => {
  const erase = db.prepare('DELETE FROM disclosure WHERE event = ? AND path = ?')
  const redact = db.transaction((): Appended => {
    const body = { targets: targets.map(({ event, path }) => ({ event, path })), ...why }
    const appended = append([{ type: 'redacted', by, body } satisfies NewEvent])
    for (const { event, path } of targets) {
      if (erase.run(event, path).changes === 1) continue
      throw new Failure('not-found', `Event ${event} holds no personal data at ${path}, or no longer.`)
    }
    rebuildProjections(db)
    // A full-text index keeps the words of deleted rows until its parts are merged.
    db.exec("INSERT INTO search (search) VALUES ('optimize')")
    return appended
  })
  db.pragma('secure_delete = ON')
  try {
    const appended = redact.immediate()
    // The log still holds pages as they were.
    db.pragma('wal_checkpoint(TRUNCATE)')
    return appended
  } finally {
    db.pragma('secure_delete = OFF')
  }
}

interface Place extends PersonalPlace {
  readonly leaf: string
}

/** Whether that value concerns one of these copies: the nearest list item around it names one, or else the body does. */
export const concernsCopy = (
  concealedBody: JsonValue,
  path: string,
  copyIds: ReadonlySet<string>,
): boolean => {
  const namesCopy = (value: JsonValue): boolean => isJsonObject(value) && copyIds.has(String(value.copyId))
  let here: JsonValue = concealedBody
  let nearest = namesCopy(here)
  // Without the last step: that leads to the value itself.
  for (const step of path.split('/').slice(1, -1)) {
    const next: JsonValue | undefined = Array.isArray(here)
      ? (here as readonly JsonValue[])[Number(step)]
      : isJsonObject(here)
        ? here[step]
        : undefined
    if (next === undefined) return nearest
    if (Array.isArray(here) && isJsonObject(next)) nearest = namesCopy(next)
    here = next
  }
  return nearest
}

export interface PersonalQuery {
  /** Only values that concern one of these copies. */
  readonly copyIds?: ReadonlySet<string>
  /** Only of events recorded before then. */
  readonly before?: string
}

/** The personal values that are still there. */
export const findPersonal = (db: RegisterDatabase, { copyIds, before }: PersonalQuery): PersonalPlace[] => {
  const places = db.prepare<[string], Place>(
    `SELECT event, path, leaf FROM disclosure JOIN event ON idx = event
     WHERE leaf ->> '$.at' < ? ORDER BY event, path`,
  )
  const found: PersonalPlace[] = []
  for (const { event, path, leaf } of places.iterate(before ?? '~')) {
    const { body } = JSON.parse(leaf) as { body: JsonValue }
    if (copyIds === undefined || concernsCopy(body, path, copyIds)) found.push({ event, path })
  }
  return found
}
