import { judgeSignature, tryParseCheckpoint } from './checkpoint.ts'
import type { ParsedCheckpoint } from './checkpoint.ts'
import { edgeRoot } from './merkle-tree.ts'
import type { TreeEdge } from './merkle-tree.ts'
import type { RegisterDatabase } from './open-database.ts'
import type { Finding } from './verify-report.ts'

export interface HeadIdentity {
  readonly origin: string
  readonly publicKey: Uint8Array
}

interface StoredHead {
  readonly size: number
  readonly note: string
}

/** Stored checkpoints in order of size, each handed out once. */
export const headCursor = (db: RegisterDatabase) => {
  const next = db.prepare<[number, number], StoredHead>(
    'SELECT size, note FROM checkpoint WHERE size > ? AND size <= ? ORDER BY size LIMIT 100',
  )
  let last = 0
  return {
    takeUpTo: (size: number): readonly StoredHead[] => {
      const heads = next.all(last, size)
      last = heads.at(-1)?.size ?? last
      return heads
    },
  }
}

const wrong = (size: number, why: string): Finding => ({
  kind: 'checkpoint-wrong',
  message: `The checkpoint at ${size} events ${why}.`,
})

const genuine = (
  { size, note }: StoredHead,
  { origin, publicKey }: HeadIdentity,
): ParsedCheckpoint | Finding => {
  const head = tryParseCheckpoint(note)
  if (head === null) return wrong(size, 'is damaged')
  if (head.origin !== origin) return wrong(size, 'is of another register')
  if (head.size !== size) return wrong(size, 'is filed under another size')
  return judgeSignature(head, publicKey) === 'valid' ? head : wrong(size, 'is not signed by this vault')
}

/** A stored head against the tree as re-derived up to its size. */
export const checkHead = (stored: StoredHead, edge: TreeEdge, identity: HeadIdentity): Finding | null => {
  const head = genuine(stored, identity)
  if ('kind' in head) return head
  return Buffer.compare(head.root, edgeRoot(edge)) === 0
    ? null
    : { ...wrong(stored.size, 'does not match the events'), rootDiffers: true }
}

/** A stored head that covers more events than there are. */
export const checkHeadBeyond = (stored: StoredHead, present: number, identity: HeadIdentity): Finding => {
  const head = genuine(stored, identity)
  if ('kind' in head) return head
  return {
    kind: 'tail-missing',
    message: `A signed checkpoint covers ${stored.size} events, but only ${present} are left.`,
  }
}
