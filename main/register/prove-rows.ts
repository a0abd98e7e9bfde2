import { createHash } from 'node:crypto'
import { Failure } from '../../shared/contract/failure.ts'
import { judgeSignature, originOf, parseCheckpoint } from './checkpoint.ts'
import type { JsonValue } from './canonical-json.ts'
import { inclusionIn } from './merkle-proof.ts'
import { hashBytes, textLeafHash } from './merkle-tree.ts'
import { verifierKey } from './note-key.ts'
import type { RegisterDatabase } from './open-database.ts'
import type { Disclosure } from './personal-fields.ts'
import { storedEventsAt } from './read-events.ts'
import { concernsCopy } from './redact-events.ts'
import type { StoredEvent } from './stored-event.ts'
import { storedTree } from './tree-tiles.ts'
import { verifyInclusion } from './verify-proof.ts'
import type { VerifyIdentity } from './verify-register.ts'

/** See FORMATS.md: one recipient's rows with their proofs, to be checked without anyone else's. */
export const PROOF_FORMAT = 'siglum-proof/1'

export interface ProvenRows {
  /** JSON Lines. */
  readonly text: string
  readonly rows: number
  /** Of the tree that the proofs lead to. */
  readonly size: number
  /** The signed head of that tree. */
  readonly checkpoint: string
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const line = (value: object): string => `${JSON.stringify(value)}\n`

/** Only what concerns these copies; other people's values stay commitments. */
const disclosed = ({ leaf, disclosures }: StoredEvent, copyIds: ReadonlySet<string>): Disclosure[] => {
  const { body } = JSON.parse(leaf) as { body: JsonValue }
  return disclosures.filter(({ path }) => concernsCopy(body, path, copyIds))
}

/**
 * These events with proofs to the newest checkpoint. Every proof is checked before it is given out. Throws Failure
 * 'register-altered' when the register does not bear out its own checkpoint.
 */
export const proveRows = (
  db: RegisterDatabase,
  { vaultId, publicKey }: VerifyIdentity,
  indices: readonly number[],
  copyIds: ReadonlySet<string>,
): ProvenRows => {
  const note = db.prepare<[], string>('SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1').pluck().get()
  const head = parseCheckpoint(note ?? '')
  if (judgeSignature(head, publicKey) !== 'valid') throw unproven()
  const tree = storedTree(db, head.size)
  const rows = storedEventsAt(db, indices).map((stored) => {
    const proof = inclusionIn(tree, stored.index, head.size)
    const leaf = hashBytes(textLeafHash(stored.leaf))
    if (!verifyInclusion({ leaf, index: stored.index, size: head.size, root: head.root, proof }))
      throw unproven()
    const values = disclosed(stored, copyIds).map(({ path, salt, value }) => {
      return { path, salt: base64(hashBytes(salt)), value }
    })
    return { index: stored.index, leaf: stored.leaf, proof: proof.map(base64), disclosed: values }
  })
  const origin = originOf(vaultId)
  const key = verifierKey(origin, publicKey)
  const header = { format: PROOF_FORMAT, key, checkpoint: note, rows: rows.length }
  const text = [header, ...rows].map(line).join('')
  const sha256 = createHash('sha256').update(text).digest('hex')
  return { text: text + line({ sha256 }), rows: rows.length, size: head.size, checkpoint: note ?? '' }
}

const unproven = (): Failure =>
  new Failure(
    'register-altered',
    'The register does not bear out its own signed checkpoint, so nothing can be proven from it. Run verify.',
  )

/** Where a copy's life is told: the event's place in the record, its type and time. */
export interface CopyEvent {
  readonly index: number
  readonly type: string
  readonly at: string
}

/** Events that speak of one of these copies, oldest first. */
export const eventsOfCopies = (db: RegisterDatabase, copyIds: ReadonlySet<string>): CopyEvent[] => {
  const speaking = db.prepare<[string], CopyEvent>(
    `SELECT idx AS "index", event.type, leaf ->> '$.at' AS at FROM copy_event JOIN event ON idx = copy_event.event
     WHERE copy = ?`,
  )
  const found = [...copyIds].flatMap((id) => speaking.all(id))
  const byIndex = new Map(found.map((event) => [event.index, event]))
  return [...byIndex.values()].toSorted((a, b) => a.index - b.index)
}

/** Where these documents were imported and amended. Reads every event's text: a question for exports, not for lists. */
export const importsOf = (db: RegisterDatabase, documentIds: readonly string[]): number[] => {
  const importing = db
    .prepare<[string], number>(
      `SELECT idx FROM event WHERE instr(leaf, ?) > 0 AND type IN ('document-imported', 'document-amended')
       ORDER BY idx`,
    )
    .pluck()
  return documentIds.flatMap((id) => importing.all(id))
}
