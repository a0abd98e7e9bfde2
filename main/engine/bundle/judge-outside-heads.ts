import type { OutsideHead } from '../../../shared/contract/paper-results.ts'
import { judgeSignature, parseCheckpoint } from '../../register/checkpoint.ts'
import type { ParsedCheckpoint } from '../../register/checkpoint.ts'
import { parseConsistency } from '../../register/consistency-file.ts'
import type { ConsistencyFile } from '../../register/consistency-file.ts'
import { appendLeaves, EMPTY_EDGE, edgeRoot, HASH_BYTES } from '../../register/merkle-tree.ts'
import { parseVerifierKey } from '../../register/note-key.ts'
import { verifyConsistency } from '../../register/verify-proof.ts'
import type { KeptCheckpoint } from '../codes/read-checkpoint.ts'

/** What a bundle says of the register it is from. */
export interface BundledTree {
  /** The checkpoint that its proofs lead to, found genuine. */
  readonly head: ParsedCheckpoint
  /** The register's key. */
  readonly key: string
  /** Of all events up to there, one after the other; not in bundles from very large registers. */
  readonly hashes: Uint8Array | undefined
}

const areEqual = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0

const rootAt = (hashes: Uint8Array, size: number): Uint8Array => {
  const leaves = Array.from({ length: size }, (_, i) => hashes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES))
  return edgeRoot(appendLeaves(EMPTY_EDGE, leaves))
}

/** The hashes in a bundle must be those that its checkpoint was made of: then they tell every earlier one too. */
export const judgeHashes = ({ size, root }: ParsedCheckpoint, hashes: Uint8Array | undefined): string[] => {
  if (hashes === undefined) return []
  const areThose = hashes.length === size * HASH_BYTES && areEqual(rootAt(hashes, size), root)
  return areThose ? [] : ['hashes.bin does not lead to the checkpoint.']
}

type Answer = Pick<OutsideHead, 'outcome' | 'message'>

const agrees = (message: string): Answer => ({ outcome: 'agrees', message })
const contradicts = (message: string): Answer => ({ outcome: 'contradicts', message })
const cannotTell = (message: string): Answer => ({ outcome: 'cannot-tell', message })

const rewritten = (file: string): Answer =>
  contradicts(`${file} is of another history than the bundle: one of the two was rewritten.`)

/** A checkpoint of fewer events than the bundle's. */
const judgeOlder = (file: string, outside: ParsedCheckpoint, { head, hashes }: BundledTree): Answer => {
  if (hashes === undefined)
    return cannotTell(
      `${file} covers ${outside.size} events, the bundle ${head.size}, and the bundle does not hold what would prove that the ` +
        'one grew into the other. Ask whoever has the register to verify it against this checkpoint.',
    )
  if (!areEqual(rootAt(hashes, outside.size), outside.root)) return rewritten(file)
  return agrees(
    `${file} agrees: the bundle's register of ${head.size} events grew out of its ${outside.size}.`,
  )
}

/** A checkpoint of more events, perhaps with the proof that it grew out of the bundle's. */
const judgeNewer = (
  file: string,
  outside: ParsedCheckpoint,
  proof: ConsistencyFile | null,
  { head }: BundledTree,
): Answer => {
  if (proof?.older !== head.size)
    return cannotTell(
      `${file} covers ${outside.size} events, the bundle ${head.size}. Whether the one grew into the other only the register ` +
        "can prove: let it make checkpoint --since with the bundle's checkpoint.txt, and give what that writes.",
    )
  const claim = {
    olderSize: head.size,
    olderRoot: head.root,
    newerSize: outside.size,
    newerRoot: outside.root,
  }
  return verifyConsistency({ ...claim, proof: proof.proof })
    ? agrees(`${file} agrees: its register of ${outside.size} events grew out of the bundle's ${head.size}.`)
    : contradicts(
        `The proof in ${file} does not hold: it was damaged, or one of the two histories was rewritten.`,
      )
}

/** One of them, by its text. Throws Failure 'checkpoint-invalid' or 'proof-invalid' where it is neither. */
export const judgeOutsideHead = (file: string, text: string, bundled: BundledTree): OutsideHead => {
  const proof = parseConsistency(text)
  const outside = parseCheckpoint(proof === null ? text : proof.checkpoint)
  const { head, key } = bundled
  const { size } = outside
  const { publicKey } = parseVerifierKey(key, 'ed25519')
  const answer = (): Answer => {
    if (outside.origin !== head.origin || judgeSignature(outside, publicKey) !== 'valid')
      return contradicts(`${file} is a checkpoint of another register, or not signed by this one's key.`)
    if (size < head.size) return judgeOlder(file, outside, bundled)
    if (size > head.size) return judgeNewer(file, outside, proof, bundled)
    return areEqual(outside.root, head.root)
      ? agrees(`${file} agrees: it is the checkpoint of the bundle.`)
      : contradicts(`${file} is of the same size and of another history: one of the two was forged.`)
  }
  return { file, size, ...answer() }
}

/**
 * Checkpoints that were kept elsewhere, or consistency proofs that lead to one, against the one in a bundle. An older one is
 * worked out from the hashes in the bundle; a newer one must come with its proof.
 */
export const judgeOutsideHeads = (
  bundled: BundledTree,
  kept: readonly KeptCheckpoint[],
): readonly OutsideHead[] => kept.map(({ name, text }) => judgeOutsideHead(name, text, bundled))
