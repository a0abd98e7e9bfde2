import type { LEDGER_TABLES } from './copy-ledger.ts'
import { COPY_COLUMNS, copyRow, CUSTODY_COLUMNS, custodyRow, STEP_COLUMNS, stepRow } from './ledger-rows.ts'
import type { Row } from './ledger-rows.ts'
import type { CopyEntry, MemoryLedger } from './memory-ledger.ts'
import type { RegisterDatabase } from './open-database.ts'

type LedgerTable = (typeof LEDGER_TABLES)[number]

const startsAs = (row: Row, expected: Row): boolean => {
  for (let i = 0; i < expected.length; i += 1) if (row[i] !== expected[i]) return false
  return true
}

const isSame = (row: Row, expected: Row): boolean => row.length === expected.length && startsAs(row, expected)

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

const ROWS_AT_ONCE = 2000

/** Every row, many at a time, which takes two thirds of the time of one by one; `page` reads those behind a key, which comes last in a row. */
function* pagesOf(
  db: RegisterDatabase,
  page: (from: string) => string,
  least: number | string,
): Generator<readonly Row[], void, undefined> {
  const [first, next] = ['>=', '>'].map((from) =>
    db.prepare<[Row[number]], Row>(`${page(from)} LIMIT ${ROWS_AT_ONCE}`).raw(),
  )
  for (let rows = first.all(least); rows.length > 0;) {
    yield rows
    const last = rows[rows.length - 1]
    rows = next.all(last[last.length - 1])
  }
}

/** For tables in some other order: the first column is a copy's id, and none may come twice. */
const differsByCopy = (
  pages: Iterable<readonly Row[]>,
  { entries }: MemoryLedger,
  rowOf: (id: string, entry: CopyEntry) => Row | null,
): boolean => {
  const seen = new Uint8Array(entries.size)
  for (const rows of pages) {
    for (const row of rows) {
      const id = String(row[0])
      const entry = entries.get(id)
      const expected = entry === undefined || seen[entry.place] === 1 ? null : rowOf(id, entry)
      if (entry === undefined || expected === null || !startsAs(row, expected)) return true
      seen[entry.place] = 1
    }
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
  custody: (db, ledger) => {
    const page = (from: string): string =>
      `SELECT ${CUSTODY_COLUMNS}, rowid FROM custody WHERE rowid ${from} ? ORDER BY rowid`
    return differsByCopy(pagesOf(db, page, -Infinity), ledger, (id, { stand }) =>
      stand === null ? null : custodyRow(id, stand),
    )
  },
  custody_step: (db, { steps }) => {
    const select = `SELECT ${STEP_COLUMNS} FROM custody_step`
    return differsInOrder(db, select, steps.length, (i) => stepRow(steps[i]))
  },
  copy_event: (db, ledger) => {
    const page = (from: string): string =>
      `SELECT copy, group_concat(event), copy FROM copy_event WHERE copy ${from} ? GROUP BY copy ORDER BY copy`
    return differsByCopy(pagesOf(db, page, ''), ledger, (id, { events }) =>
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
