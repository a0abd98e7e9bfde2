export interface TraceLeaksRequest {
  /** Paths of pictures, scans and PDFs of one leak. */
  readonly files: readonly string[]
  /** Only copies of this document, or of this issuance. */
  readonly documentId?: string
  readonly issuanceId?: string
  /** Largest acceptable chance of naming an innocent copy. */
  readonly limit?: number
  /** Folder for the evidence. */
  readonly evidence?: string
  readonly by: string
}
