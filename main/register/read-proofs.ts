import { consistencyIn, inclusionIn } from './merkle-proof.ts'
import type { MerkleProof } from './merkle-proof.ts'
import type { RegisterDatabase } from './open-database.ts'
import { rangeRoots } from './range-roots.ts'
import type { RangeRoots } from './range-roots.ts'

export interface ProofReader {
  size(): number
  checkpoint(): string
  inclusion(index: number, size?: number): MerkleProof
  consistency(older: number, newer?: number): MerkleProof
}

/** The tree over the stored hashes of the first `size` events; reads all of them, so it is made once for many proofs. */
export const treeOf = (db: RegisterDatabase, size = Number.MAX_SAFE_INTEGER): RangeRoots =>
  rangeRoots(
    db.prepare<[number], Buffer>('SELECT hash FROM event WHERE idx < ? ORDER BY idx').pluck().iterate(size),
  )

export const createProofReader = (db: RegisterDatabase): ProofReader => {
  const size = db.prepare<[], number>('SELECT coalesce(max(idx) + 1, 0) FROM event').pluck()
  const newest = db.prepare<[], string>('SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1').pluck()
  return {
    size: () => size.get() ?? 0,
    checkpoint: () => newest.get() ?? '',
    inclusion: (index, upTo) => {
      const tree = treeOf(db, upTo)
      return inclusionIn(tree, index, upTo ?? tree.size)
    },
    consistency: (older, newer) => {
      const tree = treeOf(db, newer)
      return consistencyIn(tree, older, newer ?? tree.size)
    },
  }
}
