import { Failure } from '../shared/contract/failure.ts'
import type {
  AmendResult,
  CorrectResult,
  HandoverResult,
  MusterResult,
  SearchResult,
  ShowResult,
  StepResult,
} from '../shared/contract/custody-results.ts'
import type { ExportResult } from '../shared/contract/paper-results.ts'
import type {
  InitResult,
  IssueResult,
  ListResult,
  TraceResult,
  VerifyResult,
} from '../shared/contract/results.ts'
import type { Calling } from './engine/calling.ts'
import { currentUser } from './engine/current-user.ts'
import { amendDocument } from './engine/custody/amend-document.ts'
import type { AmendRequest } from './engine/custody/amend-document.ts'
import { correctStep } from './engine/custody/correct-step.ts'
import type { CorrectRequest } from './engine/custody/correct-step.ts'
import { handOver } from './engine/custody/hand-over.ts'
import type { HandoverRequest } from './engine/custody/hand-over.ts'
import { musterCopies } from './engine/custody/muster-copies.ts'
import type { MusterRequest } from './engine/custody/muster-copies.ts'
import { recordStep } from './engine/custody/record-step.ts'
import type { StepRequest } from './engine/custody/record-step.ts'
import type { ReprintRequest } from './engine/custody/reprint-copy.ts'
import { searchCopies } from './engine/custody/search-copies.ts'
import type { CopyQuestion } from './engine/custody/search-copies.ts'
import { showCopy } from './engine/custody/show-copy.ts'
import type { IssueRequest } from './engine/issue-request.ts'
import { listRegister } from './engine/list-register.ts'
import type { ExportRequest } from './engine/papers/export-copies.ts'
import type { SheetRequest } from './engine/papers/make-sheet.ts'
import { recoverRuns } from './engine/recover-runs.ts'
import type { TraceLeaksRequest } from './engine/trace-request.ts'
import { verifyVault } from './engine/verify-vault.ts'
import { createVault, openVault, openVaultForReading } from './vault.ts'
import type { VaultReader } from './vault.ts'

export type {
  AmendRequest,
  Calling,
  CopyQuestion,
  CorrectRequest,
  ExportRequest,
  HandoverRequest,
  IssueRequest,
  MusterRequest,
  ReprintRequest,
  SheetRequest,
  StepRequest,
  TraceLeaksRequest,
}

/**
 * The composition root: the one place where keys, register, documents and the two journeys meet. Every way in
 * (command line, desktop app, tests) goes through an engine.
 */
export interface Engine extends ReadingEngine {
  /** How many copies of a run that died were found unsealed and abandoned when the vault was opened. */
  readonly recovered: number
  readonly issue: (request: IssueRequest, calling?: Calling) => Promise<IssueResult>
  readonly trace: (request: TraceLeaksRequest, calling?: Calling) => Promise<TraceResult>
  readonly step: (request: StepRequest) => StepResult
  readonly reprint: (request: ReprintRequest, calling?: Calling) => Promise<IssueResult>
  readonly muster: (request: MusterRequest) => MusterResult
  readonly handOver: (request: HandoverRequest) => HandoverResult
  readonly correct: (request: CorrectRequest) => CorrectResult
  readonly amend: (request: AmendRequest) => AmendResult
  readonly export: (request: ExportRequest) => Promise<ExportResult>
  readonly sheet: (request: SheetRequest) => Promise<ExportResult>
}

/** What can be done beside a running issue or trace. */
export interface ReadingEngine {
  readonly vaultId: string
  readonly list: (question?: CopyQuestion) => ListResult
  readonly search: (question: CopyQuestion) => SearchResult
  readonly show: (names: readonly string[]) => ShowResult
  readonly verify: (checkpointFile?: string) => VerifyResult
  readonly close: () => void
}

export interface InitRequest {
  readonly dir: string
  readonly passphrase: string
  readonly by?: string
  /** log2 of scrypt's cost; lower ones are for tests. */
  readonly scryptLogN?: number
}

export const initVault = async ({
  dir,
  passphrase,
  by = currentUser(),
  scryptLogN,
}: InitRequest): Promise<InitResult> => {
  const vault = await createVault(dir, passphrase, {
    by,
    ...(scryptLogN === undefined ? {} : { scryptLogN }),
  })
  try {
    return { vault: { id: vault.id, path: vault.dir } }
  } finally {
    vault.close()
  }
}

const readingEngineOf = (vault: VaultReader): ReadingEngine => ({
  vaultId: vault.id,
  list: (question) => listRegister(vault.register, question),
  search: (question) => searchCopies(vault.register, question),
  show: (names) => showCopy(vault.register, names),
  verify: (checkpointFile) => verifyVault(vault, checkpointFile),
  close: () => vault.close(),
})

/** Opens a vault to look at it, as `openEngine` does if it can, and beside whoever is at work in it if not. */
export const openEngineForReading = async (dir: string, passphrase: string): Promise<ReadingEngine> => {
  try {
    return await openEngine(dir, passphrase)
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'vault-in-use') throw error
    return readingEngineOf(await openVaultForReading(dir, passphrase))
  }
}

/** Opens a vault, and first mends what a run that died left half-done. */
export const openEngine = async (dir: string, passphrase: string): Promise<Engine> => {
  const vault = await openVault(dir, passphrase)
  try {
    const recovered = recoverRuns(vault, currentUser()).length
    return {
      ...readingEngineOf(vault),
      recovered,
      // The journeys are loaded when they are taken: what a clerk records at the desk should not wait for them.
      issue: async (request, calling) =>
        (await import('./engine/issue-document.ts')).issueDocument(vault, request, calling),
      trace: async (request, calling) =>
        (await import('./engine/trace-leaks.ts')).traceLeaks(vault, request, calling),
      step: (request) => recordStep(vault, request),
      reprint: async (request, calling) =>
        (await import('./engine/custody/reprint-copy.ts')).reprintCopy(vault, request, calling),
      muster: (request) => musterCopies(vault, request),
      handOver: (request) => handOver(vault, request),
      correct: (request) => correctStep(vault, request),
      amend: (request) => amendDocument(vault, request),
      export: async (request) =>
        (await import('./engine/papers/export-copies.ts')).exportCopies(vault, request),
      sheet: async (request) => (await import('./engine/papers/make-sheet.ts')).makeSheet(vault, request),
    }
  } catch (error) {
    vault.close()
    throw error
  }
}
