import { randomBytes } from 'node:crypto'
import { CODE_RANDOM_BYTES, makeCode } from '../../shared/contract/copy-code.ts'
import type { Cancellation } from '../../shared/contract/failure.ts'
import type { RegisterEvent } from '../../shared/contract/events.ts'
import { createAppend } from './append-events.ts'
import type { Append, Appended, RegisterIdentity } from './append-events.ts'
import { originOf } from './checkpoint.ts'
import { asDatabaseFailure, withDatabaseFailures } from './database-failure.ts'
import type { MerkleProof } from './merkle-proof.ts'
import { backupDatabase, blobIds } from './backup-database.ts'
import { createDatabase, openDatabase, openDatabaseForReading } from './open-database.ts'
import type { RegisterDatabase } from './open-database.ts'
import { readEvents, readEventsAt, storedEventsAt } from './read-events.ts'
import { verifierKey } from './note-key.ts'
import { eventsOfCopies, importsOf, proveRows } from './prove-rows.ts'
import type { CopyEvent, ProvenRows } from './prove-rows.ts'
import { createListReader } from './read-lists.ts'
import type { ListReader } from './read-lists.ts'
import { readLog } from './read-log.ts'
import type { LogPage } from './read-log.ts'
import { createProofReader } from './read-proofs.ts'
import { createRowReader } from './read-rows.ts'
import type { RowReader } from './read-rows.ts'
import { rebuildProjections } from './rebuild-projections.ts'
import { recoverAbandoned } from './recover-abandoned.ts'
import type { Recovery } from './recover-abandoned.ts'
import { findPersonal, redactEvents } from './redact-events.ts'
import type { PersonalPlace, PersonalQuery, Redaction } from './redact-events.ts'
import type { CopyRow, NumberedEvent } from './rows.ts'
import type { StoredEvent } from './stored-event.ts'
import { verifyApart } from './verify-apart.ts'
import type { VerifyIdentity } from './verify-register.ts'
import { verifyRegister } from './verify-register.ts'
import type { VerifyReport } from './verify-report.ts'

/** What may look but not record. */
export interface RegisterReader extends RowReader, ListReader {
  /** How many events there are. */
  size(): number
  /** The newest signed head, for keeping elsewhere. */
  checkpoint(): string
  /** All events, oldest first. Throws Failure 'register-altered' at one that is not as it was recorded. */
  events(): Iterable<RegisterEvent>
  /** One event by its number; and some as they lie in the register, to be proved to others. Throws 'not-found'. */
  event(index: number): RegisterEvent
  storedEvents(indices: readonly number[]): readonly StoredEvent[]
  /** That event `index` is in the tree of the first `size` events; likewise that the tree of `older` grew into it. */
  inclusionProof(index: number, size?: number): MerkleProof
  consistencyProof(older: number, newer?: number): MerkleProof
  /** Of every event, one after the other, 32 bytes each: whoever has them can work out every root there ever was. */
  leafHashes(): Uint8Array
  /** The key that signs the checkpoints, as note tools take it. */
  verifierKey(): string
  /** Events that speak of one of these copies, oldest first. */
  eventsOfCopies(copyIds: ReadonlySet<string>): readonly CopyEvent[]
  /** Where these documents were imported. */
  importsOf(documentIds: readonly string[]): readonly number[]
  /** These events with their proofs, for whoever has these copies: see `proveRows`. */
  proveRows(indices: readonly number[], copyIds: ReadonlySet<string>): ProvenRows
  /** See `verifyRegister`; the texts are checkpoints that were kept outside this machine. */
  verify(...checkpoints: string[]): VerifyReport
  /** A page of the record, newest first. */
  log(page: LogPage, signal?: Cancellation): Promise<readonly NumberedEvent[]>
  /** As `verify`, while others go on: see `verifyApart`. */
  verifyApart(texts: readonly string[], signal?: AbortSignal): Promise<VerifyReport>
  /** Stored contents that the record needs. */
  blobIds(): readonly string[]
  /** A copy of the database as it is at one moment, while others may be writing. */
  backupTo(file: string): Promise<void>
  close(): void
}

export interface Register extends RegisterReader {
  /** All or none; on disk when it returns. Throws Failure 'usage' and 'not-found' for steps that cannot be. */
  append: Append
  /** Fresh codes for copies, different from each other and from all in the register. */
  newCodes(count: number): readonly string[]
  /** After a crash: see `recoverAbandoned`. */
  recoverAbandoned(recovery: Recovery): readonly CopyRow[]
  rebuildProjections(): void
  /** Personal values that are still there, and erasing them for good: see `redactEvents`. */
  findPersonal(query: PersonalQuery): readonly PersonalPlace[]
  redact(redaction: Redaction): Appended
}

export const createRegister = (file: string, identity: RegisterIdentity): Register =>
  withDatabaseFailures(() => registerOn(createDatabase(file), identity))

/** The caller holds the vault's lock. Throws Failure 'vault-newer' or 'vault-damaged'. */
export const openRegister = (file: string, identity: RegisterIdentity): Register =>
  withDatabaseFailures(() => registerOn(openDatabase(file, rebuildProjections), identity))

/** Beside a writer, or on its own; needs no lock. */
export const openRegisterForReading = (file: string, identity: VerifyIdentity): RegisterReader =>
  withDatabaseFailures(() => readerOn(openDatabaseForReading(file), identity))

const guarded =
  <A extends unknown[], R>(act: (...args: A) => R) =>
  (...args: A): R =>
    withDatabaseFailures(() => act(...args))

const readerOn = (db: RegisterDatabase, identity: VerifyIdentity): RegisterReader => {
  const rows = createRowReader(db)
  const lists = createListReader(db)
  const proofs = createProofReader(db)
  return {
    documents: guarded(rows.documents),
    document: guarded(rows.document),
    issuances: guarded(rows.issuances),
    issuance: guarded(rows.issuance),
    copies: guarded(rows.copies),
    countCopies: guarded(rows.countCopies),
    figures: guarded(lists.figures),
    documentsPage: guarded(lists.documentsPage),
    issuancesPage: guarded(lists.issuancesPage),
    openIssuances: guarded(lists.openIssuances),
    peoplePage: guarded(lists.peoplePage),
    peopleBeginning: guarded(lists.peopleBeginning),
    documentBySha256: guarded(lists.documentBySha256),
    copy: guarded(rows.copy),
    copyByCode: guarded(rows.copyByCode),
    traces: guarded(rows.traces),
    trace: guarded(rows.trace),
    musters: guarded(rows.musters),
    history: guarded(rows.history),
    reprints: guarded(rows.reprints),
    event: guarded((index: number) => readEventsAt(db, [index])[0]),
    storedEvents: guarded((indices: readonly number[]) => storedEventsAt(db, indices)),
    users: guarded(rows.users),
    events: () => readEvents(db),
    size: guarded(proofs.size),
    checkpoint: guarded(proofs.checkpoint),
    inclusionProof: guarded(proofs.inclusion),
    consistencyProof: guarded(proofs.consistency),
    leafHashes: guarded(proofs.leafHashes),
    verifierKey: () => verifierKey(originOf(identity.vaultId), identity.publicKey),
    eventsOfCopies: guarded((copyIds: ReadonlySet<string>) => eventsOfCopies(db, copyIds)),
    importsOf: guarded((documentIds: readonly string[]) => importsOf(db, documentIds)),
    proveRows: guarded((indices: readonly number[], copyIds: ReadonlySet<string>) =>
      proveRows(db, identity, indices, copyIds),
    ),
    verify: guarded((...texts: string[]) => verifyRegister(db, identity, texts)),
    log: async (page, signal) => {
      try {
        return await readLog(db, page, signal)
      } catch (error) {
        throw asDatabaseFailure(error)
      }
    },
    verifyApart: (texts, signal) => verifyApart({ file: db.name, identity, texts }, signal),
    blobIds: guarded(() => blobIds(db)),
    backupTo: (file) => backupDatabase(db, file),
    close: guarded(() => void db.close()),
  }
}

const registerOn = (db: RegisterDatabase, identity: RegisterIdentity): Register => {
  const reader = readerOn(db, { vaultId: identity.vaultId, publicKey: identity.signer.publicKey })
  const append = guarded(createAppend(db, identity))
  return {
    ...reader,
    append,
    newCodes: guarded((count: number) => newCodes(reader, count)),
    recoverAbandoned: (recovery) => recoverAbandoned(reader, append, recovery),
    rebuildProjections: guarded(() => rebuildProjections(db)),
    findPersonal: guarded((query: PersonalQuery) => findPersonal(db, query)),
    redact: guarded((redaction: Redaction) => redactEvents(db, append, redaction)),
  }
}

const newCodes = (rows: RowReader, count: number): readonly string[] => {
  const codes = new Set<string>()
  while (codes.size < count) {
    const code = makeCode(randomBytes(CODE_RANDOM_BYTES))
    if (rows.copyByCode(code) === null) codes.add(code)
  }
  return [...codes]
}
