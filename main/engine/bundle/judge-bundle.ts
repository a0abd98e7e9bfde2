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

/** The named copy must be in the proof as a sealed copy, before the trace. */
const judgeCopy = (rows: readonly CheckedRow[], traced: CheckedRow, result: TraceResult): string[] => {
  if (result.copy === null) return []
  const { id } = result.copy
  const isSealing = (row: CheckedRow): boolean => {
    const body = bodyOf(row)
    return typeOf(row) === 'copy-sealed' && isJsonObject(body) && body.copyId === id
  }
  const sealed = rows.find(isSealing)
  if (sealed === undefined) return ['No event in the proof seals the named copy.']
  const late = sealed.index < traced.index ? [] : ['The named copy was sealed after the trace.']
  const match = result.matches.find((stated) => stated.id === id)
  const { at, body } = sealed.event as { readonly at: string; readonly body: { readonly sha256: string } }
  const isAsStated = match === undefined || (match.sealedAt === at && match.sha256 === body.sha256)
  return isAsStated ? late : [...late, 'The named copy was not sealed at the time or with the hash stated.']
}

interface Named {
  readonly copyId?: string
  readonly recipient?: { readonly name: string; readonly unit: string; readonly id: string }
}

/** The recipient as disclosed beside the event that reserved the copy: a value that the tree commits to. */
const judgeNames = (rows: readonly CheckedRow[], { copy, recipient, document }: TraceResult): string[] => {
  const titles = rows.flatMap((row) => {
    const body = bodyOf(row)
    const isDocument = ['document-imported', 'document-amended'].includes(String(typeOf(row)))
    return isDocument && isJsonObject(body) && body.documentId === document?.id ? [body.title] : []
  })
  const title =
    document === null || titles.includes(document.title) ? [] : ['The title is not the recorded one.']
  if (copy === null || recipient === null) return title
  const told = rows.some((row) =>
    row.disclosed.some(({ path, value }) => {
      const match = /^\/copies\/(\d+)\/recipient$/.exec(path)
      const body = bodyOf(row)
      if (match === null || !isJsonObject(body) || !Array.isArray(body.copies)) return false
      const item = (body.copies as readonly Named[])[Number(match[1])]
      const { name, unit, id } = value as unknown as NonNullable<Named['recipient']>
      const isSame = name === recipient.name && unit === recipient.unit && id === recipient.id
      return item.copyId === copy.id && isSame
    }),
  )
  return told ? title : [...title, 'The recipient is not the one for whom the copy was reserved.']
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
  return [
    ...differences.map((field) => `The stated result differs from the recorded one in "${field}".`),
    ...judgeLeaks(bodyOf(traced), manifest),
    ...judgeCopy(rows, traced, result),
    ...judgeNames(rows, result),
    ...judgeManifest(rows, manifestSha256),
  ]
}
