import { rootOf } from './merkle-tree.ts'

/** A proof is a list of node hashes, lowest first, in the order of RFC 6962. */
export type MerkleProof = readonly Uint8Array[]

/** The largest power of two smaller than `size` (at least 2): where RFC 6962 splits a tree. */
const splitOf = (size: number): number => {
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}

const checkSize = (leaves: readonly Uint8Array[], size: number): void => {
  if (!Number.isInteger(size) || size < 0 || size > leaves.length) {
    throw new RangeError(`No tree of ${size} over ${leaves.length} leaves`)
  }
}

/** PATH(index, D[size]) of RFC 6962, 2.1.1: that the leaf at `index` is in the tree of the first `size` leaves. */
export const proveInclusion = (leaves: readonly Uint8Array[], index: number, size: number): MerkleProof => {
  checkSize(leaves, size)
  if (!Number.isInteger(index) || index < 0 || index >= size)
    throw new RangeError(`No leaf ${index} in ${size}`)
  const proof: Uint8Array[] = []
  let start = 0
  let end = size
  while (end - start > 1) {
    const middle = start + splitOf(end - start)
    if (index < middle) {
      proof.push(rootOf(leaves, middle, end))
      end = middle
    } else {
      proof.push(rootOf(leaves, start, middle))
      start = middle
    }
  }
  return proof.toReversed()
}

/** PROOF(older, D[newer]) of RFC 6962, 2.1.2: that the first `older` leaves are the beginning of the first `newer`. */
export const proveConsistency = (
  leaves: readonly Uint8Array[],
  older: number,
  newer: number,
): MerkleProof => {
  checkSize(leaves, newer)
  if (!Number.isInteger(older) || older < 0 || older > newer)
    throw new RangeError(`No tree of ${older} in ${newer}`)
  if (older === 0 || older === newer) return []
  const proof: Uint8Array[] = []
  let start = 0
  let end = newer
  while (end !== older) {
    const middle = start + splitOf(end - start)
    if (older <= middle) {
      proof.push(rootOf(leaves, middle, end))
      end = middle
    } else {
      proof.push(rootOf(leaves, start, middle))
      start = middle
    }
  }
  // The verifier has the older root itself; only an inner subtree must be told.
  if (start > 0) proof.push(rootOf(leaves, start, end))
  return proof.toReversed()
}
