import { Failure } from '../../shared/contract/failure.ts'
import type { Medium, PageLayout } from '../../shared/mark/layout.ts'
import type { DocumentWarning, FileIdentity } from '../document/document.ts'
import type { CopyFace } from '../issue/copy-face.ts'
import type { PlannedPage } from '../issue/issue.ts'
import type { ApprovedPlace } from '../issue/wording/place-wording.ts'
import type { SignLine } from './sign-line.ts'

/** What a copy worker is started with. */
export interface CopyWorkerData {
  readonly original: Uint8Array
  readonly password: string | null
  readonly medium: Medium
  /** What the notice in the copies says of the classification; null for no notice. */
  readonly notice: { readonly classification?: string } | null
  readonly line: SignLine
}

/** What a document turned out to be when it was opened. */
export interface DocumentFacts {
  readonly title: string | null
  readonly pages: number
  readonly warnings: readonly DocumentWarning[]
  readonly missingFonts: readonly string[]
  readonly standInFonts: readonly string[]
}

/** A copy as it lies on disk, checked, under the name it has until it is sealed. */
export interface MadeCopy {
  readonly sha256: string
  readonly bytes: number
}

export type CopyJob =
  | { readonly kind: 'look' }
  /** `earlier`: the page's places in the issuance that is added to; null where they are to be chosen. */
  | {
      readonly kind: 'plan'
      readonly page: number
      readonly approved: readonly ApprovedPlace[]
      readonly earlier: PageLayout | null
    }
  | { readonly kind: 'prepare'; readonly pages: readonly PlannedPage[] }
  | { readonly kind: 'make'; readonly copy: CopyFace; readonly identity: FileIdentity; readonly part: string }

export type CopyJobResult =
  | { readonly kind: 'look'; readonly facts: DocumentFacts }
  /** `problems`: with the wordings that the author allowed. */
  | { readonly kind: 'plan'; readonly page: PlannedPage; readonly problems: readonly string[] }
  | { readonly kind: 'prepare' }
  | { readonly kind: 'make'; readonly made: MadeCopy }

export const layoutsOf = (pages: readonly PlannedPage[]): readonly PageLayout[] =>
  pages.map(({ layout }) => layout)

/** Throws Failure 'document-broken' where the file means one thing to its reader and another to its viewer. */
export const requireSamePages = (read: number, shown: number): void => {
  if (read === shown) return
  throw new Failure(
    'document-broken',
    `This PDF reads as ${read} pages and shows ${shown}. Print it to a new PDF and try again.`,
  )
}
