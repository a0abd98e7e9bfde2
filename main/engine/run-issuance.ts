import { join } from 'node:path'
import { formatCode } from '../../shared/contract/copy-code.ts'
import { Failure, throwIfCancelled } from '../../shared/contract/failure.ts'
import type { About } from '../../shared/contract/progress.ts'
import type { IssueResult } from '../../shared/contract/results.ts'
import type { Vault } from '../vault.ts'
import type { Calling } from './calling.ts'
import type { CopyCrew } from './copy-crew.ts'
import { copyNumber, partPath } from './copy-file.ts'
import type { MadeCopy } from './copy-jobs.ts'
import type { DraftCopy, DraftIssuance } from './draft-issuance.ts'
import { renameDurably } from './durable-file.ts'
import type { KnownDocument } from './import-document.ts'
import { settleRun } from './recover-runs.ts'
import { endRun } from './run-journal.ts'

/** One issuance under way: what is reserved, and what became of it so far. */
export interface IssueRun {
  readonly vault: Vault
  readonly by: string
  readonly draft: DraftIssuance
  readonly document: KnownDocument
  readonly sealed: Map<string, MadeCopy>
  readonly failed: Map<string, Failure>
}

/** The hash goes on record first, the name is given after: nothing unsealed ever bears a copy's name. */
const seal = ({ vault, by, draft, sealed }: IssueRun, copy: DraftCopy, made: MadeCopy): void => {
  const body = { copyId: copy.id, sha256: made.sha256, bytes: made.bytes, fileName: copy.fileName }
  vault.register.append([{ type: 'copy-sealed', by, body }])
  sealed.set(copy.id, made)
  renameDurably(partPath(draft.folder, copy.id), join(draft.folder, copy.fileName))
}

const makeCopies = async (run: IssueRun, crew: CopyCrew, { onProgress, signal }: Calling): Promise<void> => {
  const { draft, document, sealed, failed } = run
  const total = draft.copies.length
  const report = (about?: About) =>
    onProgress?.({
      stage: 'marking',
      done: sealed.size + failed.size,
      total,
      ...(about === undefined ? {} : { about }),
    })
  const drafts = new Map(draft.copies.map((copy) => [copy.id, copy]))
  const orders = draft.copies.map((copy) => ({
    copy: copy.face,
    identity: {
      documentId: document.id,
      issuanceId: draft.id,
      copyId: copy.id,
      copyNumber: copyNumber(copy),
    },
    part: partPath(draft.folder, copy.id),
  }))
  report()
  await crew.make(
    orders,
    (order, made) => {
      const copy = drafts.get(order.copy.copyId)
      if (copy) seal(run, copy, made)
      report({ kind: 'copy', copy: copyNumber(order.copy) })
      throwIfCancelled(signal)
    },
    (order, failure) => {
      failed.set(order.copy.copyId, failure)
      report({ kind: 'copy-failed', copy: copyNumber(order.copy) })
    },
  )
}

/** What was reserved and not sealed, its file being gone: the register says why. */
const abandonRest = ({ vault, by, draft, sealed, failed }: IssueRun, cause: unknown): void => {
  const rest = draft.copies.filter(({ id }) => !sealed.has(id))
  if (rest.length === 0) return
  const general = cause instanceof Error ? cause.message : 'Issuing stopped.'
  vault.register.append(
    rest.map(({ id }) => ({
      type: 'copy-abandoned',
      by,
      body: { copyId: id, reason: (failed.get(id)?.message ?? general).slice(0, 1000) },
    })),
  )
}

const requireAllReleased = ({ failed, sealed, draft }: IssueRun): void => {
  if (failed.size === 0) return
  const details = draft.copies.flatMap((copy) => {
    const failure = failed.get(copy.id)
    return failure ? [`copy ${copyNumber(copy)}: ${failure.message}`, ...failure.details] : []
  })
  throw new Failure(
    'copy-failed-check',
    `${failed.size} of ${draft.copies.length} copies did not score as themselves and were not released; ` +
      `${sealed.size} are sealed. ${details[0]}`,
    { details },
  )
}

const resultOf = ({ draft, document, sealed }: IssueRun): Omit<IssueResult, 'forecast'> => ({
  issuance: draft.id,
  document: { id: document.id, title: document.title, pages: document.pages, sha256: document.sha256 },
  copies: draft.copies.flatMap((copy) => {
    const made = sealed.get(copy.id)
    if (!made) return []
    const { name, unit, id } = copy.recipient
    const file = join(draft.folder, copy.fileName)
    return [
      {
        copy: copyNumber(copy),
        id: copy.id,
        code: formatCode(copy.code),
        recipient: { name, unit, id },
        file,
        ...made,
        pages: document.pages,
      },
    ]
  }),
})

/** Draws, checks and seals every reserved copy; however it ends, none stays reserved. */
export const runIssuance = async (
  run: IssueRun,
  crew: CopyCrew,
  calling: Calling,
): Promise<Omit<IssueResult, 'forecast'>> => {
  try {
    await makeCopies(run, crew, calling)
    requireAllReleased(run)
    endRun(run.vault, run.draft.id)
    return resultOf(run)
  } catch (error) {
    await crew.dismiss()
    settleRun(run.vault, run.draft.id)
    abandonRest(run, error)
    throw stoppedFailure(run, error, calling.signal?.aborted === true)
  }
}

/** What stopped the run, and what has become of its copies. */
const stoppedFailure = ({ sealed, draft }: IssueRun, error: unknown, cancelled: boolean): unknown => {
  const fate = `${sealed.size} of ${draft.copies.length} copies are sealed, the others were abandoned.`
  if (cancelled) return new Failure('cancelled', `Cancelled: ${fate}`, { cause: error })
  if (!(error instanceof Failure) || error.code === 'copy-failed-check') return error
  return new Failure(error.code, `${error.message} ${fate}`, { details: error.details, cause: error })
}
