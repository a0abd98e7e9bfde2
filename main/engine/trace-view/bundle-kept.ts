import type { BundleResult } from '../../../shared/contract/paper-results.ts'
import type { Vault } from '../../vault.ts'
import { makeBundle } from '../bundle/make-bundle.ts'
import { inPrivateFolder, unpackEvidence } from './keep-trace.ts'

export interface KeptBundleRequest {
  readonly traceId: string
  /** The ZIP; the report goes beside it as PDF. */
  readonly out: string
  readonly by: string
}

/** The evidence bundle of a trace that the vault keeps. @throws Failure 'not-found' where it keeps none. */
export const bundleKept = (vault: Vault, { traceId, out, by }: KeptBundleRequest): Promise<BundleResult> =>
  inPrivateFolder((evidence) => {
    unpackEvidence(vault, traceId, evidence)
    return makeBundle(vault, { evidence, out, by })
  })
