import Database from 'better-sqlite3'

export interface BareRate {
  readonly seconds: number
  /** Of processor time, which other programs on the machine do not stretch. */
  readonly cpuSeconds: number
  readonly rows: number
}

/** Seconds of processor time, the system's for this process included. */
export const cpuSince = (before: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

/** Tables of the record itself: what an event is, without anything derived from it. */
const RECORD = ['event', 'disclosure', 'checkpoint']

interface Column {
  readonly name: string
  readonly hidden: number
}

/**
 * The same rows put into an empty database of the same tables by better-sqlite3 alone: no triggers, no hashing, no
 * checking, the same page cache and sync, a transaction for as many events. `everything` also inserts all rows of the tables
 * that answer questions, with their indexes; else only the record.
 */
export const bareInserts = (from: string, to: string, batch: number, everything: boolean): BareRate => {
  const source = new Database(from, { readonly: true })
  const target = new Database(to)
  target.pragma('journal_mode = WAL')
  target.pragma('synchronous = FULL')
  target.pragma('foreign_keys = OFF')
  target.pragma('cache_size = -65536')
  target.pragma('wal_autocheckpoint = 4000')
  const tables = tablesOf(source).filter((table) => everything || RECORD.includes(table))
  for (const table of tables) copyStructure(source, target, table)
  let seconds = 0
  let cpuSeconds = 0
  let rows = 0
  const events = source.prepare<[], number>('SELECT count(*) FROM event').pluck().get() ?? 0
  const portions = Math.max(1, Math.ceil(events / batch))
  // A connection each: one that is in the middle of reading rows does nothing else.
  const sources = tables.map(() => new Database(from, { readonly: true }))
  const readers = tables.map((table, i) => portionReader(sources[i], target, table, portions))
  for (let portion = 0; portion < portions; portion += 1) {
    const work = readers.map((read) => read(portion))
    const started = performance.now()
    const cpu = process.cpuUsage()
    target.transaction(() => work.forEach(({ insert, values }) => values.forEach((row) => insert.run(row))))()
    seconds += (performance.now() - started) / 1000
    cpuSeconds += cpuSince(cpu)
    rows += work.reduce((sum, { values }) => sum + values.length, 0)
  }
  for (const db of [source, target, ...sources]) db.close()
  return { seconds, cpuSeconds, rows }
}

const tablesOf = (db: Database.Database): string[] =>
  db
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%'
       AND name <> 'tree_edge' ORDER BY rowid`,
    )
    .pluck()
    .all()

const copyStructure = (source: Database.Database, target: Database.Database, table: string): void => {
  const statements = source
    .prepare<[string], string>(
      "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND type IN ('table', 'index') AND sql IS NOT NULL ORDER BY type DESC",
    )
    .pluck()
    .all(table)
  for (const sql of statements) target.exec(sql)
}

/** The rows of a table in as many portions as there are transactions; read before the clock runs. */
const portionReader = (
  source: Database.Database,
  target: Database.Database,
  table: string,
  portions: number,
) => {
  const columns = (source.pragma(`table_xinfo(${table})`) as Column[])
    .filter(({ hidden }) => hidden === 0)
    .map(({ name }) => `"${name}"`)
  const count = source.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0
  const share = Math.ceil(count / portions)
  const read = source.prepare<[], unknown[]>(`SELECT ${columns.join()} FROM ${table}`).raw().iterate()
  const marks = columns.map(() => '?').join()
  const insert = target.prepare(`INSERT INTO ${table} (${columns.join()}) VALUES (${marks})`)
  return (portion: number) => {
    const values: unknown[][] = []
    const most = portion === portions - 1 ? Number.POSITIVE_INFINITY : share
    while (values.length < most) {
      const next = read.next()
      if (next.done === true) break
      values.push(next.value)
    }
    return { insert, values }
  }
}
