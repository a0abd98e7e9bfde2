import { judgeSignature, parseCheckpoint } from '../../register/checkpoint.ts'
import type { ParsedCheckpoint } from '../../register/checkpoint.ts'
import { parseVerifierKey } from '../../register/note-key.ts'
import { readText } from '../read-text.ts'

const judge = (head: ParsedCheckpoint, publicKey: Uint8Array, file: string): string[] => {
  const outside = parseCheckpoint(readText(file))
  if (outside.origin !== head.origin || judgeSignature(outside, publicKey) !== 'valid')
    return [`${file} is a checkpoint of another register, or not signed by this one's key.`]
  const isSame = outside.size === head.size
  return isSame && Buffer.compare(outside.root, head.root) !== 0
    ? [`${file} is of the same size and of another history: one of the two was forged.`]
    : []
}

/**
 * Checkpoints that were kept elsewhere, against the one in a bundle. They must be signed by the same key; whether the
 * register grew from one to the other, only the register can prove.
 */
export const judgeOutsideHeads = (
  head: ParsedCheckpoint,
  key: string,
  files: readonly string[],
): readonly string[] => {
  const { publicKey } = parseVerifierKey(key, 'ed25519')
  return files.flatMap((file) => judge(head, publicKey, file))
}
