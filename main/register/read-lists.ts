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

const openIssuances = (db: RegisterDatabase, most: number, today: string): readonly ListedIssuance[] => {
  const first = db
    .prepare<[number], string>(
      `SELECT copy.issuance FROM custody CROSS JOIN copy ON copy.id = custody.copy WHERE custody.state IN (${OUT})
       GROUP BY copy.issuance ORDER BY min(custody.due) IS NULL, min(custody.due), copy.issuance LIMIT ?`,
    )
    .pluck()
    .all(most)
  const one = db.prepare<[string, string], ListedIssuance>(listedIssuances('WHERE id = ?', ''))
  return first.flatMap((id) => one.get(today, id) ?? [])
}

const PEOPLE = `
  SELECT name, unit, id, email, made AS copies,
    (SELECT count(*) FROM custody WHERE holder = key AND state IN (${OUT})) +
    (SELECT count(*) FROM copy JOIN custody ON custody.copy = copy.id
      WHERE copy.recipient = key AND custody.holder IS NULL AND custody.state IN (${OUT})) AS out,
    (SELECT count(*) FROM custody WHERE holder = key AND state IN (${OUT}) AND due < @today) +
    (SELECT count(*) FROM copy JOIN custody ON custody.copy = copy.id
      WHERE copy.recipient = key AND custody.holder IS NULL AND custody.state IN (${OUT}) AND due < @today) AS overdue`

type StoredPerson = Recipient & Omit<ListedPerson, 'recipient'>

const peoplePage = (
  db: RegisterDatabase,
  { search, limit, offset }: ListPage,
  today: string,
): Counted<ListedPerson> => {
  const text = search?.trim() ?? ''
  const where =
    text === ''
      ? ''
      : `WHERE name LIKE @piece ESCAPE '\\' OR unit LIKE @piece ESCAPE '\\' OR id LIKE @piece ESCAPE '\\'`
  const named = { today, limit, offset, ...(text === '' ? {} : { piece: piece(text) }) }
  const rows = db
    .prepare<[typeof named], StoredPerson>(
      `${PEOPLE} FROM (SELECT *, (SELECT count(*) FROM copy WHERE copy.recipient = recipient.key) AS made
         FROM recipient ${where} ORDER BY name, unit, id, email LIMIT @limit OFFSET @offset)`,
    )
    .all(named)
  const total = db
    .prepare<unknown[], number>(`SELECT count(*) FROM recipient ${where}`)
    .pluck()
    .get(...(text === '' ? [] : [{ piece: piece(text) }]))
  return {
    rows: rows.map(({ name, unit, id, email, ...counts }) => ({
      recipient: { name, unit, id, email },
      ...counts,
    })),
    total: total ?? 0,
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
      .prepare<unknown[], Recipient>(
        `SELECT name, unit, id, email FROM recipient
         WHERE name LIKE ?1 ESCAPE '\\' OR unit LIKE ?1 ESCAPE '\\' OR id LIKE ?1 ESCAPE '\\'
         ORDER BY name LIKE ?1 ESCAPE '\\' DESC, key DESC LIMIT ?2`,
      )
      .all(begins, most)
  },
  documentBySha256: (sha256) => {
    const row = db
      .prepare<[string], StoredDocument>(`${DOCUMENTS} WHERE sha256 = ? ORDER BY rowid LIMIT 1`)
      .get(sha256)
    return row === undefined ? null : toDocument(row)
  },
})
