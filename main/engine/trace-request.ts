import type { HandPlacement } from '../trace/place-by-hand.ts'

export interface TraceLeaksRequest {
  /** Paths of pictures, scans, PDFs and texts of one leak. */
  readonly files: readonly string[]
  /** Text that is in no file: pasted, or read from standard input. */
  readonly texts?: readonly { readonly name: string; readonly text: string }[]
  /** Only copies of this document, or of this issuance. */
  readonly documentId?: string
  readonly issuanceId?: string
  /** Largest acceptable chance of naming an innocent copy. */
  readonly limit?: number
  /** Folder for the evidence. */
  readonly evidence?: string
  /** How the first picture lies, where a person pointed at the corners of a page; see `HandPlacement`. */
  readonly byHand?: {
    readonly documentId: string
    /** From 1. */
    readonly page: number
    readonly corners: HandPlacement['corners']
  }
  readonly by: string
}
