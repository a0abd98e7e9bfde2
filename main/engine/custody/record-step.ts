import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { copyLabel } from '../../../shared/contract/copy-label.ts'
import type { CustodyStep, CustodyType } from '../../../shared/contract/custody-events.ts'
import type { StepResult } from '../../../shared/contract/custody-results.ts'
import { areTwoPeople, OUTSTANDING, takeStep } from '../../../shared/contract/custody-steps.ts'
import type { NewEvent } from '../../../shared/contract/events.ts'
import { Failure } from '../../../shared/contract/failure.ts'
import type { RegisterReader } from '../../register/register.ts'
import type { CopyRow } from '../../register/rows.ts'
import type { Vault } from '../../vault.ts'
import { readFailure } from '../file-failure.ts'
import { copyStand } from './copy-stand.ts'
import { findCopies } from './find-copies.ts'
import type { CopySelection } from './find-copies.ts'
import { officeDay, requirePast } from './office-day.ts'

type BodyOf<T extends CustodyType> = Extract<CustodyStep, { type: T }>['body']
/**
 * A step without the copy it is taken by. Receipts are by whoever has the copy, and returned ones are taken in by whoever
 * records it, unless a name is given.
 */
export type Step = {
  [T in CustodyType]: { readonly type: T } & Omit<
    BodyOf<T>,
    'copyId' | 'corrects' | 'reason' | 'name' | 'scan' | 'receiver'
  > &
    (T extends 'receipt-signed' ? { readonly name?: string } : unknown) &
    (T extends 'copy-returned' ? { readonly receiver?: string } : unknown)
}[CustodyType]

export interface StepRequest {
  readonly copies: CopySelection
  readonly by: string
  readonly step: Step
  /** Path of the signed sheet, for receipts; and what it is called, where that does not say. */
  readonly scan?: string
  readonly scanName?: string
}

const MOST_SCAN_BYTES = 64 * 1024 * 1024

/** The signed sheet goes into the vault, encrypted; the register names its hash. */
const storeScan = (
  { blobs }: Vault,
  path: string,
  name = basename(path),
): NonNullable<BodyOf<'receipt-signed'>['scan']> => {
  try {
    const bytes = readFileSync(path)
    if (bytes.length > MOST_SCAN_BYTES) throw new Failure('file-unreadable', `${path} is larger than 64 MB.`)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return { blob: blobs.put(bytes), sha256, name }
  } catch (error) {
    throw error instanceof Failure ? error : readFailure(path, error)
  }
}

/** What the issuance says, where a copy is handed out and no other day is said. */
const dueOf = (
  register: RegisterReader,
  copy: CopyRow,
  step: Step,
  on: string,
): { readonly due?: string } => {
  if (step.type !== 'copy-handed-out' || step.due !== undefined) return {}
  const { due } = register.issuance(copy.issuanceId)
  return due === null || due < on ? {} : { due }
}

const eventFor = (
  register: RegisterReader,
  copy: CopyRow,
  { step, by }: StepRequest,
  scan: BodyOf<'receipt-signed'>['scan'],
): Extract<NewEvent, { type: CustodyType }> => {
  const { type, ...rest } = step
  const on = step.on ?? officeDay()
  const holder = (copy.custody?.holder ?? copy.recipient).name
  const receipt =
    step.type === 'receipt-signed'
      ? { name: step.name ?? holder, ...(scan === undefined ? {} : { scan }) }
      : {}
  const taken = step.type === 'copy-returned' ? { receiver: step.receiver ?? by } : {}
  const due = dueOf(register, copy, step, on)
  const body = { ...rest, ...due, ...receipt, ...taken, copyId: copy.id, on }
  return { type, by, body } as Extract<NewEvent, { type: CustodyType }>
}

/** Why a copy cannot take the step, in whole sentences; null when it can. */
export const refusalOf = (
  register: RegisterReader,
  copy: CopyRow,
  step: CustodyStep,
  day: string,
): string | null => {
  const label = `copy ${copyLabel(copy)}`
  if (copy.custody === null) return `${label} is ${copy.state}: it was never released`
  const taken = takeStep(copy.custody, step, day)
  if ('refused' in taken) return `${label} ${taken.refused}`
  const until = step.type === 'copy-destroyed' ? register.document(copy.documentId).retainUntil : null
  return until !== null && day < until
    ? `${label} must be kept until ${until}, so it cannot be destroyed`
    : null
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`

export const requireAllowed = (refusals: readonly string[], of: number): void => {
  if (refusals.length === 0) return
  const message =
    refusals.length === 1
      ? `${capital(refusals[0])} Nothing was recorded.`
      : `${refusals.length} of ${of} copies cannot take this step; nothing was recorded. The first: ${refusals[0]}.`
  throw new Failure('step-refused', message, { details: refusals.map(capital) })
}

const requireSound = ({ step }: StepRequest): void => {
  const on = step.on ?? officeDay()
  requirePast(on)
  if ('due' in step && step.due !== undefined && step.due < on)
    throw new Failure('usage', `It cannot be due on ${step.due}, before ${on}.`)
  if (step.type === 'copy-destroyed' && !areTwoPeople(step.witnesses))
    throw new Failure(
      'step-refused',
      `Destruction needs two different witnesses; ${step.witnesses[0]} was named twice. Nothing was recorded.`,
    )
}

const outstandingOf = (register: RegisterReader, copies: readonly CopyRow[]): readonly CopyRow[] =>
  [...new Set(copies.map(({ issuanceId }) => issuanceId))].flatMap((issuanceId) =>
    register.copies({ issuanceId, custody: OUTSTANDING }),
  )

/** One step for every copy named, in one transaction: all of them, or none and every refusal listed. */
export const recordStep = (vault: Vault, request: StepRequest): StepResult => {
  const { register } = vault
  requireSound(request)
  const copies = findCopies(register, request.copies)
  if (copies.length === 0) throw new Failure('usage', 'The list names no copy.')
  const draft = copies.map((copy) => eventFor(register, copy, request, undefined))
  const refusals = copies
    .map((copy, i) => refusalOf(register, copy, draft[i], draft[i].body.on ?? officeDay()))
    .filter((refusal) => refusal !== null)
  requireAllowed(refusals, copies.length)
  const scan = request.scan === undefined ? undefined : storeScan(vault, request.scan, request.scanName)
  const before = register.size()
  const { size, checkpoint } = register.append(copies.map((copy) => eventFor(register, copy, request, scan)))
  return {
    step: request.step.type,
    copies: copies.map(({ id }, i) => ({ ...copyStand(register.copy(id)), event: before + i })),
    outstanding: outstandingOf(register, copies).map((copy) => copyStand(copy)),
    size,
    checkpoint,
  }
}
