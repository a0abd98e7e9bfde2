import { hash } from 'node:crypto'

/** RFC 6962, section 2.1 (unchanged in RFC 9162): hashes are SHA-256, leaves and nodes told apart by a prefix. */
export const HASH_BYTES = 32
const LEAF_PREFIX = Buffer.of(0)
const NODE_PREFIX = Buffer.of(1)

export const EMPTY_ROOT: Uint8Array = hash('sha256', '', 'buffer')

export const leafHash = (leaf: Uint8Array): Uint8Array =>
  hash('sha256', Buffer.concat([LEAF_PREFIX, leaf]), 'buffer')

/** The same for a leaf that is text, as UTF-8; in lower-case hexadecimal digits, which cost half of what bytes do. */
export const textLeafHash = (leaf: string): string => hash('sha256', `\0${leaf}`, 'hex')

export const hashBytes = (hex: string): Uint8Array => Buffer.from(hex, 'hex')

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

/** Lies ready to be hashed: the prefix, the left child, and room for the right one. */
const halfNode = (): Buffer => Buffer.alloc(1 + 2 * HASH_BYTES, NODE_PREFIX)

/** Told of a perfect subtree of 2^height leaves when it is completed; how many of that height there were before. */
export type OnSubtree = (height: number, position: number, root: () => Uint8Array) => void

/** A tree that grows leaf by leaf (bytes, or hexadecimal digits); `edge` is how far it got. */
export const growTree = (
  from: TreeEdge,
  onSubtree?: OnSubtree,
): { add: (leaf: Uint8Array | string) => void; edge: () => TreeEdge } => {
  /** Where the size has a bit, the left child of a node yet to be completed. */
  const halves: Buffer[] = []
  let size = from.size
  const halfAt = (height: number): Buffer => (halves[height] ??= halfNode())
  let height = 0
  const bits = [...from.roots]
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2), height += 1)
    if (rest % 2 === 1) halfAt(height).set(bits.pop() as Uint8Array, 1)
  return {
    add: (leaf) => {
      let root: Uint8Array | string = leaf
      let digits: BufferEncoding = 'hex'
      let level = 0
      // Each trailing 1 bit of the size is a finished subtree on the left that the new one completes.
      for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) {
        const node = halfAt(level)
        put(node, root, 1 + HASH_BYTES, digits)
        root = hash('sha256', node, 'binary')
        digits = 'binary'
        level += 1
        if (onSubtree !== undefined) {
          const made = root
          onSubtree(level, (rest - 1) / 2, () => Buffer.from(made, 'binary'))
        }
      }
      put(halfAt(level), root, 1, digits)
      size += 1
    },
    edge: () => {
      const roots: Uint8Array[] = []
      for (let rest = size, level = 0; rest > 0; rest = Math.floor(rest / 2), level += 1)
        if (rest % 2 === 1) roots.push(Uint8Array.prototype.slice.call(halfAt(level), 1, 1 + HASH_BYTES))
      return { size, roots: roots.toReversed() }
    },
  }
}

const put = (node: Buffer, root: Uint8Array | string, at: number, digits: BufferEncoding): void => {
  if (typeof root === 'string') node.write(root, at, HASH_BYTES, digits)
  else node.set(root, at)
}

export const appendLeaves = (
  edge: TreeEdge,
  leaves: Iterable<Uint8Array | string>,
  onSubtree?: OnSubtree,
): TreeEdge => {
  const tree = growTree(edge, onSubtree)
  for (const leaf of leaves) tree.add(leaf)
  return tree.edge()
}

export const edgeRoot = (edge: TreeEdge): Uint8Array =>
  edge.roots.length === 0 ? EMPTY_ROOT : edge.roots.reduceRight((right, left) => nodeHash(left, right))

/** The root over some of the leaves: MTH(D[start:end]). */
export const rootOf = (leaves: readonly Uint8Array[], start = 0, end = leaves.length): Uint8Array =>
  edgeRoot(appendLeaves(EMPTY_EDGE, leaves.slice(start, end)))
