import { consistencyIn, inclusionIn } from './merkle-proof.ts'
import type { MerkleProof } from './merkle-proof.ts'
import type { RegisterDatabase } from './open-database.ts'
import type { RangeRoots } from './range-roots.ts'
import { storedTree } from './tree-tiles.ts'

export interface ProofReader {
  size(): number
  checkpoint(): string
  inclusion(index: number, size?: number): MerkleProof
  consistency(older: number, newer?: number): MerkleProof
  leafHashes(): Uint8Array
}

export const createProofReader = (db: RegisterDatabase): ProofReader => {
  const size = db.prepare<[], number>('SELECT coalesce(max(idx) + 1, 0) FROM event').pluck()
  const newest = db.prepare<[], string>('SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1').pluck()
  const hashes = db.prepare<[], Buffer>('SELECT hash FROM event ORDER BY idx').pluck()
  const present = (): number => size.get() ?? 0
  const treeOf = (upTo = Number.MAX_SAFE_INTEGER): RangeRoots => storedTree(db, Math.min(upTo, present()))
  return {
    size: present,
    checkpoint: () => newest.get() ?? '',
    inclusion: (index, upTo) => inclusionIn(treeOf(upTo), index, upTo ?? present()),
    consistency: (older, newer) => consistencyIn(treeOf(newer), older, newer ?? present()),
    leafHashes: () => Buffer.concat(hashes.all()),
  }
}
