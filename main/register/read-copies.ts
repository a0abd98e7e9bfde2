import { OUTSTANDING, SEALED } from '../../shared/contract/custody-steps.ts'
import type { Custody } from '../../shared/contract/custody-steps.ts'
import type { Recipient } from '../../shared/contract/events.ts'
import type { RegisterDatabase } from './open-database.ts'
import type { CopyFilter, CopyRow } from './rows.ts'
import { searchQuery } from './search-words.ts'

export const COPIES = `
  SELECT copy.id, issuance AS issuanceId, document AS documentId, copy.number, copies AS "of", sub, sub_of AS subOf,
    reprint_of AS reprintOf, code, copy.state, sha256, bytes, file_name AS fileName, reason,
    settled_at AS settledAt, coalesce(copy.folder, issuance.folder) AS folder, reserved_at AS reservedAt,
    recipient.name AS recipientName, recipient.unit AS recipientUnit,
    recipient.id AS recipientId, recipient.email AS recipientEmail,
    facts, copy_muster.at AS musteredAt, copy_muster.found AS musterFound
  FROM copy JOIN issuance ON issuance.id = copy.issuance JOIN recipient ON recipient.key = copy.recipient
    LEFT JOIN custody ON custody.copy = copy.id LEFT JOIN copy_muster ON copy_muster.copy = copy.id`

export type StoredCopy = Omit<CopyRow, 'recipient' | 'custody' | 'mustered'> &
  Record<`recipient${Capitalize<keyof Recipient>}`, string> & {
    readonly facts: string | null
    readonly musteredAt: string | null
    readonly musterFound: number | null
  }

export const toCopy = ({
  recipientName,
  recipientUnit,
  recipientId,
  recipientEmail,
  facts,
  musteredAt,
  musterFound,
  ...copy
}: StoredCopy): CopyRow => ({
  ...copy,
  recipient: { name: recipientName, unit: recipientUnit, id: recipientId, email: recipientEmail },
  // Written by the projector from events that passed their schema.
  custody: copy.state !== 'sealed' ? null : facts === null ? SEALED : (JSON.parse(facts) as Custody),
  mustered: musteredAt === null ? null : { at: musteredAt, found: musterFound === 1 },
})

/** Any piece of a text, taken as it stands. */
const piece = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

type Condition = readonly [sql: string, values: readonly unknown[]]

const listed = (values: readonly string[]): string => values.map(() => '?').join(', ')

/** By a person, whether the copy was made for them or is with them now. */
const ofPerson = (column: 'name' | 'unit', text: string): Condition => {
  const keys = `(SELECT key FROM recipient WHERE ${column} LIKE ? ESCAPE '\\')`
  return [`(copy.recipient IN ${keys} OR custody.holder IN ${keys})`, [piece(text), piece(text)]]
}

const inCustody = (states: readonly string[]): Condition => [
  `copy.state = 'sealed' AND coalesce(custody.state, 'at-desk') IN (${listed(states)})`,
  states,
]

const overdue = (day: string): Condition => [
  `custody.due < ? AND custody.state IN (${listed(OUTSTANDING)})`,
  [day, ...OUTSTANDING],
]

/** Half-open in time: a day reaches to the next day's beginning. */
const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

const searched = (typed: string): Condition => {
  const query = searchQuery(typed)
  if (query === null) return ['0', []]
  return ['copy.id IN (SELECT copy FROM search WHERE search MATCH ?)', [`words : (${query})`]]
}

const on = <T>(value: T | undefined, condition: (value: T) => Condition): readonly Condition[] =>
  value === undefined ? [] : [condition(value)]

const conditionsOf = (filter: CopyFilter): readonly Condition[] => [
  ...on(filter.documentId, (id) => ['issuance.document = ?', [id]]),
  ...on(filter.issuanceId, (id) => ['copy.issuance = ?', [id]]),
  ...on(filter.state, (state) => ['copy.state = ?', [state]]),
  ...on(filter.sha256, (sha256) => ['copy.sha256 = ?', [sha256]]),
  ...on(filter.occasion, (text) => ["issuance.occasion LIKE ? ESCAPE '\\'", [piece(text)]]),
  ...on(filter.recipient, (name) => ofPerson('name', name)),
  ...on(filter.unit, (unit) => ofPerson('unit', unit)),
  ...on(filter.from, (day) => ['copy.reserved_at >= ?', [day]]),
  ...on(filter.to, (day) => ['copy.reserved_at < ?', [nextDay(day)]]),
  ...on(filter.custody, inCustody),
  ...on(filter.overdueOn, overdue),
  ...on(filter.search, searched),
]

export const copiesWhere = (db: RegisterDatabase, filter: CopyFilter): StoredCopy[] => {
  const conditions = conditionsOf(filter)
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.map(([sql]) => sql).join(' AND ')}`
  const page =
    filter.limit === undefined && filter.offset === undefined
      ? ''
      : `LIMIT ${Number(filter.limit ?? -1)} OFFSET ${Number(filter.offset ?? 0)}`
  const sql = `${COPIES} ${where} ORDER BY issuance.rowid, copy.number, sub ${page}`
  return db.prepare<unknown[], StoredCopy>(sql).all(...conditions.flatMap(([, values]) => values))
}
