import { formatCode } from '../../../shared/contract/copy-code.ts'
import { copyLabel } from '../../../shared/contract/copy-label.ts'
import { Failure, throwIfCancelled } from '../../../shared/contract/failure.ts'
import type { IssueResult } from '../../../shared/contract/results.ts'
import { copyFileName } from '../../issue/file-name.ts'
import { newId } from '../../register/new-id.ts'
import type { CopyRow } from '../../register/rows.ts'
import type { Vault } from '../../vault.ts'
import { resolve } from 'node:path'
import type { Calling } from '../calling.ts'
import { forecastPages } from '../forecast-pages.ts'
import { hireCopyCrew } from '../copy-crew.ts'
import { requireDrawable, requireFreeNames } from '../draft-issuance.ts'
import type { DraftCopy, DraftIssuance } from '../draft-issuance.ts'
import { ensureFolder } from '../durable-file.ts'
import { decodeLayouts } from '../layouts-blob.ts'
import { passwordOf } from '../original-password.ts'
import { runIssuance } from '../run-issuance.ts'
import { beginRun } from '../run-journal.ts'
import { findCopies } from './find-copies.ts'
import { localMinute } from './office-day.ts'

export interface ReprintRequest {
  /** As a person names it: code, id, or issuance and number. */
  readonly copy: readonly string[]
  readonly count: number
  readonly out: string
  readonly reason: string
  readonly approver?: string
  readonly by: string
  /** Whether they bear the notice to automated systems; as the copies of their issuance do unless told. */
  readonly notice?: boolean
}

/** Far more than anybody reprints on purpose. */
const MOST_REPRINTS = 100

const originalOf = ({ register }: Vault, { copy, count }: ReprintRequest): CopyRow => {
  const found = findCopies(register, { names: copy })
  if (found.length !== 1) throw new Failure('usage', 'One copy is reprinted at a time.')
  if (!(count >= 1 && count <= MOST_REPRINTS))
    throw new Failure('usage', `Between 1 and ${MOST_REPRINTS} reprints are made at a time.`)
  const [original] = found
  const label = copyLabel(original)
  if (original.sub !== 0)
    throw new Failure(
      'step-refused',
      `Copy ${label} is itself a reprint; reprint copy ${original.number}/${original.of}.`,
    )
  if (original.state !== 'sealed')
    throw new Failure(
      'step-refused',
      `Copy ${label} is ${original.state}: it was never released, so it cannot be reprinted.`,
    )
  return original
}

const draftReprints = ({ register }: Vault, request: ReprintRequest, original: CopyRow): DraftIssuance => {
  const { recipient, number, of } = original
  const title = register.document(original.documentId).title
  const occasion = register.issuance(original.issuanceId).occasion ?? ''
  const done = register.reprints(original.id)
  const subOf = done + request.count
  const time = localMinute(new Date())
  const copies = register.newCodes(request.count).map((code, i): DraftCopy => {
    const [id, sub] = [newId('c'), done + i + 1]
    const numbers = { number, of, sub, subOf }
    const face = { copyId: id, ...numbers, code: formatCode(code), recipient, occasion, time }
    const fileName = copyFileName({ ...numbers, recipient: recipient.name, title })
    return { id, ...numbers, code, recipient, face, fileName }
  })
  requireDrawable(copies)
  return { id: original.issuanceId, folder: resolve(request.out), copies }
}

/** Of issuances from before it was recorded nobody knows; they had it unless it was left out on purpose. */
const issuedWithNotice = ({ register }: Vault, { id }: CopyRow): boolean => {
  const told = register.eventsOfCopies(new Set([id])).find(({ type }) => type === 'issuance-reserved')
  const reserved = told === undefined ? null : register.event(told.index)
  return reserved?.type === 'issuance-reserved' ? (reserved.body.notice ?? true) : true
}

const classifiedAs = (classification: string | null): { readonly classification?: string } =>
  classification === null ? {} : { classification }

const reserve = (
  vault: Vault,
  request: ReprintRequest,
  original: CopyRow,
  draft: DraftIssuance,
  notice: boolean,
): void => {
  const copies = draft.copies.map(({ id, sub = 0, subOf = 0, code, recipient }) => {
    return { copyId: id, sub, subOf, code, recipient }
  })
  const { reason, approver, by } = request
  const body = {
    reprintOf: original.id,
    issuanceId: original.issuanceId,
    reason,
    ...(approver === undefined ? {} : { approver }),
    folder: draft.folder,
    notice,
    copies,
  }
  beginRun(vault, draft.id)
  vault.register.append([{ type: 'reprint-reserved', by, body }])
}

/**
 * New copies in place of one that is worn, lost or not enough: "3/1 of 2". Each is marked with an id of its own by
 * the same layouts as the issuance, checked and sealed like any copy, so a leak of it is told from a leak of copy 3.
 */
export const reprintCopy = async (
  vault: Vault,
  request: ReprintRequest,
  calling: Calling = {},
): Promise<IssueResult> => {
  const original = originalOf(vault, request)
  const { register, blobs } = vault
  const document = register.document(original.documentId)
  const { medium, layoutsBlob } = register.issuance(original.issuanceId)
  if (layoutsBlob === null) throw new Failure('vault-damaged', 'That issuance has no layouts on record.')
  const layouts = decodeLayouts(blobs.get(layoutsBlob))
  const password = passwordOf(blobs, document) ?? null
  const notice = request.notice ?? issuedWithNotice(vault, original)
  const crew = hireCopyCrew(vault, blobs.get(document.originalBlob), {
    medium,
    password,
    notice: notice ? classifiedAs(document.classification) : null,
  })
  const stop = (): void => void crew.dismiss()
  calling.signal?.addEventListener('abort', stop)
  try {
    throwIfCancelled(calling.signal)
    await crew.look()
    const draft = draftReprints(vault, request, original)
    ensureFolder(draft.folder)
    requireFreeNames(draft)
    const report = (done: number) =>
      calling.onProgress?.({ stage: 'importing', done, total: document.pages, about: { kind: 'places' } })
    const pages = await crew.plan(document.pages, report, { earlier: layouts })
    throwIfCancelled(calling.signal)
    reserve(vault, request, original, draft, notice)
    const known = { ...document, isNew: false }
    const run = { vault, by: request.by, draft, document: known, sealed: new Map(), failed: new Map() }
    return { ...(await runIssuance(run, crew, calling)), forecast: forecastPages(pages, medium) }
  } finally {
    calling.signal?.removeEventListener('abort', stop)
    await crew.dismiss()
  }
}
