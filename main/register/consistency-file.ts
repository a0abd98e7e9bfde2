import { Failure } from '../../shared/contract/failure.ts'
import type { MerkleProof } from './merkle-proof.ts'
import { HASH_BYTES } from './merkle-tree.ts'

/**
 * A newer checkpoint with the proof that it grew out of one of `older` events: a line `old N`, the proof's hashes in
 * base64, an empty line, and the checkpoint as it is. The body of an `add-checkpoint` request of C2SP tlog-witness.
 */
export interface ConsistencyFile {
  readonly older: number
  readonly proof: MerkleProof
  /** The newer one. */
  readonly checkpoint: string
}

/** tlog-witness allows no more. */
const MOST_HASHES = 63

export const printConsistency = ({ older, proof, checkpoint }: ConsistencyFile): string =>
  [`old ${older}`, ...proof.map((hash) => Buffer.from(hash).toString('base64')), '', checkpoint].join('\n')

const invalid = (why: string): Failure =>
  new Failure('proof-invalid', `This is not a usable consistency proof: ${why}.`)

/** Null when the text does not set out to be one: a bare checkpoint, for example. Throws Failure 'proof-invalid'. */
export const parseConsistency = (text: string): ConsistencyFile | null => {
  if (!text.startsWith('old ')) return null
  const end = text.indexOf('\n\n')
  if (end === -1) throw invalid('it is incomplete')
  const [first, ...lines] = text.slice(0, end).split('\n')
  const size = /^old (0|[1-9][0-9]{0,14})$/.exec(first)
  if (size === null) throw invalid('its first line is damaged')
  if (lines.length > MOST_HASHES) throw invalid('it is far too long')
  const proof = lines.map((line) => Buffer.from(line, 'base64'))
  const areWhole = proof.every(
    (hash, i) => hash.length === HASH_BYTES && hash.toString('base64') === lines[i],
  )
  if (!areWhole) throw invalid('a hash in it is damaged')
  return { older: Number(size[1]), proof, checkpoint: text.slice(end + 2) }
}
