/** What tells a copy among the copies of its issuance. */
export interface CopyNumbers {
  readonly number: number
  readonly of: number
  /** A reprint's own number, of so many; 0 for a copy of the issuance itself. */
  readonly sub?: number
  readonly subOf?: number
}

/** "3/12", or "3/1 of 2" for the first of two reprints of copy 3. */
export const copyLabel = ({ number, of, sub = 0, subOf = 0 }: CopyNumbers): string =>
  sub === 0 ? `${number}/${of}` : `${number}/${sub} of ${subOf}`
