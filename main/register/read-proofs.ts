import { proveConsistency, proveInclusion } from './merkle-proof.ts'
import type { MerkleProof } from './merkle-proof.ts'
import type { RegisterDatabase } from './open-database.ts'

export interface ProofReader {
  size(): number
  checkpoint(): string
  inclusion(index: number, size?: number): MerkleProof
  consistency(older: number, newer?: number): MerkleProof
}

/** Proofs from the stored leaf hashes. Each reads all of them: a tree of inner nodes can be added when that is slow. */
export const createProofReader = (db: RegisterDatabase): ProofReader => {
  const size = db.prepare<[], number>('SELECT count(*) FROM event').pluck()
  const newest = db.prepare<[], string>('SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1').pluck()
  const hashes = db.prepare<[], Buffer>('SELECT hash FROM event ORDER BY idx').pluck()
  return {
    size: () => size.get() ?? 0,
    checkpoint: () => newest.get() ?? '',
    inclusion: (index, upTo) => {
      const leaves = hashes.all()
      return proveInclusion(leaves, index, upTo ?? leaves.length)
    },
    consistency: (older, newer) => {
      const leaves = hashes.all()
      return proveConsistency(leaves, older, newer ?? leaves.length)
    },
  }
}
