import type { PageLayout, ScoredCarrier } from '../../shared/mark/layout.ts'
import type { Plane } from '../../shared/maths/plane.ts'

/** An issued page as tracing needs it: where its carriers lie, and what it looks like unmarked. */
export interface LibraryPage {
  readonly layout: PageLayout
  /** The original, rendered at `pxPerMm`. */
  readonly original: Plane
  readonly pxPerMm: number
  /** Carriers that this document's copies bear. */
  readonly carriers: readonly ScoredCarrier[]
}

export interface LibraryDocument {
  readonly documentId: string
  readonly pages: number
  /** Every copy that could have leaked: the closed set that is scored. */
  readonly copyIds: readonly string[]
}

/** Everything ever issued, opened page by page. Tracing reads it and nothing else. */
export interface TraceLibrary {
  readonly documents: readonly LibraryDocument[]
  readonly page: (documentId: string, page: number) => Promise<LibraryPage>
}

/** Resolution at which originals are handed over, pixels per millimetre (152 dpi). */
export const LIBRARY_PX_PER_MM = 6
