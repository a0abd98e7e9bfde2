import type { ScreenPicture } from '../shared/contract/app/call.ts'
import { Failure } from '../shared/contract/failure.ts'
import type { TraceList, TraceView } from '../shared/contract/app/trace-calls.ts'
import type { FailureCode } from '../shared/contract/failure.ts'
import type {
  AmendResult,
  CorrectResult,
  HandoverResult,
  MusterResult,
  SearchResult,
  ShowResult,
  StepResult,
} from '../shared/contract/custody-results.ts'
import type {
  BackupResult,
  CheckpointResult,
  CosignedResult,
  PassphraseResult,
  ProofResult,
  RedactResult,
  ScheduleResult,
  UsersResult,
} from '../shared/contract/keeping-results.ts'
import type { BundleCheckResult, BundleResult, ExportResult } from '../shared/contract/paper-results.ts'
import type { RetoldResult } from '../shared/contract/retold-results.ts'
import type {
  InitResult,
  IssueResult,
  ListResult,
  TraceResult,
  VerifyResult,
} from '../shared/contract/results.ts'
import { backUp } from './engine/back-up.ts'
import type { BackupRequest } from './engine/back-up.ts'
import { readCheckpoint } from './engine/codes/read-checkpoint.ts'
import { addCosigned, cosignedIn } from './engine/cosigned-checkpoints.ts'
import type { AddCosignedRequest } from './engine/cosigned-checkpoints.ts'
import { backupIfDue, scheduleBackups, showSchedule } from './engine/scheduled-backup.ts'
import type { ScheduleRequest } from './engine/scheduled-backup.ts'
import type { BundleRequest } from './engine/bundle/make-bundle.ts'
import type { BundleCheckRequest } from './engine/bundle/verify-bundle.ts'
import type { Calling } from './engine/calling.ts'
import { currentUser } from './engine/current-user.ts'
import { amendDocument } from './engine/custody/amend-document.ts'
import type { AmendRequest } from './engine/custody/amend-document.ts'
import { correctEvent } from './engine/custody/correct-event.ts'
import type { CorrectRequest } from './engine/custody/correct-request.ts'
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
import type { ExportRequest, SheetRequest } from './engine/papers/paper-order.ts'
import { recoverRuns } from './engine/recover-runs.ts'
import { addUser, changePassphrase, listUsers, removeUser } from './engine/desk.ts'
import type { AddUserRequest, ChangePassphraseRequest, RemoveUserRequest } from './engine/desk.ts'
import { exportProof } from './engine/export-proof.ts'
import type { ExportProofRequest } from './engine/export-proof.ts'
import { makeCheckpoint } from './engine/make-checkpoint.ts'
import { actAs, requireRole } from './engine/permissions.ts'
import { redactPersonal } from './engine/redact-personal.ts'
import type { RedactRequest } from './engine/redact-personal.ts'
import type { TraceLeaksRequest } from './engine/trace-request.ts'
import type { RetoldRequest } from './engine/retold/search-retold.ts'
import type { KeptBundleRequest } from './engine/trace-view/bundle-kept.ts'
import { verifyVault } from './engine/verify-vault.ts'
import type { VerifyRequest } from './engine/verify-vault.ts'
import type { Opener } from './keys/wrap-master-key.ts'
import { createVault, openVault, openVaultForReading } from './vault.ts'
import type { Vault, VaultReader } from './vault.ts'
import type { DeskUser } from './vault/sign-in.ts'

export { restoreVault } from './engine/back-up.ts'
export { checkProof } from './engine/check-proof.ts'
export { recoverVault } from './engine/desk.ts'
export { proposeWording } from './engine/wording/propose-wording.ts'
export { lockWhenIdle } from './engine/lock-when-idle.ts'
export { cosignCheckpoint, initWitness } from './engine/witness.ts'
export type {
  AmendRequest,
  BundleCheckRequest,
  BundleRequest,
  Calling,
  CopyQuestion,
  CorrectRequest,
  ExportRequest,
  HandoverRequest,
  IssueRequest,
  MusterRequest,
  Opener,
  ReprintRequest,
  RetoldRequest,
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
  /** Which papers say what a post says, and who could have known; it never names a copy. */
  readonly retold: (request: RetoldRequest, calling?: Calling) => Promise<RetoldResult>
  /** The same for whoever watches: everything that can be shown of it, kept in the vault. */
  readonly traceForScreen: (
    request: Omit<TraceLeaksRequest, 'evidence'>,
    calling?: Calling,
  ) => Promise<TraceView>
  /** Of a trace that was kept. */
  readonly bundleKept: (request: KeptBundleRequest) => Promise<BundleResult>
  readonly step: (request: StepRequest) => StepResult
  readonly reprint: (request: ReprintRequest, calling?: Calling) => Promise<IssueResult>
  readonly muster: (request: MusterRequest) => MusterResult
  readonly handOver: (request: HandoverRequest) => HandoverResult
  readonly correct: (request: CorrectRequest) => CorrectResult
  readonly amend: (request: AmendRequest) => AmendResult
  readonly export: (request: ExportRequest, calling?: Calling) => Promise<ExportResult>
  readonly sheet: (request: SheetRequest, calling?: Calling) => Promise<ExportResult>
  readonly bundle: (request: BundleRequest) => Promise<BundleResult>
  readonly exportProof: (request: ExportProofRequest) => ProofResult
  readonly redact: (request: RedactRequest) => RedactResult
  readonly addUser: (request: AddUserRequest) => Promise<UsersResult>
  readonly removeUser: (request: RemoveUserRequest) => Promise<UsersResult>
  readonly addCosigned: (request: AddCosignedRequest) => Promise<CosignedResult>
  readonly scheduleBackups: (request: ScheduleRequest) => ScheduleResult
  readonly changePassphrase: (request: ChangePassphraseRequest) => Promise<PassphraseResult>
}

/** What can be done beside a running issue or trace. */
export interface ReadingEngine {
  readonly vaultId: string
  readonly list: (question?: CopyQuestion) => ListResult
  readonly search: (question: CopyQuestion) => SearchResult
  readonly show: (names: readonly string[]) => ShowResult
  /** Traces on record, newest first, and what is kept of one. */
  readonly traces: () => Promise<TraceList>
  readonly keptTrace: (traceId: string) => Promise<TraceView>
  /** Who is signed in. */
  readonly user: DeskUser
  readonly verify: (request?: VerifyRequest) => Promise<VerifyResult>
  readonly checkpoint: (sinceFile?: string) => Promise<CheckpointResult>
  readonly users: () => UsersResult
  readonly backup: (request: BackupRequest, calling?: Calling) => Promise<BackupResult>
  /** The one that the vault's schedule asks for, if it is due. */
  readonly backupIfDue: (now?: Date) => Promise<BackupResult | null>
  readonly backupSchedule: () => ScheduleResult
  readonly cosigned: () => CosignedResult
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
    return {
      vault: { id: vault.id, path: vault.dir },
      recoveryKey: vault.recoveryKey,
      warnings: [{ code: 'register-readable' }],
    }
  } finally {
    vault.close()
  }
}

const readingEngineOf = (vault: VaultReader): ReadingEngine => ({
  vaultId: vault.id,
  list: (question) => listRegister(vault.register, question),
  search: (question) => searchCopies(vault.register, question),
  show: (names) => showCopy(vault.register, names),
  traces: async () => (await import('./engine/trace-view/list-traces.ts')).listTraces(vault),
  keptTrace: async (traceId) => (await import('./engine/trace-view/keep-trace.ts')).keptView(vault, traceId),
  user: vault.user,
  verify: (request) => verifyVault(vault, request),
  checkpoint: async (sinceFile) =>
    makeCheckpoint(vault, sinceFile === undefined ? undefined : await readCheckpoint(sinceFile)),
  users: () => listUsers(vault.register),
  backup: (request, calling) => backUp(vault, request, calling),
  backupIfDue: (now) => backupIfDue(vault, now),
  backupSchedule: () => showSchedule(vault),
  cosigned: () => ({ cosigned: [...cosignedIn(vault)] }),
  close: () => vault.close(),
})

/** A leaked file for the screen, before anything is known of it; needs no vault. */
export const drawLeak = async (path: string, edgePx: number): Promise<ScreenPicture> =>
  (await import('./engine/trace-view/leak-face.ts')).leakFace(path, edgePx)

/** The text of a post in a file; needs no vault. */
export const readPost = async (path: string, name: string): Promise<string> =>
  (await import('./engine/retold/read-post.ts')).readPost(path, name)

/** The codes of copies that a picture or PDF shows; needs no vault. */
export const copyCodesIn = async (path: string): Promise<readonly string[]> =>
  (await import('./engine/codes/copy-codes.ts')).copyCodesIn(path)

/** A bundle, without any vault. */
export const verifyBundle = async (request: BundleCheckRequest): Promise<BundleCheckResult> =>
  (await import('./engine/bundle/verify-bundle.ts')).verifyBundle(request)

/** Why a vault that cannot be opened to record something can still be read. */
const LOOK_ANYWAY: ReadonlySet<FailureCode> = new Set(['vault-in-use', 'file-unwritable'])

/**
 * Opens a vault to look at it, as `openEngine` does if it can; if not, beside whoever is at work in it, or where nothing can
 * be written.
 */
export const openEngineForReading = async (dir: string, opener: string | Opener): Promise<ReadingEngine> => {
  try {
    return await openEngine(dir, opener)
  } catch (error) {
    if (!(error instanceof Failure) || !LOOK_ANYWAY.has(error.code)) throw error
    return readingEngineOf(await openVaultForReading(dir, opener))
  }
}

/** Opens a vault, and first mends what a run that died left half-done. Whoever opens it acts in their role. */
export const openEngine = (dir: string, opener: string | Opener): Promise<Engine> =>
  openExtended(dir, opener, () => ({}))

/** The same, with whatever else a way in needs of a vault. */
export const openExtended = async <X extends object>(
  dir: string,
  opener: string | Opener,
  extend: (vault: Vault) => X,
): Promise<Engine & X> => {
  const vault = await openVault(dir, opener)
  try {
    const recovered = recoverRuns(vault, currentUser()).length
    const acting = actAs(vault)
    return { ...readingEngineOf(vault), recovered, ...actionsOf(acting), ...extend(acting) }
  } catch (error) {
    vault.close()
    throw error
  }
}

/** The journeys and papers are loaded when they are asked for: what a clerk records at the desk should not wait for them. */
const actionsOf = (vault: Vault) => ({
  issue: async (request: IssueRequest, calling?: Calling) => {
    requireRole(vault, ['custodian'], 'issue copies')
    return (await import('./engine/issue-document.ts')).issueDocument(vault, request, calling)
  },
  trace: async (request: TraceLeaksRequest, calling?: Calling) => {
    requireRole(vault, ['custodian', 'investigator'], 'trace leaks')
    return (await import('./engine/trace-leaks.ts')).traceLeaks(vault, request, calling)
  },
  retold: async (request: RetoldRequest, calling?: Calling) => {
    requireRole(vault, ['custodian', 'investigator'], 'search for what was retold')
    return (await import('./engine/retold/search-retold.ts')).searchRetold(vault, request, calling)
  },
  traceForScreen: async (request: Omit<TraceLeaksRequest, 'evidence'>, calling?: Calling) => {
    requireRole(vault, ['custodian', 'investigator'], 'trace leaks')
    return (await import('./engine/trace-view/trace-for-screen.ts')).traceForScreen(vault, request, calling)
  },
  bundleKept: async (request: KeptBundleRequest) =>
    (await import('./engine/trace-view/bundle-kept.ts')).bundleKept(vault, request),
  reprint: async (request: ReprintRequest, calling?: Calling) => {
    requireRole(vault, ['custodian'], 'reprint copies')
    return (await import('./engine/custody/reprint-copy.ts')).reprintCopy(vault, request, calling)
  },
  export: async (request: ExportRequest, calling?: Calling) =>
    (await import('./engine/papers/export-copies.ts')).exportCopies(vault, request, calling),
  bundle: async (request: BundleRequest) =>
    (await import('./engine/bundle/make-bundle.ts')).makeBundle(vault, request),
  sheet: async (request: SheetRequest, calling?: Calling) =>
    (await import('./engine/papers/make-sheet.ts')).makeSheet(vault, request, calling),
  ...deskActionsOf(vault),
})

/** Each is refused where it is recorded to whoever may not: see `actAs`. */
const deskActionsOf = (vault: Vault) => ({
  step: (request: StepRequest) => recordStep(vault, request),
  muster: (request: MusterRequest) => musterCopies(vault, request),
  handOver: (request: HandoverRequest) => handOver(vault, request),
  correct: (request: CorrectRequest) => correctEvent(vault, request),
  amend: (request: AmendRequest) => amendDocument(vault, request),
  exportProof: (request: ExportProofRequest) => exportProof(vault, request),
  redact: (request: RedactRequest) => redactPersonal(vault, request),
  addUser: (request: AddUserRequest) => addUser(vault, request),
  removeUser: (request: RemoveUserRequest) => removeUser(vault, request),
  addCosigned: (request: AddCosignedRequest) => addCosigned(vault, request),
  scheduleBackups: (request: ScheduleRequest) => scheduleBackups(vault, request),
  changePassphrase: (request: ChangePassphraseRequest) => changePassphrase(vault, request),
})
