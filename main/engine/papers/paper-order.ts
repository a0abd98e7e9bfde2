import type { ExportFormat, SheetKind } from '../../../shared/contract/paper-results.ts'
import type { Statement } from '../../export/statement.ts'
import type { RegisterReader } from '../../register/register.ts'
import type { CopyQuestion } from '../custody/search-copies.ts'

export interface ExportRequest {
  readonly question: CopyQuestion
  readonly format: ExportFormat
  readonly out: string
  /** Of a CSV file, for Excel. */
  readonly byteOrderMark?: boolean
  readonly by: string
}

export interface SheetRequest {
  readonly sheet: SheetKind
  /** An issuance for lists, a certificate's number, or a copy as a person names it. */
  readonly of: readonly string[]
  readonly out: string
  readonly by: string
}

/** What is to be drawn. */
export type PaperOrder =
  | { readonly kind: 'copies'; readonly request: ExportRequest }
  | { readonly kind: 'sheet'; readonly request: SheetRequest }

/** What the drawing thread is told: the order, and the register to read. */
export interface DrawJob {
  readonly file: string
  readonly identity: { readonly vaultId: string; readonly publicKey: Uint8Array }
  readonly order: PaperOrder
}

/** Whose register it is, and the register itself. */
export interface PaperSource {
  readonly id: string
  readonly register: RegisterReader
}

/** Told of each row that was drawn, where rows are drawn one by one. */
export type OnRow = (done: number) => void

/** A file whose rows were read: what it says of itself, and the drawing of it. */
export interface PreparedPaper {
  readonly statement: Statement
  readonly draw: (onRow: OnRow) => Promise<Uint8Array>
}

/** A file that is ready to go out. */
export interface DrawnPaper {
  readonly statement: Statement
  readonly bytes: Uint8Array
}
