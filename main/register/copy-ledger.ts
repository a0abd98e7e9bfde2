import type { Custody } from '../../shared/contract/custody-steps.ts'
import type { CustodyType } from '../../shared/contract/custody-events.ts'
import type { Recipient } from '../../shared/contract/events.ts'

/** A copy as the projections keep it. */
export interface LedgerCopy {
  readonly id: string
  readonly issuance: string
  readonly number: number
  /** 0 for a copy of the issuance itself, else the reprint's own number, of so many. */
  readonly sub: number
  readonly subOf: number
  readonly reprintOf: string | null
  readonly code: string
  /** Key of the recipient. */
  readonly recipient: number
  /** Where a reprint was written; null for others. */
  readonly folder: string | null
  readonly reservedAt: string
  /** Null while it is only reserved. */
  readonly settled: Settlement | null
}

export interface Settlement {
  readonly state: 'sealed' | 'abandoned'
  readonly sha256: string | null
  readonly bytes: number | null
  readonly fileName: string | null
  readonly reason: string | null
  readonly at: string
}

/** What a copy's steps have led to, and the key of whoever has it when that is not its recipient. */
export interface Stand {
  readonly custody: Custody
  readonly holder: number | null
}

/** A step of a copy as it was recorded. */
export interface LedgerStep {
  readonly event: number
  readonly copy: string
  readonly type: CustodyType
  /** Its place in the copy's life: its own number, or that of the step it corrects. */
  readonly place: number
  readonly day: string
  /** Canonical JSON. */
  readonly body: string
  /** The event that took its place or struck it. */
  readonly correctedBy: number | null
}

/**
 * The tables that nearly every event touches: copies and their recipients, where each copy is, its steps, the events that
 * speak of it, the words it is found by. Projectors reach them only through this, so that one and the same law fills the
 * register's tables (`sql-ledger.ts`) and what verify holds against them (`memory-ledger.ts`).
 */
export interface CopyLedger {
  /** The key under which a person is kept: the same person once, in the order in which they came. */
  recipientKey(recipient: Recipient): number
  copy(id: string): LedgerCopy | undefined
  /** Whether it is there; if so, other tables' rows may refer to it from now on. */
  has(id: string): boolean
  /** A new one; rows lie in the order in which they were added. Throws where the id or code is taken; not always at once. */
  add(copy: LedgerCopy): void
  settle(copy: LedgerCopy, settlement: Settlement): void
  /** Undefined while nothing ever happened to it. */
  stand(copyId: string): Custody | undefined
  setStand(copyId: string, stand: Stand): void
  addStep(step: LedgerStep): void
  step(event: number, copyId: string): LedgerStep | undefined
  /** Those that were not corrected, in the order of the copy's life. */
  standing(copyId: string): readonly LedgerStep[]
  correct(step: LedgerStep, by: number): void
  /** The greatest number among a copy's reprints; 0 when there are none. */
  lastReprint(copyId: string): number
  /** Ids of a document's copies: by issuance, oldest first, then by number. */
  copiesOf(documentId: string): readonly string[]
  /** Notes that an event speaks of a copy; again changes nothing. */
  concern(copyId: string, event: number): void
  /** Words by which a copy is found; more than once as more become known. */
  index(copyId: string, words: string): void
}

/** Filled through the ledger alone. */
export const LEDGER_TABLES = ['recipient', 'copy', 'custody', 'custody_step', 'copy_event', 'search'] as const
