import Database from 'better-sqlite3'
import { originOf, parseCheckpoint } from './checkpoint.ts'
import type { ParsedCheckpoint } from './checkpoint.ts'
import { compareProjections } from './compare-projections.ts'
import { edgeRoot } from './merkle-tree.ts'
import type { TreeEdge } from './merkle-tree.ts'
import { openScratchDatabase } from './open-database.ts'
import type { RegisterDatabase } from './open-database.ts'
import { edgeStore } from './tree-edge.ts'
import { judgeFindings } from './verify-report.ts'
import type { Finding, VerifyReport } from './verify-report.ts'
import { judgeOutside } from './judge-outside.ts'
import { walkEvents } from './walk-events.ts'

export interface VerifyIdentity {
  readonly vaultId: string
  readonly publicKey: Uint8Array
}

/**
 * Derives everything anew from the events' own bytes and compares; trusts nothing stored. With a checkpoint kept
 * elsewhere it also notices what the holder of the vault's key could have rewritten. Changes nothing.
 * Throws Failure 'checkpoint-invalid' when the outside checkpoint is unreadable or its signature is false.
 */
export const verifyRegister = (
  db: RegisterDatabase,
  identity: VerifyIdentity,
  outsideText?: string,
): VerifyReport => {
  const outside = outsideText === undefined ? null : parseCheckpoint(outsideText)
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
  outside: ParsedCheckpoint | null,
): VerifyReport => {
  const damage = findDamage(db)
  if (damage !== null) return damagedReport(damage, outside)
  const origin = originOf(vaultId)
  const walk = walkEvents(db, scratch, { vaultId, origin, publicKey, rootWantedAt: outside?.size ?? 0 })
  const findings = [
    ...compareSchemas(db, scratch),
    ...walk.findings,
    ...compareEdge(db, walk.edge),
    ...(walk.projected ? compareProjections(db, scratch) : []),
    ...(outside === null ? [] : judgeOutside(outside, { origin, publicKey, ...walk })),
  ]
  return {
    verdict: judgeFindings(findings),
    size: walk.edge.size,
    root: base64(edgeRoot(walk.edge)),
    checkpoints: walk.checkpoints,
    outside: describe(outside),
    findings,
  }
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

const describe = (outside: ParsedCheckpoint | null): VerifyReport['outside'] =>
  outside === null ? null : { origin: outside.origin, size: outside.size, root: base64(outside.root) }

const isCorruption = (error: unknown): boolean =>
  error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code)

const damagedReport = (message: string, outside: ParsedCheckpoint | null): VerifyReport => ({
  verdict: 'altered',
  size: 0,
  root: '',
  checkpoints: 0,
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

const compareEdge = (db: RegisterDatabase, derived: TreeEdge): readonly Finding[] => {
  const stored = edgeStore(db).read()
  const same =
    stored.size === derived.size && Buffer.concat(stored.roots).equals(Buffer.concat(derived.roots))
  return same ? [] : [{ kind: 'edge-wrong', message: "The tree's stored edge does not match the events." }]
}
