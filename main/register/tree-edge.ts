import { HASH_BYTES } from './merkle-tree.ts'
import type { TreeEdge } from './merkle-tree.ts'
import type { RegisterDatabase } from './open-database.ts'

/** The tree's right edge as it is kept between appends. */
export const edgeStore = (
  db: RegisterDatabase,
): { read: () => TreeEdge; write: (edge: TreeEdge) => void } => {
  const read = db.prepare<[], { size: number; roots: Buffer }>('SELECT size, roots FROM tree_edge')
  const write = db.prepare('UPDATE tree_edge SET size = ?, roots = ?')
  return {
    read: () => {
      const { size, roots } = read.get() ?? { size: 0, roots: Buffer.alloc(0) }
      const count = Math.floor(roots.length / HASH_BYTES)
      return {
        size,
        roots: Array.from({ length: count }, (_, i) => roots.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES)),
      }
    },
    write: ({ size, roots }) => void write.run(size, Buffer.concat(roots)),
  }
}
