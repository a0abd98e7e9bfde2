import type { Medium, Recipient, Verdict } from '../../shared/contract/events.ts'
import type { Role } from '../../shared/contract/roles.ts'
import type { JsonValue } from './canonical-json.ts'

/** What queries return. Times are ISO 8601 in UTC; null where nothing was given or has happened yet. */

export interface DocumentRow {
  readonly id: string
  readonly title: string
  readonly number: string | null
  readonly classification: string | null
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
  readonly medium: Medium
  readonly folder: string | null
  /** The page layouts that its copies were marked by. */
  readonly layoutsBlob: string | null
  /** How many copies were reserved, whatever became of them. */
  readonly copies: number
  readonly at: string
  readonly by: string
}

export type CopyState = 'reserved' | 'sealed' | 'abandoned'

export interface CopyRow {
  readonly id: string
  readonly issuanceId: string
  readonly documentId: string
  readonly number: number
  readonly of: number
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
  /** Where its issuance was written. */
  readonly folder: string | null
}

export interface TraceRow {
  readonly id: string
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
}

export interface UserRow {
  readonly name: string
  readonly role: Role
  /** False for those who were removed. */
  readonly active: boolean
  readonly since: string
}
