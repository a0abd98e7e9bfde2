import type { LEDGER_TABLES } from './copy-ledger.ts'
import { COPY_COLUMNS, copyRow, CUSTODY_COLUMNS, custodyRow, STEP_COLUMNS, stepRow } from './ledger-rows.ts'
import type { Row } from './ledger-rows.ts'
import type { CopyEntry, MemoryLedger } from './memory-ledger.ts'
import type { RegisterDatabase } from './open-database.ts'

type LedgerTable = (typeof LEDGER_TABLES)[number]

const isSame = (row: Row, expected: Row): boolean => {
  for (let i = 0; i < expected.length; i += 1) if (row[i] !== expected[i]) return false
  return row.length === expected.length
}

/** For tables whose rows came in the same order as those expected. */
const differsInOrder = (
  db: RegisterDatabase,
  select: string,
  count: number,
  expectedAt: (i: number) => Row,
): boolean => {
  let seen = 0
  for (const row of db.prepare<[], Row>(`${select} ORDER BY rowid`).raw().iterate()) {
    if (seen === count || !isSame(row, expectedAt(seen))) return true
    seen += 1
  }
  return seen !== count
}

/** For tables in some other order: the first column is a copy's id, and none may come twice. */
const differsByCopy = (
  db: RegisterDatabase,
  sql: string,
  { entries }: MemoryLedger,
  rowOf: (id: string, entry: CopyEntry) => Row | null,
): boolean => {
  const seen = new Uint8Array(entries.size)
  for (const row of db.prepare<[], Row>(sql).raw().iterate()) {
    const id = String(row[0])
    const entry = entries.get(id)
    const expected = entry === undefined || seen[entry.place] === 1 ? null : rowOf(id, entry)
    if (entry === undefined || expected === null || !isSame(row, expected)) return true
    seen[entry.place] = 1
  }
  for (const [id, entry] of entries) if (seen[entry.place] === 0 && rowOf(id, entry) !== null) return true
  return false
}

const COMPARE: Readonly<Record<LedgerTable, (db: RegisterDatabase, ledger: MemoryLedger) => boolean>> = {
  recipient: (db, { people }) =>
    differsInOrder(db, 'SELECT key, name, unit, id, email FROM recipient', people.length, (i) => {
      const { name, unit, id, email } = people[i]
      return [i + 1, name, unit, id, email]
    }),
  copy: (db, { entries }) => {
    const copies = [...entries.values()]
    const select = `SELECT ${COPY_COLUMNS} FROM copy`
    return differsInOrder(db, select, copies.length, (i) => copyRow(copies[i].copy))
  },
  custody: (db, ledger) =>
    differsByCopy(db, `SELECT ${CUSTODY_COLUMNS} FROM custody`, ledger, (id, { stand }) =>
      stand === null ? null : custodyRow(id, stand),
    ),
  custody_step: (db, { steps }) => {
    const select = `SELECT ${STEP_COLUMNS} FROM custody_step`
    return differsInOrder(db, select, steps.length, (i) => stepRow(steps[i]))
  },
  copy_event: (db, ledger) => {
    const select = 'SELECT copy, group_concat(event) FROM copy_event GROUP BY copy'
    return differsByCopy(db, select, ledger, (id, { events }) =>
      events.length === 0 ? null : [id, events.join()],
    )
  },
  search: (db, { words }) =>
    differsInOrder(db, 'SELECT copy, words FROM search', words.length, (i) => words[i]),
}

/** The ledger's tables that do not say what the events led to. */
export const differingTables = (db: RegisterDatabase, ledger: MemoryLedger): readonly LedgerTable[] =>
  (Object.keys(COMPARE) as LedgerTable[]).filter((table) => COMPARE[table](db, ledger))

/** Tables with one row a copy, which can be compared only at the end. */
const BY_COPY = ['custody', 'copy_event'] as const

export const differsAnyCopy = (db: RegisterDatabase, ledger: MemoryLedger): boolean =>
  BY_COPY.some((table) => COMPARE[table](db, ledger))
