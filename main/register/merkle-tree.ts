import { hash } from 'node:crypto'

/** RFC 6962, section 2.1 (unchanged in RFC 9162): hashes are SHA-256, leaves and nodes told apart by a prefix. */
export const HASH_BYTES = 32
const LEAF_PREFIX = Buffer.of(0)
const NODE_PREFIX = Buffer.of(1)

export const EMPTY_ROOT: Uint8Array = hash('sha256', '', 'buffer')

export const leafHash = (leaf: Uint8Array): Uint8Array =>
  hash('sha256', Buffer.concat([LEAF_PREFIX, leaf]), 'buffer')

/** The same for a leaf that is text, as UTF-8. */
export const textLeafHash = (leaf: string): Uint8Array => hash('sha256', `\0${leaf}`, 'buffer')

/** Hashing reads its input at once, so one buffer serves every node. */
const node = Buffer.alloc(1 + 2 * HASH_BYTES, NODE_PREFIX)

export const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array => {
  node.set(left, 1)
  node.set(right, 1 + HASH_BYTES)
  return hash('sha256', node, 'buffer')
}

/**
 * The right edge of a tree: the roots of the perfect subtrees it falls into, largest first, one for each bit
 * set in `size`. It is all that appending needs.
 */
export interface TreeEdge {
  readonly size: number
  readonly roots: readonly Uint8Array[]
}

export const EMPTY_EDGE: TreeEdge = { size: 0, roots: [] }

/** A tree that grows leaf by leaf; `edge` is how far it got. */
export const growTree = (from: TreeEdge): { add: (leaf: Uint8Array) => void; edge: () => TreeEdge } => {
  const roots = [...from.roots]
  let size = from.size
  return {
    add: (leaf) => {
      let root = leaf
      // Each trailing 1 bit of the size is a finished subtree on the left that the new one completes.
      for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2)
        root = nodeHash(roots.pop() as Uint8Array, root)
      roots.push(root)
      size += 1
    },
    edge: () => ({ size, roots: [...roots] }),
  }
}

export const appendLeaves = (edge: TreeEdge, leaves: Iterable<Uint8Array>): TreeEdge => {
  const tree = growTree(edge)
  for (const leaf of leaves) tree.add(leaf)
  return tree.edge()
}

export const edgeRoot = (edge: TreeEdge): Uint8Array =>
  edge.roots.length === 0 ? EMPTY_ROOT : edge.roots.reduceRight((right, left) => nodeHash(left, right))

/** The root over some of the leaves: MTH(D[start:end]). */
export const rootOf = (leaves: readonly Uint8Array[], start = 0, end = leaves.length): Uint8Array =>
  edgeRoot(appendLeaves(EMPTY_EDGE, leaves.slice(start, end)))
