import type { VerifyResult } from '../../shared/contract/results.ts'
import type { CosignedHead } from '../../shared/contract/keeping-results.ts'
import { Failure } from '../../shared/contract/failure.ts'
import { parseCheckpoint } from '../register/checkpoint.ts'
import { judgeCosignature } from '../register/cosignature.ts'
import { parseVerifierKey } from '../register/note-key.ts'
import type { VerifyReport } from '../register/verify-report.ts'
import type { VaultReader } from '../vault.ts'
import { cosignedIn } from './cosigned-checkpoints.ts'
import { readCheckpoints } from './codes/read-checkpoint.ts'

export interface VerifyRequest {
  /** Files of signed heads that were kept outside: their text, or pictures and PDFs that show their QR codes. */
  readonly checkpoints?: readonly string[]
  /** Keys of witnesses, each of whom must have signed one of them. */
  readonly witnessKeys?: readonly string[]
}

/** Throws Failure 'checkpoint-invalid' for a false signature, and when a witness signed none of them. */
const judgeWitnesses = (texts: readonly string[], keys: readonly string[]): VerifyResult['witnesses'] => {
  const heads = texts.map(parseCheckpoint)
  return keys.flatMap((text) => {
    const key = parseVerifierKey(text, 'cosignature')
    const signed = heads.flatMap((head) => {
      const cosigned = judgeCosignature(head, key)
      return cosigned === null ? [] : [{ ...cosigned, size: head.size }]
    })
    if (signed.length > 0) return signed
    throw new Failure('checkpoint-invalid', `None of the checkpoints given is signed by ${key.name}.`)
  })
}

type Verified = Pick<VaultReader, 'register' | 'named'>

/** Re-derives the whole register, and holds it against checkpoints from outside and those that witnesses signed. */
export const verifyVault = async (
  vault: Verified,
  { checkpoints: files = [], witnessKeys = [] }: VerifyRequest = {},
): Promise<VerifyResult> => {
  const texts = (await readCheckpoints(files.map((path) => ({ path })))).map(({ text }) => text)
  const witnesses = judgeWitnesses(texts, witnessKeys)
  const cosigned = cosignedIn(vault)
  return resultOf(vault, vault.register.verify(...texts, ...textsOf(cosigned)), { witnesses, cosigned })
}

export interface VerifyApartRequest {
  readonly files: readonly { readonly path: string; readonly name: string }[]
  readonly texts: readonly string[]
}

/** The same for whoever must go on meanwhile. The checkpoints come as files, or as their text. */
export const verifyVaultApart = async (
  vault: Verified,
  { files, texts: given }: VerifyApartRequest,
  signal?: AbortSignal,
): Promise<VerifyResult> => {
  const kept = await readCheckpoints(files, signal)
  const cosigned = cosignedIn(vault)
  const texts = [...kept.map(({ text }) => text), ...given, ...textsOf(cosigned)]
  const report = await vault.register.verifyApart(texts, signal)
  return resultOf(vault, report, { witnesses: [], cosigned })
}

const textsOf = (cosigned: readonly CosignedHead[]): readonly string[] =>
  cosigned.map(({ checkpoint }) => checkpoint)

interface Others {
  readonly witnesses: VerifyResult['witnesses']
  readonly cosigned: readonly CosignedHead[]
}

const resultOf = (
  { register }: Verified,
  { verdict, size, root, checkpoints, redacted, findings }: VerifyReport,
  { witnesses, cosigned }: Others,
): VerifyResult => ({
  verdict,
  size,
  root,
  checkpoints,
  redacted,
  witnesses,
  cosigned: cosigned.map(({ witness, at, size: seen }) => ({ name: witness, at, size: seen })),
  findings: findings.map(({ kind, message }) => ({ kind, message })),
  checkpoint: register.checkpoint(),
})
