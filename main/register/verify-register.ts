import Database from 'better-sqlite3'
import { originOf, parseCheckpoint } from './checkpoint.ts'
import type { ParsedCheckpoint } from './checkpoint.ts'
import { checkProjections } from './check-projections.ts'
import { checkRecord } from './check-record.ts'
import type { RecordCheck, RecordOptions } from './check-record.ts'
import { judgeOutside } from './judge-outside.ts'
import { edgeRoot } from './merkle-tree.ts'
import { openScratchDatabase } from './open-database.ts'
import type { RegisterDatabase } from './open-database.ts'
import { startRecordWorker } from './record-thread.ts'
import { judgeFindings } from './verify-report.ts'
import type { Finding, VerifyReport } from './verify-report.ts'

export interface VerifyIdentity {
  readonly vaultId: string
  readonly publicKey: Uint8Array
}

/** From here on a thread of its own for the record pays for its start. */
const EVENTS_FOR_A_THREAD = 20_000

/**
 * Derives everything anew from the events' own bytes and compares; trusts nothing stored. With checkpoints kept
 * elsewhere it also notices what the holder of the vault's key could have rewritten. Changes nothing.
 * Throws Failure 'checkpoint-invalid' when an outside checkpoint is unreadable or its signature is false.
 */
export const verifyRegister = (
  db: RegisterDatabase,
  identity: VerifyIdentity,
  outsideTexts: readonly string[] = [],
): VerifyReport => {
  const outside = outsideTexts.map(parseCheckpoint)
  const scratch = openScratchDatabase()
  // One read transaction: a writer beside us must not look like a manipulation.
  const derive = db.transaction(() => deriveReport(db, scratch, identity, outside))
  try {
    return derive.deferred()
  } catch (error) {
    if (!isCorruption(error)) throw error
    return damagedReport(String(error), outside)
  } finally {
    scratch.close()
  }
}

const deriveReport = (
  db: RegisterDatabase,
  scratch: RegisterDatabase,
  { vaultId, publicKey }: VerifyIdentity,
  outside: readonly ParsedCheckpoint[],
): VerifyReport => {
  const origin = originOf(vaultId)
  const checking = startRecordCheck(db, {
    vaultId,
    origin,
    publicKey,
    rootsWantedAt: outside.map(({ size }) => size),
  })
  try {
    const damage = findDamage(db)
    if (damage !== null) return damagedReport(damage, outside)
    const structure = compareSchemas(db, scratch)
    const projections = checkProjections(db, scratch)
    const record = checking.wait()
    const size = record.edge.size
    const besides = judgeOutside(outside, { origin, publicKey, size, roots: record.roots })
    const findings = [...structure, ...record.findings, ...projections, ...besides]
    return {
      verdict: judgeFindings(findings),
      size,
      root: base64(edgeRoot(record.edge)),
      checkpoints: record.checkpoints,
      redacted: record.redacted,
      outside: describe(outside),
      findings,
    }
  } finally {
    checking.stop()
  }
}

/**
 * The record and what is derived from it are checked in two passes over the events that need nothing of each other: in
 * a large register each has a core of its own.
 */
const startRecordCheck = (
  db: RegisterDatabase,
  options: RecordOptions,
): { wait: () => RecordCheck; stop: () => void } => {
  const isLarge = db.name !== '' && countEvents(db) >= EVENTS_FOR_A_THREAD
  if (isLarge) return startRecordWorker(db.name, options)
  return { wait: () => checkRecord(db, options), stop: () => undefined }
}

const countEvents = (db: RegisterDatabase): number =>
  db.prepare<[], number>('SELECT coalesce(max(idx) + 1, 0) FROM event').pluck().get() ?? 0

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

const describe = (outside: readonly ParsedCheckpoint[]): VerifyReport['outside'] => {
  const [largest] = outside.toSorted((a, b) => b.size - a.size)
  if (largest === undefined) return null
  return { origin: largest.origin, size: largest.size, root: base64(largest.root) }
}

const isCorruption = (error: unknown): boolean =>
  error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code)

const damagedReport = (message: string, outside: readonly ParsedCheckpoint[]): VerifyReport => ({
  verdict: 'altered',
  size: 0,
  root: '',
  checkpoints: 0,
  redacted: 0,
  outside: describe(outside),
  findings: [{ kind: 'file-damaged', message: `The register file is damaged: ${message}` }],
})

/**
 * Table by table, without the search index itself: its own check reads it through a cache that another process's writing
 * makes stale, and takes longer than all others together. The tables it lies in are checked like any other.
 */
const findDamage = (db: RegisterDatabase): string | null => {
  const tables = db
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL TABLE%'",
    )
    .pluck()
    .all()
  const results = tables.map((table) => String(db.pragma(`quick_check(${table})`, { simple: true })))
  return results.find((result) => result !== 'ok') ?? null
}

const SCHEMA = "SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1"

/** Triggers that were dropped, columns that were added. */
const compareSchemas = (db: RegisterDatabase, scratch: RegisterDatabase): readonly Finding[] => {
  const schemaOf = (database: RegisterDatabase) => new Set(database.prepare<[], string>(SCHEMA).pluck().all())
  const [ours, expected] = [schemaOf(db), schemaOf(scratch)]
  const changed = [...ours, ...expected].filter((entry) => !ours.has(entry) || !expected.has(entry))
  return changed.map((entry) => ({
    kind: 'schema-changed',
    message: `The database's structure was changed at ${entry.slice(0, entry.indexOf(':'))}.`,
  }))
}
