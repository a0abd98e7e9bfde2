import type { NewEvent } from '../../shared/contract/events.ts'
import { Failure, throwIfCancelled } from '../../shared/contract/failure.ts'
import type { IssueResult } from '../../shared/contract/results.ts'
import type { Warning } from '../../shared/contract/warning.ts'
import { signCount } from '../../shared/mark/layout.ts'
import { sha256Of } from '../export/json-lines-file.ts'
import type { PlannedPage } from '../issue/issue.ts'
import { parseRecipients, requireRecipients } from '../issue/recipients.ts'
import type { Recipient } from '../issue/recipients.ts'
import type { ApprovedPlace } from '../issue/wording/place-wording.ts'
import type { Vault } from '../vault.ts'
import { settingsOf } from './app/kept-settings.ts'
import type { Calling } from './calling.ts'
import { hireCopyCrew } from './copy-crew.ts'
import { layoutsOf } from './copy-jobs.ts'
import type { DocumentFacts } from './copy-jobs.ts'
import { documentWarnings } from './document-warnings.ts'
import { draftIssuance, requireFreeNames } from './draft-issuance.ts'
import type { DraftIssuance } from './draft-issuance.ts'
import { officeDay } from './custody/office-day.ts'
import { ensureFolder } from './durable-file.ts'
import { forecastPages, forecastWarnings } from './forecast-pages.ts'
import { classificationOf, identifyDocument, importEvent, requireIssuable } from './import-document.ts'
import type { KnownDocument } from './import-document.ts'
import { documentNameOf } from './issue-request.ts'
import type { IssueRequest } from './issue-request.ts'
import { encodeLayouts } from './layouts-blob.ts'
import { readInput } from './read-input.ts'
import { textsOf } from './retold/keep-texts.ts'
import { runIssuance } from './run-issuance.ts'
import { beginRun } from './run-journal.ts'
import { approvedPlaces } from './wording/wording-list.ts'

const recipientsOf = ({ recipients }: IssueRequest): readonly Recipient[] =>
  typeof recipients === 'string' ? parseRecipients(readInput(recipients)) : requireRecipients(recipients)

const requireComing = ({ due }: IssueRequest): void => {
  if (due === undefined || due >= officeDay()) return
  throw new Failure('usage', `The copies cannot be due back on ${due}: that day is past.`)
}

const approvedIn = (
  { wording, wordingName }: IssueRequest,
  original: Uint8Array,
): readonly ApprovedPlace[] =>
  wording === undefined
    ? []
    : approvedPlaces({ path: wording, name: wordingName ?? wording }, sha256Of(original))

/** From here on the register knows of every copy, whatever happens to this process. */
const reserve = (
  vault: Vault,
  request: IssueRequest,
  draft: DraftIssuance,
  document: KnownDocument,
  original: Uint8Array,
  pages: readonly PlannedPage[],
  notice: boolean,
): void => {
  const layoutsBlob = vault.blobs.put(encodeLayouts(layoutsOf(pages)))
  const wordings = pages.reduce((sum, { layout }) => sum + signCount(layout, 'wording'), 0)
  const reserved: NewEvent = {
    type: 'issuance-reserved',
    by: request.by,
    body: {
      issuanceId: draft.id,
      documentId: document.id,
      ...(request.occasion === undefined ? {} : { occasion: request.occasion }),
      ...(request.basis === undefined ? {} : { basis: request.basis }),
      ...(request.approver === undefined ? {} : { approver: request.approver }),
      ...(request.due === undefined ? {} : { due: request.due }),
      medium: request.medium,
      folder: draft.folder,
      layoutsBlob,
      ...(wordings === 0 ? {} : { wordings }),
      notice,
      copies: draft.copies.map(({ id, number, of, code, recipient }) => ({
        copyId: id,
        number,
        of,
        code,
        recipient,
      })),
    },
  }
  const imported = document.isNew ? [importEvent(vault, request, original, document)] : []
  beginRun(vault, draft.id)
  vault.register.append([...imported, reserved])
}

/** The copies do not wait on it: what could not be read now is tried again by the first search. */
const keepTextForSearch = async (vault: Vault, documentId: string, { onWarning }: Calling): Promise<void> => {
  try {
    await textsOf(vault, vault.register.document(documentId))
  } catch {
    onWarning?.({ code: 'text-unread' })
  }
}

/**
 * Document to sealed copies: read, choose the places, reserve in the register, then mark, check and seal one copy after
 * the other. Nothing is written before every recipient is known to be drawable.
 */
export const issueDocument = async (
  vault: Vault,
  request: IssueRequest,
  given: Calling = {},
): Promise<IssueResult> => {
  const warnings: Warning[] = []
  const onWarning = (warning: Warning): void => {
    warnings.push(warning)
    given.onWarning?.(warning)
  }
  const calling = { ...given, onWarning }
  const { onProgress, signal } = calling
  const original = readInput(request.document)
  const recipients = recipientsOf(request)
  requireComing(request)
  const approved = approvedIn(request, original)
  const notice = request.notice ?? settingsOf(vault).notice
  const crew = hireCopyCrew(vault, original, {
    ...request,
    notice: notice ? classificationOf(vault.register, request, original) : null,
  })
  const stop = (): void => void crew.dismiss()
  signal?.addEventListener('abort', stop)
  try {
    throwIfCancelled(signal)
    onProgress?.({ stage: 'importing', done: 0, total: 1, label: documentNameOf(request) })
    const facts: DocumentFacts = await crew.look()
    requireIssuable(facts)
    for (const warning of documentWarnings(facts)) onWarning(warning)
    const document = identifyDocument(vault.register, request, original, facts)
    const draft = draftIssuance(vault.register, request, document.title, recipients)
    ensureFolder(draft.folder)
    requireFreeNames(draft)
    const report = (done: number) =>
      onProgress?.({ stage: 'importing', done, total: facts.pages, about: { kind: 'places' } })
    const pages = await crew.plan(facts.pages, report, { approved })
    throwIfCancelled(signal)
    const forecast = forecastPages(pages, request.medium)
    for (const warning of forecastWarnings(forecast, request.medium)) onWarning(warning)
    reserve(vault, request, draft, document, original, pages, notice)
    await keepTextForSearch(vault, document.id, calling)
    const run = { vault, by: request.by, draft, document, sealed: new Map(), failed: new Map() }
    const issued = await runIssuance(run, crew, calling)
    return {
      ...issued,
      forecast,
      ...(approved.length === 0 ? {} : { wordings: approved.length }),
      ...(warnings.length === 0 ? {} : { warnings }),
    }
  } finally {
    signal?.removeEventListener('abort', stop)
    await crew.dismiss()
  }
}
