import type { VerifyResult } from '../../shared/contract/results.ts'
import type { CosignedHead } from '../../shared/contract/keeping-results.ts'
import { Failure } from '../../shared/contract/failure.ts'
import { parseCheckpoint } from '../register/checkpoint.ts'
import { judgeCosignature } from '../register/cosignature.ts'
import { parseVerifierKey } from '../register/note-key.ts'
import type { VerifyReport } from '../register/verify-report.ts'
import type { VaultReader } from '../vault.ts'
import { cosignedIn } from './cosigned-checkpoints.ts'
import { readText } from './read-text.ts'

export interface VerifyRequest {
  /** Files of signed heads that were kept outside. */
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
export const verifyVault = (
  vault: Verified,
  { checkpoints: files = [], witnessKeys = [] }: VerifyRequest = {},
): VerifyResult => {
  const texts = files.map((file) => readText(file))
  const witnesses = judgeWitnesses(texts, witnessKeys)
  const cosigned = cosignedIn(vault)
  return resultOf(vault, vault.register.verify(...texts, ...textsOf(cosigned)), { witnesses, cosigned })
}

/** The same for whoever must go on meanwhile. The checkpoints come as files, or as their text. */
export const verifyVaultApart = async (
  vault: Verified,
  { files, texts: given }: { readonly files: readonly string[]; readonly texts: readonly string[] },
  signal?: AbortSignal,
): Promise<VerifyResult> => {
  const cosigned = cosignedIn(vault)
  const texts = [...files.map((file) => readText(file)), ...given, ...textsOf(cosigned)]
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
