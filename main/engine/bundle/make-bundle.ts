import { basename } from 'node:path'
import { zipSync } from 'fflate'
import sharp from 'sharp'
import { namedCopies } from '../../../shared/contract/named-copies.ts'
import type { BundleResult } from '../../../shared/contract/paper-results.ts'
import type { TraceResult } from '../../../shared/contract/results.ts'
import { Failure } from '../../../shared/contract/failure.ts'
import { evidenceReport } from '../../export/evidence-report.ts'
import { sha256Of } from '../../export/json-lines-file.ts'
import type { Statement } from '../../export/statement.ts'
import type { JsonValue } from '../../register/canonical-json.ts'
import { newId } from '../../register/new-id.ts'
import type { RegisterReader } from '../../register/register.ts'
import type { TraceRow } from '../../register/rows.ts'
import type { Vault } from '../../vault.ts'
import { showCopy } from '../custody/show-copy.ts'
import { writeDurably } from '../durable-file.ts'
import { requireRole } from '../permissions.ts'
import { requireFreeFile } from '../papers/release-file.ts'
import { stated } from '../papers/stated.ts'
import { BUNDLE_FILES, BUNDLE_FORMAT, MOST_HASHED } from './bundle-format.ts'
import type { Manifest } from './bundle-format.ts'
import { resultDifferences } from './match-result.ts'
import { readEvidence } from './read-evidence.ts'
import type { Evidence } from './read-evidence.ts'

export interface BundleRequest {
  /** The folder that `trace --evidence` filled. */
  readonly evidence: string
  /** The ZIP; the report goes beside it as PDF. */
  readonly out: string
  readonly by: string
}

type Files = Readonly<Record<string, Uint8Array>>

const json = (value: object): Uint8Array => Buffer.from(`${JSON.stringify(value, null, 2)}\n`)

const requireRecorded = ({ register }: Vault, { result }: Evidence): TraceRow => {
  const row = register.trace(result.id)
  const differences = resultDifferences(result, register.event(row.event).body as JsonValue)
  if (differences.length === 0) return row
  throw new Failure(
    'bundle-invalid',
    `The result in that folder is not the one on record: ${differences.join(', ')} differ.`,
  )
}

/** Of every named copy each event; else the trace alone. The vault's and the documents' beginning are told in any case. */
const provenEvents = (register: RegisterReader, row: TraceRow, result: TraceResult): readonly number[] => {
  const named = namedCopies(result)
  const copies = named.flatMap(({ id }) => register.history(id).map(({ index }) => index))
  const shown = new Set([result, ...named].flatMap(({ document }) => document?.id ?? []))
  const documents = register.importsOf([...shown])
  return [...new Set([0, ...documents, ...copies, row.event])].toSorted((a, b) => a - b)
}

const forPaper = async ({ pictures }: Evidence) =>
  Promise.all(
    pictures.map(async ({ name, bytes }) => ({
      name,
      jpeg: await sharp(bytes).flatten({ background: '#ffffff' }).jpeg({ quality: 88 }).toBuffer(),
    })),
  )

const reportFor = async (
  { register }: Vault,
  evidence: Evidence,
  row: TraceRow,
  statement: Statement,
): Promise<Uint8Array> =>
  evidenceReport({
    result: evidence.result,
    traced: { at: row.at, by: row.by, event: row.event },
    leaks: evidence.leaks.map(({ name, sha256, bytes }) => ({ name, sha256, bytes: bytes.length })),
    shown: namedCopies(evidence.result).map(({ id }) => showCopy(register, [id])),
    pictures: await forPaper(evidence),
    statement,
  })

const manifestOf = (row: TraceRow, evidence: Evidence, statement: Statement, files: Files): Manifest => ({
  format: BUNDLE_FORMAT,
  trace: evidence.result.id,
  vault: statement.vault,
  at: statement.at,
  by: statement.by,
  event: row.event,
  leaks: evidence.leaks.map(({ name, sha256 }) => ({ path: `leaks/${name}`, sha256 })),
  files: Object.entries(files)
    .filter(([path]) => !path.startsWith('leaks/'))
    .map(([path, bytes]) => ({ path, sha256: sha256Of(bytes), bytes: bytes.length })),
})

const under = (
  folder: string,
  list: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Files => Object.fromEntries(list.map(({ name, bytes }) => [`${folder}/${name}`, bytes]))

/** The manifest's hash is recorded before the proofs are made, so that they vouch for every file that it lists. */
const recordManifest = (
  { register }: Vault,
  manifest: Uint8Array,
  { kind, filter, rows, rowsSha256, by }: Statement,
  fileName: string,
) => {
  const exportId = newId('e')
  const size = register.size()
  const body = { exportId, kind, format: 'zip', filter: { ...filter }, rows, rowsSha256, fileName, size }
  const file = { sha256: sha256Of(manifest), bytes: manifest.length }
  register.append([{ type: 'exported', by, body: { ...body, ...file } }])
  return { exportId, event: size }
}

const prove = ({ register }: Vault, row: TraceRow, { result }: Evidence, recorded: number) => {
  const copyIds = new Set(namedCopies(result).map(({ id }) => id))
  const proven = register.proveRows([...provenEvents(register, row, result), recorded], copyIds)
  const files: Files = {
    [BUNDLE_FILES.proof]: Buffer.from(proven.text),
    [BUNDLE_FILES.checkpoint]: Buffer.from(register.checkpoint()),
    ...(register.size() > MOST_HASHED ? {} : { [BUNDLE_FILES.hashes]: register.leafHashes() }),
  }
  return { events: proven.rows, files }
}

const freeNames = (out: string): { readonly zip: string; readonly pdf: string } => {
  const zip = requireFreeFile(out)
  return { zip, pdf: requireFreeFile(`${zip.replace(/\.zip$/i, '')}.pdf`) }
}

/** All that a trace rests on, to be checked by somebody who has neither the vault nor trust in whoever hands it over. */
export const makeBundle = async (
  vault: Vault,
  { evidence: folder, out, by }: BundleRequest,
): Promise<BundleResult> => {
  requireRole(vault, ['custodian', 'investigator'], 'hand out evidence')
  const { zip, pdf } = freeNames(out)
  const evidence = readEvidence(folder)
  const row = requireRecorded(vault, evidence)
  const what = { kind: 'evidence bundle', filter: { trace: row.id }, by }
  const statement = stated(vault, what, `${JSON.stringify(evidence.result)}\n`)
  const report = await reportFor(vault, evidence, row, statement)
  const files: Files = {
    [BUNDLE_FILES.result]: json(evidence.result),
    [BUNDLE_FILES.report]: report,
    ...under('leaks', evidence.leaks),
    ...under('pictures', evidence.pictures),
  }
  const manifest = json(manifestOf(row, evidence, statement, files))
  const { exportId, event } = recordManifest(vault, manifest, statement, basename(zip))
  const proof = prove(vault, row, evidence, event)
  const all = { [BUNDLE_FILES.manifest]: manifest, ...files, ...proof.files }
  const bytes = zipSync(all, { level: 6, mtime: statement.at })
  writeDurably(zip, bytes)
  writeDurably(pdf, report)
  return {
    export: exportId,
    event,
    trace: row.id,
    file: zip,
    report: pdf,
    sha256: sha256Of(bytes),
    bytes: bytes.length,
    events: proof.events,
    registerKey: vault.register.verifierKey(),
    size: vault.register.size(),
    checkpoint: vault.register.checkpoint(),
  }
}
