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

const HEADS_AT_ONCE = 500

/** Stored checkpoints in order of size, each handed out once. */
export const headCursor = (db: RegisterDatabase) => {
  const next = db.prepare<[number], StoredHead>(
    `SELECT size, note FROM checkpoint WHERE size > ? ORDER BY size LIMIT ${HEADS_AT_ONCE}`,
  )
  let ahead = next.all(0)
  const take = (size: number): readonly StoredHead[] => {
    const taken: StoredHead[] = []
    while (ahead.length > 0 && ahead[0].size <= size) {
      const behind = ahead.findIndex((head) => head.size > size)
      const part = behind === -1 ? ahead : ahead.slice(0, behind)
      taken.push(...part)
      ahead = behind === -1 ? next.all(part[part.length - 1].size) : ahead.slice(behind)
    }
    return taken
  }
  const none: readonly StoredHead[] = []
  return {
    takeUpTo: (size: number): readonly StoredHead[] =>
      ahead.length === 0 || ahead[0].size > size ? none : take(size),
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
