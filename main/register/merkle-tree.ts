import { hash } from 'node:crypto'

/** RFC 6962, section 2.1 (unchanged in RFC 9162): hashes are SHA-256, leaves and nodes told apart by a prefix. */
export const HASH_BYTES = 32
const LEAF_PREFIX = Buffer.of(0)
const NODE_PREFIX = Buffer.of(1)

export const EMPTY_ROOT: Uint8Array = hash('sha256', '', 'buffer')

export const leafHash = (leaf: Uint8Array): Uint8Array =>
  hash('sha256', Buffer.concat([LEAF_PREFIX, leaf]), 'buffer')

export const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  hash('sha256', Buffer.concat([NODE_PREFIX, left, right]), 'buffer')

/**
 * The right edge of a tree: the roots of the perfect subtrees it falls into, largest first, one for each bit
 * set in `size`. It is all that appending needs.
 */
export interface TreeEdge {
  readonly size: number
  readonly roots: readonly Uint8Array[]
}

export const EMPTY_EDGE: TreeEdge = { size: 0, roots: [] }

/** Many leaves at once, without copying the edge for each. */
export const appendLeaves = (edge: TreeEdge, leaves: Iterable<Uint8Array>): TreeEdge => {
  const roots = [...edge.roots]
  let size = edge.size
  for (const leaf of leaves) {
    let root = leaf
    // Each trailing 1 bit of the size is a finished subtree on the left that the new one completes.
    for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2)
      root = nodeHash(roots.pop() as Uint8Array, root)
    roots.push(root)
    size += 1
  }
  return { size, roots }
}

export const edgeRoot = (edge: TreeEdge): Uint8Array =>
  edge.roots.length === 0 ? EMPTY_ROOT : edge.roots.reduceRight((right, left) => nodeHash(left, right))

/** The root over some of the leaves: MTH(D[start:end]). */
export const rootOf = (leaves: readonly Uint8Array[], start = 0, end = leaves.length): Uint8Array =>
  edgeRoot(appendLeaves(EMPTY_EDGE, leaves.slice(start, end)))
