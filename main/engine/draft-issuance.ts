import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { formatCode } from '../../shared/contract/copy-code.ts'
import { Failure } from '../../shared/contract/failure.ts'
import type { CopyFace } from '../issue/copy-face.ts'
import { copyFileName } from '../issue/file-name.ts'
import { assertFaceDrawable } from '../issue/issue.ts'
import type { Recipient } from '../issue/recipients.ts'
import { newId } from '../register/new-id.ts'
import type { Register } from '../register/register.ts'
import { localMinute } from './custody/office-day.ts'
import type { IssueRequest } from './issue-request.ts'

export interface DraftCopy {
  readonly id: string
  readonly number: number
  readonly of: number
  readonly sub?: number
  readonly subOf?: number
  /** As the register keeps it, without the hyphen. */
  readonly code: string
  readonly recipient: Recipient
  readonly face: CopyFace
  readonly fileName: string
}

/** An issuance thought through and not yet written anywhere. */
export interface DraftIssuance {
  readonly id: string
  /** Absolute. */
  readonly folder: string
  readonly copies: readonly DraftCopy[]
}

const drawingFailure = ({ face }: DraftCopy): Failure | null => {
  try {
    assertFaceDrawable(face)
    return null
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}

/** Says all at once, so that a list is mended in one go. */
export const requireDrawable = (copies: readonly DraftCopy[]): void => {
  const failures = copies.map(drawingFailure).filter((failure) => failure !== null)
  if (failures.length === 0) return
  const [{ code, message }] = failures
  throw new Failure(
    code,
    failures.length === 1 ? message : `${failures.length} copies cannot be marked. The first: ${message}`,
    { details: failures.flatMap(({ details }) => details) },
  )
}

/** @throws Failure 'name-undrawable' when a copy could not show whose it is. */
export const draftIssuance = (
  register: Register,
  request: IssueRequest,
  title: string,
  recipients: readonly Recipient[],
): DraftIssuance => {
  const of = recipients.length
  const codes = register.newCodes(of)
  const time = localMinute(new Date())
  const copies = recipients.map((recipient, index): DraftCopy => {
    const [id, number, code] = [newId('c'), index + 1, codes[index]]
    const occasion = request.occasion ?? ''
    const face = { copyId: id, number, of, code: formatCode(code), recipient, occasion, time }
    return {
      id,
      number,
      of,
      code,
      recipient,
      face,
      fileName: copyFileName({ number, of, recipient: recipient.name, title }),
    }
  })
  requireDrawable(copies)
  return { id: newId('i'), folder: resolve(request.out), copies }
}

/** Nothing is overwritten: an earlier issuance's copies may lie there. */
export const requireFreeNames = ({ folder, copies }: DraftIssuance): void => {
  const taken = copies.map(({ fileName }) => fileName).filter((name) => existsSync(join(folder, name)))
  if (taken.length === 0) return
  throw new Failure(
    'file-unwritable',
    `${folder} already holds ${taken.length === 1 ? `"${taken[0]}"` : `${taken.length} files of these names`}. ` +
      'Choose another folder for these copies; nothing was written.',
    { details: taken },
  )
}
