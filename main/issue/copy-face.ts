/** What a copy shows of itself, and the id that its signs hang on. */
export interface CopyFace {
  readonly copyId: string
  /** The copy's number among the issuance's, e.g. 3 of 12. */
  readonly number: number
  readonly of: number
  /** A reprint's own number, of so many: shown as "3/1 of 2". */
  readonly sub?: number
  readonly subOf?: number
  /** Short and check-digited, worked out by the register. */
  readonly code: string
  readonly recipient: { readonly name: string; readonly unit: string }
  /** The meeting or purpose; may be empty. */
  readonly occasion: string
  /** When it was issued, as it is to be read, e.g. "2026-11-23 15:04". */
  readonly time: string
}
