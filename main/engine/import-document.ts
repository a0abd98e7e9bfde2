import { createHash } from 'node:crypto'
import type { NewEvent } from '../../shared/contract/events.ts'
import { Failure } from '../../shared/contract/failure.ts'
import { newId } from '../register/new-id.ts'
import type { RegisterReader } from '../register/register.ts'
import type { Vault } from '../vault.ts'
import type { DocumentFacts } from './copy-jobs.ts'
import { titleFrom } from './document-title.ts'
import { documentNameOf } from './issue-request.ts'
import type { IssueRequest } from './issue-request.ts'
import { encodePassword } from './original-password.ts'

/** The document as the register knows it, or will know it. */
export interface KnownDocument {
  readonly id: string
  readonly title: string
  readonly pages: number
  readonly sha256: string
  readonly isNew: boolean
}

const titleOf = (request: IssueRequest, facts: DocumentFacts): string =>
  request.title?.trim() || titleFrom(facts.title, documentNameOf(request))

/** The same file imported twice is one document, under the title it was first given. Writes nothing. */
export const identifyDocument = (
  register: RegisterReader,
  request: IssueRequest,
  original: Uint8Array,
  facts: DocumentFacts,
): KnownDocument => {
  const sha256 = createHash('sha256').update(original).digest('hex')
  const known = register.documentBySha256(sha256)
  if (known) return { id: known.id, title: known.title, pages: known.pages, sha256, isNew: false }
  return { id: newId('d'), title: titleOf(request, facts), pages: facts.pages, sha256, isNew: true }
}

/** As it is on record, or will be. */
export const classificationOf = (
  register: RegisterReader,
  { classification }: Pick<IssueRequest, 'classification'>,
  original: Uint8Array,
): { readonly classification?: string } => {
  const sha256 = createHash('sha256').update(original).digest('hex')
  const known = register.documents().find((document) => document.sha256 === sha256)
  const found = known?.classification ?? classification
  return found === undefined || found === '' ? {} : { classification: found }
}

/** Of the request, what was given of these. */
const given = <K extends keyof IssueRequest>(request: IssueRequest, ...keys: K[]): Pick<IssueRequest, K> =>
  Object.fromEntries(
    keys.flatMap((key) => (request[key] === undefined ? [] : [[key, request[key]]])),
  ) as Pick<IssueRequest, K>

/** Stores what tracing will need of a new document, and makes the event that says so. */
export const importEvent = (
  { blobs }: Vault,
  request: IssueRequest,
  original: Uint8Array,
  document: KnownDocument,
): NewEvent => ({
  type: 'document-imported',
  by: request.by,
  body: {
    documentId: document.id,
    title: document.title,
    ...given(request, 'number', 'controlNumber', 'classification', 'term', 'version', 'retainUntil'),
    fileName: documentNameOf(request),
    pages: document.pages,
    sha256: document.sha256,
    originalBlob: blobs.put(original),
    pagesBlobs: request.password === undefined ? [] : [blobs.put(encodePassword(request.password))],
  },
})

/** @throws Failure document-unrenderable, document-unmarkable */
export const requireIssuable = ({ missingFonts, pages }: DocumentFacts): void => {
  if (pages === 0) throw new Failure('document-broken', 'This PDF has no pages.')
  if (missingFonts.length === 0) return
  throw new Failure(
    'document-unrenderable',
    `This PDF does not carry the fonts of its Chinese text (${missingFonts.join(', ')}), so its copies could not be ` +
      'checked or traced. Save it again with "embed all fonts" and issue that.',
    { details: missingFonts },
  )
}
