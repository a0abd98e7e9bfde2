import { EMPTY_ROOT, HASH_BYTES, nodeHash } from './merkle-tree.ts'

/** The inner nodes of a tree, ready for any number of proofs. */
export interface RangeRoots {
  readonly size: number
  /** MTH(D[start:end]), where `start` is a multiple of the largest power of two that fits, as in RFC 6962's splits. */
  readonly root: (start: number, end: number) => Uint8Array
}

const hashAt = (level: Uint8Array, i: number): Uint8Array =>
  level.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES)

const pack = (hashes: Iterable<Uint8Array>): Uint8Array => {
  let packed = new Uint8Array(1024 * HASH_BYTES)
  let used = 0
  for (const hash of hashes) {
    if (used + HASH_BYTES > packed.length) {
      const larger = new Uint8Array(2 * packed.length)
      larger.set(packed)
      packed = larger
    }
    packed.set(hash, used)
    used += HASH_BYTES
  }
  return packed.subarray(0, used)
}

/** Level k holds the roots of all perfect subtrees of 2^k leaves; a node is hashed once, whatever is asked. */
const levelsOver = (leaves: Uint8Array): readonly Uint8Array[] => {
  const levels = [leaves]
  for (let below = leaves; below.length >= 2 * HASH_BYTES;) {
    const level = new Uint8Array(Math.floor(below.length / (2 * HASH_BYTES)) * HASH_BYTES)
    for (let i = 0; (i + 1) * HASH_BYTES <= level.length; i += 1)
      level.set(nodeHash(hashAt(below, 2 * i), hashAt(below, 2 * i + 1)), i * HASH_BYTES)
    levels.push(level)
    below = level
  }
  return levels
}

/** MTH(D[start:end]) out of perfect subtrees; `node` has their roots by height and position. */
export const rootOfRange = (
  start: number,
  end: number,
  node: (height: number, position: number) => Uint8Array,
): Uint8Array => {
  if (start >= end) return EMPTY_ROOT
  const peaks: Uint8Array[] = []
  for (let at = start; at < end;) {
    let height = 0
    while (at % 2 ** (height + 1) === 0 && at + 2 ** (height + 1) <= end) height += 1
    peaks.push(node(height, at / 2 ** height))
    at += 2 ** height
  }
  return peaks.reduceRight((right, left) => nodeHash(left, right))
}

export const rangeRoots = (leafHashes: Iterable<Uint8Array>): RangeRoots => {
  const leaves = pack(leafHashes)
  const levels = levelsOver(leaves)
  const node = (height: number, position: number): Uint8Array => hashAt(levels[height], position)
  return { size: leaves.length / HASH_BYTES, root: (start, end) => rootOfRange(start, end, node) }
}
