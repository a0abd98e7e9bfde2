import type { LEDGER_TABLES } from './copy-ledger.ts'
import { COPY_COLUMNS, copyRow, CUSTODY_COLUMNS, custodyRow, STEP_COLUMNS, stepRow } from './ledger-rows.ts'
import type { Row } from './ledger-rows.ts'
import type { CopyEntry, MemoryLedger } from './memory-ledger.ts'
import type { RegisterDatabase } from './open-database.ts'

type LedgerTable = (typeof LEDGER_TABLES)[number]

/** How the rows of a table are read, and what each should be. */
interface Comparison {
  /** The first column tells which row it is; none may come twice. */
  readonly sql: string
  /** Undefined where there should be no such row. */
  readonly expected: (key: Row[number]) => Row | undefined
  readonly count: number
}

const isSame = (row: Row, expected: Row | undefined): boolean =>
  expected !== undefined && row.every((value, i) => value === expected[i])

/** Reading in the order in which the rows lie: whatever it is, each is looked up. */
const differs = (db: RegisterDatabase, { sql, expected, count }: Comparison): boolean => {
  const seen = new Set<Row[number]>()
  for (const row of db.prepare<[], Row>(sql).raw().iterate()) {
    if (seen.has(row[0]) || !isSame(row, expected(row[0]))) return true
    seen.add(row[0])
  }
  return seen.size !== count
}

/** Between the events, or the words, of one copy. */
const BETWEEN = '\n'

const comparisons = ({ entries, people, steps }: MemoryLedger): Readonly<Record<LedgerTable, Comparison>> => {
  const ofCopy =
    (rowOf: (entry: CopyEntry, id: string) => Row | undefined) =>
    (key: Row[number]): Row | undefined => {
      const entry = entries.get(String(key))
      return entry === undefined ? undefined : rowOf(entry, String(key))
    }
  const counted = (has: (entry: CopyEntry) => boolean): number =>
    entries.values().filter(has).toArray().length
  return {
    recipient: {
      sql: 'SELECT key, name, unit, id, email FROM recipient',
      expected: (key) => {
        const person = people[Number(key) - 1]
        return person === undefined ? undefined : [key, person.name, person.unit, person.id, person.email]
      },
      count: people.length,
    },
    copy: {
      sql: `SELECT ${COPY_COLUMNS} FROM copy`,
      expected: ofCopy(({ copy }) => copyRow(copy)),
      count: entries.size,
    },
    custody: {
      sql: `SELECT ${CUSTODY_COLUMNS} FROM custody`,
      expected: ofCopy(({ stand }, id) => (stand === null ? undefined : custodyRow(id, stand))),
      count: counted(({ stand }) => stand !== null),
    },
    custody_step: {
      sql: `SELECT ${STEP_COLUMNS} FROM custody_step`,
      expected: (event) => {
        const step = steps.get(Number(event))
        return step === undefined ? undefined : stepRow(step)
      },
      count: steps.size,
    },
    copy_event: {
      sql: `SELECT copy, group_concat(event, char(10) ORDER BY event) FROM copy_event GROUP BY copy`,
      expected: ofCopy(({ events }, id) => [id, events.join(BETWEEN)]),
      count: counted(({ events }) => events.length > 0),
    },
    search: {
      sql: `SELECT copy, group_concat(words, char(10) ORDER BY rowid) FROM search GROUP BY copy`,
      expected: ofCopy(({ words }, id) => [id, words.join(BETWEEN)]),
      count: counted(({ words }) => words.length > 0),
    },
  }
}

/** The ledger's tables that do not say what the events led to. */
export const differingTables = (db: RegisterDatabase, ledger: MemoryLedger): readonly LedgerTable[] => {
  const all = comparisons(ledger)
  return (Object.keys(all) as LedgerTable[]).filter((table) => differs(db, all[table]))
}
