import Database from 'better-sqlite3'
import { originOf, parseCheckpoint } from './checkpoint.ts'
import type { ParsedCheckpoint } from './checkpoint.ts'
import { compareSchemas, findDamage } from './check-file.ts'
import { checkProjections } from './check-projections.ts'
import { checkRecord } from './check-record.ts'
import type { RecordCheck, RecordOptions } from './check-record.ts'
import { judgeOutside } from './judge-outside.ts'
import { edgeRoot } from './merkle-tree.ts'
import type { RegisterDatabase } from './open-database.ts'
import { startThread } from './verify-thread.ts'
import type { Waiting } from './verify-thread.ts'
import { judgeFindings } from './verify-report.ts'
import type { Finding, VerifyReport } from './verify-report.ts'

export interface VerifyIdentity {
  readonly vaultId: string
  readonly publicKey: Uint8Array
}

/** From here on threads pay for their start. */
const EVENTS_FOR_THREADS = 20_000

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
  // One read transaction: a writer beside us must not look like a manipulation.
  const derive = db.transaction(() => deriveReport(db, identity, outside))
  try {
    return derive.deferred()
  } catch (error) {
    if (!isCorruption(error)) throw error
    return damagedReport(String(error), outside)
  }
}

const deriveReport = (
  db: RegisterDatabase,
  { vaultId, publicKey }: VerifyIdentity,
  outside: readonly ParsedCheckpoint[],
): VerifyReport => {
  const origin = originOf(vaultId)
  const rootsWantedAt = outside.map(({ size }) => size)
  const checking = startChecks(db, { vaultId, origin, publicKey, rootsWantedAt })
  try {
    const damage = findDamage(db)
    if (damage !== null) return damagedReport(damage, outside)
    const structure = compareSchemas(db)
    const record = checking.record.wait()
    const projections = checking.projections.wait()
    const size = record.edge.size
    const besides = judgeOutside(outside, { origin, publicKey, size, roots: record.roots })
    const findings = [...structure, ...record.findings, ...borneOut(projections, record), ...besides]
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
    checking.record.stop()
    checking.projections.stop()
  }
}

/** What was derived from personal values that are not those recorded says nothing about the tables. */
const borneOut = (projections: readonly Finding[], { findings }: RecordCheck): readonly Finding[] =>
  findings.some(({ kind }) => kind === 'personal-changed')
    ? projections.filter(({ kind }) => kind !== 'projection-differs')
    : projections

const later = <T>(check: () => T): Waiting<T> => ({ wait: check, stop: () => undefined })

/** In a large register each half has a thread of its own, and the file itself is looked at meanwhile. */
const startChecks = (
  db: RegisterDatabase,
  options: RecordOptions,
): { record: Waiting<RecordCheck>; projections: Waiting<readonly Finding[]> } => {
  if (db.memory || countEvents(db) < EVENTS_FOR_THREADS)
    return { record: later(() => checkRecord(db, options)), projections: later(() => checkProjections(db)) }
  return {
    record: startThread(db.name, 'record', options),
    projections: startThread(db.name, 'projections', null),
  }
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
