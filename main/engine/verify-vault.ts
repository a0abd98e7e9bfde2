import type { VerifyResult } from '../../shared/contract/results.ts'
import { Failure } from '../../shared/contract/failure.ts'
import { parseCheckpoint } from '../register/checkpoint.ts'
import { judgeCosignature } from '../register/cosignature.ts'
import { parseVerifierKey } from '../register/note-key.ts'
import type { VerifyReport } from '../register/verify-report.ts'
import type { VaultReader } from '../vault.ts'
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

/** Re-derives the whole register, and holds it against checkpoints from outside. */
export const verifyVault = (
  { register }: Pick<VaultReader, 'register'>,
  { checkpoints: files = [], witnessKeys = [] }: VerifyRequest = {},
): VerifyResult => {
  const texts = files.map((file) => readText(file))
  const witnesses = judgeWitnesses(texts, witnessKeys)
  return resultOf(register.verify(...texts), witnesses, register.checkpoint())
}

/** The same for whoever must go on meanwhile. The checkpoints come as files, or as their text. */
export const verifyVaultApart = async (
  { register }: Pick<VaultReader, 'register'>,
  { files, texts: given }: { readonly files: readonly string[]; readonly texts: readonly string[] },
  signal?: AbortSignal,
): Promise<VerifyResult> => {
  const texts = [...files.map((file) => readText(file)), ...given]
  const report = await register.verifyApart(texts, signal)
  return resultOf(report, [], register.checkpoint())
}

const resultOf = (
  { verdict, size, root, checkpoints, redacted, findings }: VerifyReport,
  witnesses: VerifyResult['witnesses'],
  checkpoint: string,
): VerifyResult => ({
  verdict,
  size,
  root,
  checkpoints,
  redacted,
  witnesses,
  findings: findings.map(({ kind, message }) => ({ kind, message })),
  checkpoint,
})
