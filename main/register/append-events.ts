import { Failure } from '../../shared/contract/failure.ts'
import { areTwoPeople } from '../../shared/contract/custody-steps.ts'
import { newEventSchema } from '../../shared/contract/events.ts'
import type { NewEvent } from '../../shared/contract/events.ts'
import { judgeSignature, originOf, signCheckpoint, tryParseCheckpoint } from './checkpoint.ts'
import type { NoteSigner } from './checkpoint.ts'
import { appendLeaves, edgeRoot } from './merkle-tree.ts'
import type { TreeEdge } from './merkle-tree.ts'
import type { RegisterDatabase } from './open-database.ts'
import { createProjector } from './project-event.ts'
import { sqlLedger } from './sql-ledger.ts'
import { encodeEvent } from './stored-event.ts'
import type { StoredEvent } from './stored-event.ts'
import { edgeStore } from './tree-edge.ts'
import { tileWriter } from './tree-tiles.ts'

export interface RegisterIdentity {
  readonly vaultId: string
  readonly signer: NoteSigner
  readonly now: () => Date
}

export interface Appended {
  /** How many events the register holds now. */
  readonly size: number
  /** The signed head that covers them. */
  readonly checkpoint: string
}

export type Append = (events: readonly NewEvent[]) => Appended

/** All of `events` in one transaction with the checkpoint that covers them: when this returns, they are on disk. */
export const createAppend = (db: RegisterDatabase, identity: RegisterIdentity): Append => {
  const edges = edgeStore(db)
  const keepTile = tileWriter(db)
  const insertEvent = eventInserter(db)
  const insertCheckpoint = db.prepare('INSERT INTO checkpoint (size, note) VALUES (?, ?)')
  const ledger = sqlLedger(db)
  const project = createProjector(db, ledger)
  const requireSoundHead = headCheck(db, identity)
  const append = db.transaction((events: readonly NewEvent[]): Appended => {
    const before = edges.read()
    requireSoundHead(before)
    requireBeginning(before, events)
    const at = identity.now().toISOString()
    const stored = events.map((event, i) => encodeEvent(event, at, before.size + i))
    stored.forEach(insertEvent)
    ledger.begin()
    events.forEach((event, i) => project({ ...event, at }, before.size + i))
    ledger.flush()
    const after = appendLeaves(
      before,
      stored.map(({ hash }) => hash),
      keepTile,
    )
    edges.write(after)
    const head = { origin: originOf(identity.vaultId), size: after.size, root: edgeRoot(after) }
    const checkpoint = signCheckpoint(head, identity.signer)
    insertCheckpoint.run(after.size, checkpoint)
    return { size: after.size, checkpoint }
  })
  return (events) => append.immediate(parseEvents(events))
}

const batchSchema = newEventSchema.array().min(1)

const parseEvents = (events: readonly NewEvent[]): readonly NewEvent[] => {
  const parsed = batchSchema.safeParse(events)
  if (parsed.success) {
    parsed.data.forEach(requireTwoWitnesses)
    return parsed.data
  }
  const details = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new Failure('usage', `The register cannot record this: ${details[0]}.`, {
    details,
    cause: parsed.error,
  })
}

/** Asked once, when it is recorded: erased names could not be told apart later. */
const requireTwoWitnesses = ({ type, body }: NewEvent): void => {
  if (type !== 'copy-destroyed' || areTwoPeople(body.witnesses)) return
  throw new Failure(
    'step-refused',
    `Destruction needs two different witnesses; ${body.witnesses[0]} was named twice.`,
  )
}

/** A register begins with `vault-created`, once: one that was emptied is not simply begun anew. */
const requireBeginning = ({ size }: TreeEdge, events: readonly NewEvent[]): void => {
  const isBeginning = (i: number): boolean => size + i === 0
  if (events.every(({ type }, i) => (type === 'vault-created') === isBeginning(i))) return
  if (size > 0) throw new Failure('usage', 'A vault is created only once.')
  throw new Failure(
    'register-altered',
    'The register was emptied, so nothing is recorded. Restore a backup of the vault.',
  )
}

const eventInserter = (db: RegisterDatabase) => {
  const insertEvent = db.prepare('INSERT INTO event (idx, leaf, hash) VALUES (?, ?, unhex(?))')
  const insertDisclosure = db.prepare(
    'INSERT INTO disclosure (event, path, salt, value) VALUES (?, ?, unhex(?), ?)',
  )
  return ({ index, leaf, hash, disclosures }: StoredEvent): void => {
    insertEvent.run(index, leaf, hash)
    for (const { path, salt, value } of disclosures) insertDisclosure.run(index, path, salt, value)
  }
}

/** A new signature must never cover what the last one does not: that would make a manipulation official. */
const headCheck = (db: RegisterDatabase, { vaultId, signer }: RegisterIdentity) => {
  const lastCheckpoint = db
    .prepare<[], string>('SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1')
    .pluck()
  const countEvents = db.prepare<[], number>('SELECT coalesce(max(idx) + 1, 0) FROM event').pluck()
  const isSound = (edge: TreeEdge): boolean => {
    const note = lastCheckpoint.get()
    if (edge.size !== countEvents.get()) return false
    if (note === undefined) return edge.size === 0
    const head = tryParseCheckpoint(note)
    return (
      head !== null &&
      head.origin === originOf(vaultId) &&
      head.size === edge.size &&
      Buffer.compare(head.root, edgeRoot(edge)) === 0 &&
      judgeSignature(head, signer.publicKey) === 'valid'
    )
  }
  return (edge: TreeEdge): void => {
    if (isSound(edge)) return
    throw new Failure(
      'register-altered',
      'The register does not match its last signed checkpoint, so nothing more is recorded. Run verify, and restore a backup.',
    )
  }
}
