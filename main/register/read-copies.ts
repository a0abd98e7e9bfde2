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
export const piece = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

type Condition = readonly [sql: string, values: readonly unknown[]]

/** Copies that one index leads to: a question for their ids, and how to tell one of them where they are very many. */
interface Lead {
  readonly ids: Condition
  readonly isOne: Condition
}

const asOne = ([sql, values]: Condition): Condition => [`copy.id IN (${sql})`, values]

const listed = (values: readonly string[]): string => values.map(() => '?').join(', ')

/** By a person, whether the copy was made for them or is with them now. */
const ofPerson = (column: 'name' | 'unit', text: string): Lead => {
  const keys = `(SELECT key FROM recipient WHERE ${column} LIKE ? ESCAPE '\\')`
  // Without UNION ALL all of them would be put in order before the first is counted; that one may come twice does no harm.
  const sql = `SELECT id FROM copy WHERE recipient IN ${keys} UNION ALL SELECT copy FROM custody WHERE holder IN ${keys}`
  const values = [piece(text), piece(text)]
  return {
    ids: [sql, values],
    isOne: [`(copy.recipient IN ${keys} OR custody.holder IN ${keys})`, values],
  }
}

const AT_DESK = SEALED.state

/** Copies nobody ever touched have no row in custody: with them it is a question of all copies. */
const inCustody = (states: readonly string[]): Condition => [
  `copy.state = 'sealed' AND coalesce(custody.state, '${AT_DESK}') IN (${listed(states)})`,
  states,
]

const everTouched = (states: readonly string[]): readonly Lead[] => {
  if (states.includes(AT_DESK)) return []
  const isOne: Condition = [`custody.state IN (${listed(states)})`, states]
  return [{ ids: [`SELECT copy FROM custody WHERE ${isOne[0]}`, states], isOne }]
}

const overdue = (day: string): Lead => {
  const values = [day, ...OUTSTANDING]
  const isOne: Condition = [`custody.due < ? AND custody.state IN (${listed(OUTSTANDING)})`, values]
  return { ids: [`SELECT copy FROM custody WHERE ${isOne[0]}`, values], isOne }
}

const searched = (typed: string): Lead => {
  const query = searchQuery(typed)
  const ids: Condition =
    query === null
      ? ['SELECT id FROM copy WHERE 0', []]
      : ['SELECT copy FROM search WHERE search MATCH ?', [`words : (${query})`]]
  return { ids, isOne: asOne(ids) }
}

const on = <T>(value: T | undefined, condition: (value: T) => Condition): readonly Condition[] =>
  value === undefined ? [] : [condition(value)]

const conditionsOf = (filter: CopyFilter): readonly Condition[] => [
  ...on(filter.documentId, (id) => ['issuance.document = ?', [id]]),
  ...on(filter.issuanceId, (id) => ['copy.issuance = ?', [id]]),
  ...on(filter.state, (state) => ['copy.state = ?', [state]]),
  ...on(filter.sha256, (sha256) => ['copy.sha256 = ?', [sha256]]),
  ...on(filter.occasion, (text) => ["issuance.occasion LIKE ? ESCAPE '\\'", [piece(text)]]),
  ...on(filter.from, (moment) => ['copy.reserved_at >= ?', [moment]]),
  ...on(filter.until, (moment) => ['copy.reserved_at < ?', [moment]]),
  ...on(filter.custody, inCustody),
]

const by = <T>(value: T | undefined, lead: (value: T) => Lead): readonly Lead[] =>
  value === undefined ? [] : [lead(value)]

const leadsOf = (filter: CopyFilter): readonly Lead[] => [
  ...by(filter.recipient, (name) => ofPerson('name', name)),
  ...by(filter.unit, (unit) => ofPerson('unit', unit)),
  ...by(filter.search, searched),
  ...by(filter.overdueOn, overdue),
  ...(filter.custody === undefined ? [] : everTouched(filter.custody)),
]

/** Up to so many copies are found first and put in order after; beyond, the list is gone through in its order. */
const FEW = 3000

const leadsToFew = (db: RegisterDatabase, { ids: [sql, values] }: Lead): boolean => {
  const count = db.prepare<unknown[], number>(`SELECT count(*) FROM (${sql} LIMIT ${FEW})`).pluck()
  return (count.get(...values) ?? 0) < FEW
}

const isNarrow = ({ sha256, issuanceId, documentId }: CopyFilter): boolean =>
  [sha256, issuanceId, documentId].some((value) => value !== undefined)

const ORDER = 'ORDER BY issuance.rowid, copy.number, copy.sub'

const questionOf = (db: RegisterDatabase, filter: CopyFilter) => {
  const leads = leadsOf(filter)
  const few = leads.filter((lead) => leadsToFew(db, lead))
  const conditions = [
    ...conditionsOf(filter),
    ...leads.map((lead) => (few.includes(lead) ? asOne(lead.ids) : lead.isOne)),
  ]
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.map(([sql]) => sql).join(' AND ')}`
  return { where, values: conditions.flatMap(([, given]) => given), few: few.length > 0 }
}

/** How many copies answer, whatever the filter's limit. */
export const countWhere = (db: RegisterDatabase, filter: CopyFilter): number => {
  const [lead, ...others] = leadsOf(filter)
  // A lead to what was touched says all that is asked of custody; what was never touched has none.
  const saidByLeads = everTouched(filter.custody ?? [AT_DESK]).length
  const isOnly = others.length === 0 && conditionsOf(filter).length === saidByLeads
  if (lead !== undefined && isOnly) {
    const [sql, asked] = lead.ids
    return countOf(db, `WITH found (id) AS (${sql}) SELECT count(DISTINCT id) FROM found`, asked)
  }
  const { where, values } = questionOf(db, filter)
  const from =
    where === ''
      ? 'copy'
      : `copy JOIN issuance ON issuance.id = copy.issuance LEFT JOIN custody ON custody.copy = copy.id ${where}`
  return countOf(db, `SELECT count(*) FROM ${from}`, values)
}

const countOf = (db: RegisterDatabase, sql: string, values: readonly unknown[]): number =>
  db
    .prepare<unknown[], number>(sql)
    .pluck()
    .get(...values) ?? 0

/**
 * A page is found by its places alone, and only its own rows are then read whole. CROSS JOIN makes SQLite take issuances
 * and their copies in the very order that is asked for, so that it can stop at the page's end.
 */
export const copiesWhere = (db: RegisterDatabase, filter: CopyFilter): StoredCopy[] => {
  const { where, values, few } = questionOf(db, filter)
  if (filter.limit === undefined && filter.offset === undefined)
    return db.prepare<unknown[], StoredCopy>(`${COPIES} ${where} ${ORDER}`).all(...values)
  const join = few || isNarrow(filter) ? 'JOIN' : 'CROSS JOIN'
  const page = `
    SELECT copy.rowid FROM issuance ${join} copy ON copy.issuance = issuance.id
      LEFT JOIN custody ON custody.copy = copy.id ${where} ${ORDER}
    LIMIT ${Number(filter.limit ?? -1)} OFFSET ${Number(filter.offset ?? 0)}`
  const sql = `${COPIES} WHERE copy.rowid IN (${page}) ${ORDER}`
  return db.prepare<unknown[], StoredCopy>(sql).all(...values)
}
