import { rangeRoots } from './range-roots.ts'
import type { RangeRoots } from './range-roots.ts'

/** A proof is a list of node hashes, lowest first, in the order of RFC 6962. */
export type MerkleProof = readonly Uint8Array[]

/** The largest power of two smaller than `size` (at least 2): where RFC 6962 splits a tree. */
const splitOf = (size: number): number => {
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}

const checkSize = ({ size: present }: RangeRoots, size: number): void => {
  if (!Number.isInteger(size) || size < 0 || size > present) {
    throw new RangeError(`No tree of ${size} over ${present} leaves`)
  }
}

/** PATH(index, D[size]) of RFC 6962, 2.1.1: that the leaf at `index` is in the tree of the first `size` leaves. */
export const inclusionIn = (tree: RangeRoots, index: number, size: number): MerkleProof => {
  checkSize(tree, size)
  if (!Number.isInteger(index) || index < 0 || index >= size)
    throw new RangeError(`No leaf ${index} in ${size}`)
  const proof: Uint8Array[] = []
  let start = 0
  let end = size
  while (end - start > 1) {
    const middle = start + splitOf(end - start)
    if (index < middle) {
      proof.push(tree.root(middle, end))
      end = middle
    } else {
      proof.push(tree.root(start, middle))
      start = middle
    }
  }
  return proof.toReversed()
}

/** PROOF(older, D[newer]) of RFC 6962, 2.1.2: that the first `older` leaves are the beginning of the first `newer`. */
export const consistencyIn = (tree: RangeRoots, older: number, newer: number): MerkleProof => {
  checkSize(tree, newer)
  if (!Number.isInteger(older) || older < 0 || older > newer)
    throw new RangeError(`No tree of ${older} in ${newer}`)
  if (older === 0 || older === newer) return []
  const proof: Uint8Array[] = []
  let start = 0
  let end = newer
  while (end !== older) {
    const middle = start + splitOf(end - start)
    if (older <= middle) {
      proof.push(tree.root(middle, end))
      end = middle
    } else {
      proof.push(tree.root(start, middle))
      start = middle
    }
  }
  // The verifier has the older root itself; only an inner subtree must be told.
  if (start > 0) proof.push(tree.root(start, end))
  return proof.toReversed()
}

/** Of a single proof over leaves that are at hand. */
export const proveInclusion = (leaves: readonly Uint8Array[], index: number, size: number): MerkleProof =>
  inclusionIn(rangeRoots(leaves), index, size)

export const proveConsistency = (leaves: readonly Uint8Array[], older: number, newer: number): MerkleProof =>
  consistencyIn(rangeRoots(leaves), older, newer)
