import type { Custody, CustodyState } from '../../shared/contract/custody-steps.ts'
import type { Medium, Recipient, RegisterEvent, Verdict } from '../../shared/contract/events.ts'
import type { Role } from '../../shared/contract/roles.ts'
import type { JsonValue } from './canonical-json.ts'

/** What queries return. Times are ISO 8601 in UTC; null where nothing was given or has happened yet. */

export interface DocumentRow {
  readonly id: string
  readonly title: string
  readonly number: string | null
  readonly controlNumber: string | null
  readonly classification: string | null
  readonly term: string | null
  readonly version: string | null
  /** No copy may be destroyed before this day. */
  readonly retainUntil: string | null
  readonly fileName: string | null
  readonly pages: number
  readonly sha256: string
  readonly originalBlob: string
  readonly pagesBlobs: readonly string[]
  readonly at: string
  readonly by: string
}

export interface IssuanceRow {
  readonly id: string
  readonly documentId: string
  readonly occasion: string | null
  readonly basis: string | null
  readonly approver: string | null
  readonly medium: Medium
  readonly folder: string | null
  /** The page layouts that its copies were marked by. */
  readonly layoutsBlob: string | null
  /** How many copies were reserved, whatever became of them. */
  readonly copies: number
  readonly at: string
  readonly by: string
  /** When its copies are due back, unless another day is said as they are handed out. */
  readonly due: string | null
}

export type CopyState = 'reserved' | 'sealed' | 'abandoned'

export interface CopyRow {
  readonly id: string
  readonly issuanceId: string
  readonly documentId: string
  readonly number: number
  readonly of: number
  /** A reprint's own number, of so many; 0 for a copy of the issuance itself. */
  readonly sub: number
  readonly subOf: number
  readonly reprintOf: string | null
  readonly code: string
  readonly state: CopyState
  readonly recipient: Recipient
  readonly sha256: string | null
  readonly bytes: number | null
  readonly fileName: string | null
  /** Why it was abandoned. */
  readonly reason: string | null
  /** When it was sealed or abandoned. */
  readonly settledAt: string | null
  /** Where it was written. */
  readonly folder: string | null
  readonly reservedAt: string
  /** Where it is; null until it is released. */
  readonly custody: Custody | null
  readonly mustered: { readonly at: string; readonly found: boolean } | null
}

export interface TraceRow {
  readonly id: string
  /** Its number in the register. */
  readonly event: number
  readonly verdict: Verdict
  readonly limit: number
  readonly bound: number
  readonly documentId: string | null
  readonly page: number | null
  readonly copyId: string | null
  readonly z: number | null
  readonly candidates: number
  readonly alignments: number
  readonly leaks: readonly { readonly sha256: string; readonly name: string }[]
  readonly figures: Readonly<Record<string, JsonValue>>
  readonly at: string
  readonly by: string
}

export interface CopyFilter {
  readonly documentId?: string
  readonly issuanceId?: string
  readonly state?: CopyState
  /** Of the copy's file. */
  readonly sha256?: string
  /** Any piece of it. */
  readonly occasion?: string
  /** Any piece of the name of the recipient, or of whoever has it now. */
  readonly recipient?: string
  readonly unit?: string
  /** Moments (ISO 8601, UTC) from which on and before which it was reserved. */
  readonly from?: string
  readonly until?: string
  readonly custody?: readonly CustodyState[]
  /** Due before this day and still with somebody. */
  readonly overdueOn?: string
  /** What a person typed: names, units, numbers, codes, titles. */
  readonly search?: string
  readonly limit?: number
  readonly offset?: number
}

/** An event, its number in the register, and what became of it. */
export interface NumberedEvent {
  readonly index: number
  readonly event: RegisterEvent
  /** The event that took its place or struck it. */
  readonly correctedBy: number | null
}

export interface MusterRow {
  readonly correctedBy: number | null
  readonly id: string
  readonly event: number
  readonly scope: string
  readonly expected: number
  readonly found: number
  readonly at: string
  readonly by: string
}

export interface UserRow {
  readonly name: string
  readonly role: Role
  /** False for those who were removed. */
  readonly active: boolean
  readonly since: string
}
