import { namedCopies, type NamedCopy } from '../../../shared/contract/named-copies.ts'
import type { TraceResult } from '../../../shared/contract/results.ts'
import { sha256Of } from '../../export/json-lines-file.ts'
import { isJsonObject } from '../../register/canonical-json.ts'
import type { CheckedRow } from '../../register/check-proof-file.ts'
import { BUNDLE_FILES } from './bundle-format.ts'
import type { Manifest } from './bundle-format.ts'
import { resultDifferences } from './match-result.ts'

export type Files = Readonly<Record<string, Uint8Array>>

/** What the manifest cannot list: itself, and what proves it. */
const UNLISTED: readonly string[] = [
  BUNDLE_FILES.manifest,
  BUNDLE_FILES.proof,
  BUNDLE_FILES.checkpoint,
  BUNDLE_FILES.hashes,
]

/** Every file is the one that the manifest names, and none is there that it does not name. */
export const judgeFiles = (files: Files, { leaks, files: listed }: Manifest): string[] => {
  const named = new Map([...leaks, ...listed].map(({ path, sha256 }) => [path, sha256]))
  const wrong = [...named].flatMap(([path, sha256]) => {
    const bytes = files[path]
    if (bytes === undefined) return [`${path} is missing.`]
    return sha256Of(bytes) === sha256 ? [] : [`${path} is not the file that the bundle was made with.`]
  })
  const strange = Object.keys(files).filter((path) => !UNLISTED.includes(path) && !named.has(path))
  return [...wrong, ...strange.map((path) => `${path} does not belong to the bundle.`)]
}

const bodyOf = ({ event }: CheckedRow) => (isJsonObject(event) ? (event.body ?? null) : null)
const typeOf = ({ event }: CheckedRow) => (isJsonObject(event) ? event.type : undefined)

const judgeLeaks = (body: ReturnType<typeof bodyOf>, { leaks }: Manifest): string[] => {
  const recorded = isJsonObject(body) && Array.isArray(body.leaks) ? body.leaks : []
  const hashes = recorded.map((leak: unknown) =>
    typeof leak === 'object' && leak !== null && 'sha256' in leak ? leak.sha256 : null,
  )
  return JSON.stringify(hashes) === JSON.stringify(leaks.map(({ sha256 }) => sha256))
    ? []
    : ['The leaks are not those that the register says were traced.']
}

/** A named copy must be in the proof as a sealed copy, before the trace. */
const judgeCopy = (
  rows: readonly CheckedRow[],
  traced: CheckedRow,
  matches: TraceResult['matches'],
  { id, copy }: NamedCopy,
): string[] => {
  const isSealing = (row: CheckedRow): boolean => {
    const body = bodyOf(row)
    return typeOf(row) === 'copy-sealed' && isJsonObject(body) && body.copyId === id
  }
  const sealed = rows.find(isSealing)
  if (sealed === undefined) return [`No event in the proof seals copy ${copy}, which is named.`]
  const late = sealed.index < traced.index ? [] : [`Copy ${copy} was sealed after the trace.`]
  const match = matches.find((stated) => stated.id === id)
  const { at, body } = sealed.event as { readonly at: string; readonly body: { readonly sha256: string } }
  const isAsStated = match === undefined || (match.sealedAt === at && match.sha256 === body.sha256)
  return isAsStated ? late : [...late, `Copy ${copy} was not sealed at the time or with the hash stated.`]
}

const judgeTitle = (rows: readonly CheckedRow[], document: TraceResult['document']): string[] => {
  const titles = rows.flatMap((row) => {
    const body = bodyOf(row)
    const isDocument = ['document-imported', 'document-amended'].includes(String(typeOf(row)))
    return isDocument && isJsonObject(body) && body.documentId === document?.id ? [body.title] : []
  })
  return document === null || titles.includes(document.title)
    ? []
    : [`The title "${document.title}" is not the recorded one.`]
}

interface Reserved {
  readonly copyId?: string
}

/** The recipient as disclosed beside the event that reserved the copy: a value that the tree commits to. */
const judgeRecipient = (
  rows: readonly CheckedRow[],
  { id: copyId, copy, recipient }: NamedCopy,
): string[] => {
  if (recipient === null) return []
  const told = rows.some((row) =>
    row.disclosed.some(({ path, value }) => {
      const match = /^\/copies\/(\d+)\/recipient$/.exec(path)
      const body = bodyOf(row)
      if (match === null || !isJsonObject(body) || !Array.isArray(body.copies)) return false
      const item = (body.copies as readonly Reserved[])[Number(match[1])]
      const { name, unit, id } = value as unknown as NonNullable<NamedCopy['recipient']>
      const isSame = name === recipient.name && unit === recipient.unit && id === recipient.id
      return item.copyId === copyId && isSame
    }),
  )
  return told ? [] : [`The recipient of copy ${copy} is not the one for whom it was reserved.`]
}

const judgeManifest = (rows: readonly CheckedRow[], sha256: string): string[] => {
  const isRecorded = rows.some((row) => {
    const body = bodyOf(row)
    return typeOf(row) === 'exported' && isJsonObject(body) && body.sha256 === sha256
  })
  return isRecorded
    ? []
    : ['The manifest is not the one that was recorded: the bundle was changed afterwards.']
}

/** Whether the proven events bear out what the bundle says. */
export const judgeEvents = (
  rows: readonly CheckedRow[],
  manifest: Manifest,
  manifestSha256: string,
  result: TraceResult,
): string[] => {
  const traced = rows.find((row) => row.index === manifest.event && typeOf(row) === 'traced')
  if (traced === undefined) return ['No event in the proof records this trace.']
  const differences = resultDifferences(result, bodyOf(traced))
  const named = namedCopies(result)
  const titled = new Map([result, ...named].map(({ document }) => [document?.id, document]))
  return [
    ...differences.map((field) => `The stated result differs from the recorded one in "${field}".`),
    ...judgeLeaks(bodyOf(traced), manifest),
    ...named.flatMap((copy) => judgeCopy(rows, traced, result.matches, copy)),
    ...[...titled.values()].flatMap((document) => judgeTitle(rows, document)),
    ...named.flatMap((copy) => judgeRecipient(rows, copy)),
    ...judgeManifest(rows, manifestSha256),
  ]
}
