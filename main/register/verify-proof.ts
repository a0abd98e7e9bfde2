import { EMPTY_ROOT, HASH_BYTES, nodeHash } from './merkle-tree.ts'
import type { MerkleProof } from './merkle-proof.ts'

const equal = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0

const areHashes = (hashes: readonly Uint8Array[]): boolean =>
  hashes.every(({ length }) => length === HASH_BYTES)

const isSize = (value: number): boolean => Number.isSafeInteger(value) && value >= 0

/** Half, rounded down; sizes may pass 2^31, where `>>` would lie. */
const half = (value: number): number => Math.floor(value / 2)
const isOdd = (value: number): boolean => value % 2 === 1

export interface InclusionClaim {
  readonly leaf: Uint8Array
  readonly index: number
  readonly size: number
  readonly root: Uint8Array
  readonly proof: MerkleProof
}

/** RFC 9162, section 2.1.3.2; the names are the RFC's. Hostile input: false, never an exception. */
export const verifyInclusion = ({ leaf, index, size, root, proof }: InclusionClaim): boolean => {
  if (!isSize(index) || !isSize(size) || index >= size || !areHashes([leaf, root, ...proof])) return false
  let fn = index
  let sn = size - 1
  let r = leaf
  for (const p of proof) {
    if (sn === 0) return false
    if (isOdd(fn) || fn === sn) {
      r = nodeHash(p, r)
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else {
      r = nodeHash(r, p)
    }
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && equal(r, root)
}

export interface ConsistencyClaim {
  readonly olderSize: number
  readonly olderRoot: Uint8Array
  readonly newerSize: number
  readonly newerRoot: Uint8Array
  readonly proof: MerkleProof
}

/** RFC 9162, section 2.1.4.2; the names are the RFC's. Hostile input: false, never an exception. */
export const verifyConsistency = (claim: ConsistencyClaim): boolean => {
  const { olderSize, olderRoot, newerSize, newerRoot, proof } = claim
  if (!isSize(olderSize) || !isSize(newerSize) || olderSize > newerSize) return false
  if (!areHashes([olderRoot, newerRoot, ...proof])) return false
  // Everything begins with the empty tree: there is nothing to prove, so nothing may be offered.
  if (olderSize === 0 && !equal(olderRoot, EMPTY_ROOT)) return false
  if (olderSize === newerSize) return proof.length === 0 && equal(olderRoot, newerRoot)
  if (olderSize === 0) return proof.length === 0
  if (proof.length === 0) return false
  return foldConsistency(claim)
}

const foldConsistency = ({
  olderSize,
  olderRoot,
  newerSize,
  newerRoot,
  proof,
}: ConsistencyClaim): boolean => {
  const isPowerOfTwo = Number.isInteger(Math.log2(olderSize))
  const [first, ...rest] = isPowerOfTwo ? [olderRoot, ...proof] : proof
  let fn = olderSize - 1
  let sn = newerSize - 1
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)]
  let fr = first
  let sr = first
  for (const c of rest) {
    if (sn === 0) return false
    if (isOdd(fn) || fn === sn) {
      fr = nodeHash(c, fr)
      sr = nodeHash(c, sr)
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else {
      sr = nodeHash(sr, c)
    }
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && equal(fr, olderRoot) && equal(sr, newerRoot)
}
