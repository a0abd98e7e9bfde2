import { OUTSTANDING } from '../../shared/contract/custody-steps.ts'
import type { Recipient } from '../../shared/contract/events.ts'
import type { RegisterDatabase } from './open-database.ts'
import { piece } from './read-copies.ts'
import { DOCUMENTS, ISSUANCES, toDocument } from './read-rows.ts'
import type { StoredDocument } from './read-rows.ts'
import type { DocumentRow, IssuanceRow } from './rows.ts'

/** Lists as they are leafed through: only the page's rows are read and counted over, however long the list. */

export interface ListPage {
  /** Any piece of a title, number or occasion, or of a person's name, unit or id. */
  readonly search?: string | undefined
  readonly limit: number
  readonly offset: number
}

export interface Counted<T> {
  readonly rows: readonly T[]
  /** Of the whole list. */
  readonly total: number
}

export type ListedDocument = DocumentRow & { readonly issuances: number; readonly issued: number }
export type ListedIssuance = IssuanceRow & {
  readonly title: string
  readonly documentNumber: string | null
  readonly out: number
  readonly overdue: number
}
export interface ListedPerson {
  readonly recipient: Recipient
  /** Made for them. */
  readonly copies: number
  /** With them now. */
  readonly out: number
  readonly overdue: number
}

export interface RegisterFigures {
  readonly documents: number
  readonly issuances: number
  readonly copies: number
  /** Copies by where they stand. */
  readonly states: Readonly<Record<string, number>>
  readonly overdue: number
}

export interface ListReader {
  /** `today` tells what is overdue. */
  figures(today: string): RegisterFigures
  /** Newest first. */
  documentsPage(page: ListPage): Counted<ListedDocument>
  issuancesPage(
    page: ListPage & { readonly documentId?: string | undefined },
    today: string,
  ): Counted<ListedIssuance>
  /** Issuances with copies still out, the one due first in front. */
  openIssuances(most: number, today: string): readonly ListedIssuance[]
  /** By name. */
  peoplePage(page: ListPage, today: string): Counted<ListedPerson>
  /** People whose name, unit or id begins so, those last met first. */
  peopleBeginning(typed: string, most: number): readonly Recipient[]
  documentBySha256(sha256: string): DocumentRow | null
}

const OUT = OUTSTANDING.map((state) => `'${state}'`).join(', ')

const matching = (columns: readonly string[], search: string | undefined) => {
  const text = search?.trim() ?? ''
  if (text === '') return { sql: '1', values: [] }
  return {
    sql: `(${columns.map((column) => `${column} LIKE ? ESCAPE '\\'`).join(' OR ')})`,
    values: columns.map(() => piece(text)),
  }
}

const outOf = (issuance: string, also = ''): string =>
  `(SELECT count(*) FROM copy JOIN custody ON custody.copy = copy.id
    WHERE copy.issuance = ${issuance} AND custody.state IN (${OUT}) ${also})`

const listedIssuances = (where: string, order: string): string => `
  SELECT issuance.*, document.title, document.number AS documentNumber,
    ${outOf('issuance.id')} AS out, ${outOf('issuance.id', 'AND custody.due < ?')} AS overdue
  FROM (${ISSUANCES} ${where}) AS issuance JOIN document ON document.id = issuance.documentId ${order}`

interface StateCount {
  readonly state: string
  readonly n: number
}

const counter =
  (db: RegisterDatabase) =>
  (sql: string, values: readonly unknown[] = []) =>
    db
      .prepare<unknown[], number>(sql)
      .pluck()
      .get(...values) ?? 0

const figures = (db: RegisterDatabase, today: string): RegisterFigures => {
  const count = counter(db)
  const states = new Map<string, number>()
  const add = ({ state, n }: StateCount) => states.set(state, (states.get(state) ?? 0) + n)
  const settled = db.prepare<[], StateCount>('SELECT state, count(*) AS n FROM copy GROUP BY state').all()
  const touched = db.prepare<[], StateCount>('SELECT state, count(*) AS n FROM custody GROUP BY state').all()
  for (const row of touched) add(row)
  const moved = touched.reduce((sum, { n }) => sum + n, 0)
  // Whoever was sealed and never touched has no row in custody.
  for (const { state, n } of settled)
    add(state === 'sealed' ? { state: 'at-desk', n: n - moved } : { state, n })
  return {
    documents: count('SELECT count(*) FROM document'),
    issuances: count('SELECT count(*) FROM issuance'),
    copies: settled.reduce((sum, { n }) => sum + n, 0),
    states: Object.fromEntries([...states].filter(([, n]) => n > 0)),
    overdue: count(`SELECT count(*) FROM custody WHERE due < ? AND state IN (${OUT})`, [today]),
  }
}

const documentsPage = (
  db: RegisterDatabase,
  { search, limit, offset }: ListPage,
): Counted<ListedDocument> => {
  const { sql, values } = matching(['title', 'number', 'control_number'], search)
  type Stored = StoredDocument & { readonly issuances: number; readonly issued: number }
  const rows = db.prepare<unknown[], Stored>(
    `SELECT page.*, (SELECT count(*) FROM issuance WHERE document = page.id) AS issuances,
       (SELECT count(*) FROM issuance JOIN copy ON copy.issuance = issuance.id WHERE document = page.id) AS issued
     FROM (${DOCUMENTS} WHERE ${sql} ORDER BY rowid DESC LIMIT ? OFFSET ?) AS page`,
  )
  return {
    rows: rows
      .all(...values, limit, offset)
      .map((row) => ({ ...toDocument(row), issuances: row.issuances, issued: row.issued })),
    total: counter(db)(`SELECT count(*) FROM document WHERE ${sql}`, values),
  }
}

const issuancesPage: (
  db: RegisterDatabase,
  ...of: Parameters<ListReader['issuancesPage']>
) => Counted<ListedIssuance> = (db, { search, limit, offset, documentId }, today) => {
  const text = search?.trim() ?? ''
  const conditions = [
    ...(documentId === undefined ? [] : ['document = ?']),
    ...(text === ''
      ? []
      : [
          `(occasion LIKE ? ESCAPE '\\' OR document IN
             (SELECT id FROM document WHERE title LIKE ? ESCAPE '\\' OR number LIKE ? ESCAPE '\\'))`,
        ]),
  ]
  const values = [
    ...(documentId === undefined ? [] : [documentId]),
    ...(text === '' ? [] : [piece(text), piece(text), piece(text)]),
  ]
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`
  const sql = listedIssuances(`${where} ORDER BY rowid DESC LIMIT ? OFFSET ?`, '')
  return {
    rows: db.prepare<unknown[], ListedIssuance>(sql).all(today, ...values, limit, offset),
    total: counter(db)(`SELECT count(*) FROM issuance ${where}`, values),
  }
}

/** Walks along an index, the day due first in front, only until so many issuances are met. */
const firstDue = (db: RegisterDatabase, most: number): readonly string[] => {
  const found = new Set<string>()
  for (const [condition, order] of [
    // The plus keeps SQLite from gathering all that are out and putting them in order first.
    [`+custody.state IN (${OUT}) AND custody.due IS NOT NULL`, 'ORDER BY custody.due'],
    [`custody.state IN (${OUT}) AND custody.due IS NULL`, ''],
  ]) {
    const walk = db
      .prepare<[], string>(
        `SELECT copy.issuance FROM custody CROSS JOIN copy ON copy.id = custody.copy
         WHERE ${condition} ${order}`,
      )
      .pluck()
    for (const issuance of walk.iterate()) {
      found.add(issuance)
      if (found.size === most) return [...found]
    }
  }
  return [...found]
}

const openIssuances = (db: RegisterDatabase, most: number, today: string): readonly ListedIssuance[] => {
  const one = db.prepare<[string, string], ListedIssuance>(listedIssuances('WHERE id = ?', ''))
  return firstDue(db, most).flatMap((id) => one.get(today, id) ?? [])
}

interface StoredPerson extends Recipient {
  readonly key: number
}

interface PersonCounts {
  readonly copies: number
  readonly out: number
  readonly overdue: number
}

/** Made for them, and of those what is with them; then what others handed on to them. */
const personCounter = (db: RegisterDatabase, today: string) => {
  const isOut = `custody.state IN (${OUT})`
  const own = db.prepare<[string, number], PersonCounts>(
    `SELECT count(*) AS copies, total(${isOut} AND custody.holder IS NULL) AS out,
       total(${isOut} AND custody.holder IS NULL AND custody.due < ?) AS overdue
     FROM copy LEFT JOIN custody ON custody.copy = copy.id WHERE copy.recipient = ?`,
  )
  const held = db.prepare<[string, number], Omit<PersonCounts, 'copies'>>(
    `SELECT count(*) AS out, total(due < ?) AS overdue FROM custody WHERE holder = ? AND ${isOut}`,
  )
  return (key: number): PersonCounts => {
    const made = own.get(today, key) ?? { copies: 0, out: 0, overdue: 0 }
    const more = held.get(today, key) ?? { out: 0, overdue: 0 }
    return { copies: made.copies, out: made.out + more.out, overdue: made.overdue + more.overdue }
  }
}

const peoplePage = (
  db: RegisterDatabase,
  { search, limit, offset }: ListPage,
  today: string,
): Counted<ListedPerson> => {
  const { sql, values } = matching(['name', 'unit', 'id'], search)
  const rows = db.prepare<unknown[], StoredPerson>(
    `SELECT key, name, unit, id, email FROM recipient WHERE ${sql} ORDER BY name, unit, id, email LIMIT ? OFFSET ?`,
  )
  const countsOf = personCounter(db, today)
  return {
    rows: rows
      .all(...values, limit, offset)
      .map(({ key, ...recipient }) => ({ recipient, ...countsOf(key) })),
    total: counter(db)(`SELECT count(*) FROM recipient WHERE ${sql}`, values),
  }
}

export const createListReader = (db: RegisterDatabase): ListReader => ({
  figures: (today) => figures(db, today),
  documentsPage: (page) => documentsPage(db, page),
  issuancesPage: (page, today) => issuancesPage(db, page, today),
  openIssuances: (most, today) => openIssuances(db, most, today),
  peoplePage: (page, today) => peoplePage(db, page, today),
  peopleBeginning: (typed, most) => {
    const begins = piece(typed.trim()).slice(1)
    return db
      .prepare<[{ begins: string; most: number }], Recipient>(
        `SELECT name, unit, id, email FROM recipient
         WHERE name LIKE @begins ESCAPE '\\' OR unit LIKE @begins ESCAPE '\\' OR id LIKE @begins ESCAPE '\\'
         ORDER BY name LIKE @begins ESCAPE '\\' DESC, key DESC LIMIT @most`,
      )
      .all({ begins, most })
  },
  documentBySha256: (sha256) => {
    const row = db
      .prepare<[string], StoredDocument>(`${DOCUMENTS} WHERE sha256 = ? ORDER BY rowid LIMIT 1`)
      .get(sha256)
    return row === undefined ? null : toDocument(row)
  },
})
