import { Failure } from '../shared/contract/failure.ts'
import type {
  InitResult,
  IssueResult,
  ListResult,
  TraceResult,
  VerifyResult,
} from '../shared/contract/results.ts'
import type { Calling } from './engine/calling.ts'
import { currentUser } from './engine/current-user.ts'
import { issueDocument } from './engine/issue-document.ts'
import type { IssueRequest } from './engine/issue-request.ts'
import { listRegister } from './engine/list-register.ts'
import { recoverRuns } from './engine/recover-runs.ts'
import { traceLeaks } from './engine/trace-leaks.ts'
import type { TraceLeaksRequest } from './engine/trace-request.ts'
import { verifyVault } from './engine/verify-vault.ts'
import { createVault, openVault, openVaultForReading } from './vault.ts'
import type { VaultReader } from './vault.ts'

export type { Calling, IssueRequest, TraceLeaksRequest }

/**
 * The composition root: the one place where keys, register, documents and the two journeys meet. Every way in
 * (command line, desktop app, tests) goes through an engine.
 */
export interface Engine extends ReadingEngine {
  /** How many copies of a run that died were found unsealed and abandoned when the vault was opened. */
  readonly recovered: number
  readonly issue: (request: IssueRequest, calling?: Calling) => Promise<IssueResult>
  readonly trace: (request: TraceLeaksRequest, calling?: Calling) => Promise<TraceResult>
}

/** What can be done beside a running issue or trace. */
export interface ReadingEngine {
  readonly vaultId: string
  readonly list: () => ListResult
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
    return { vault: { id: vault.id, path: vault.dir }, recoveryKey: vault.recoveryKey }
  } finally {
    vault.close()
  }
}

const readingEngineOf = (vault: VaultReader): ReadingEngine => ({
  vaultId: vault.id,
  list: () => listRegister(vault.register),
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
      issue: (request, calling) => issueDocument(vault, request, calling),
      trace: (request, calling) => traceLeaks(vault, request, calling),
    }
  } catch (error) {
    vault.close()
    throw error
  }
}
