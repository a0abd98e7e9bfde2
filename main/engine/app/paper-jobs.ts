import type { ScreenPicture } from '../../../shared/contract/app/call.ts'
import type { Medium } from '../../../shared/mark/layout.ts'
import type { CopyFace } from '../../issue/copy-face.ts'
import type { PlannedPage } from '../../issue/issue.ts'
import type { DocumentFacts } from '../copy-jobs.ts'

/** A paper that somebody is about to issue. */
export interface PaperFile {
  readonly path: string
  /** As a person calls it. */
  readonly name: string
  readonly password?: string | undefined
}

export interface PaperWorkerData {
  readonly path: string
  readonly password: string | null
}

export interface PaperFacts extends DocumentFacts {
  readonly sha256: string
  readonly sizesMm: readonly { readonly width: number; readonly height: number }[]
}

export interface PreviewJob {
  readonly kind: 'preview'
  /** From 0. */
  readonly page: number
  readonly widthPx: number
  readonly medium: Medium
  readonly copy: CopyFace
}

export type PaperJob =
  | { readonly kind: 'look' }
  | { readonly kind: 'page'; readonly page: number; readonly widthPx: number }
  | { readonly kind: 'plan'; readonly page: number; readonly medium: Medium }
  | PreviewJob

export type PaperResult =
  | { readonly kind: 'look'; readonly facts: PaperFacts }
  | { readonly kind: 'page'; readonly picture: ScreenPicture }
  | { readonly kind: 'plan'; readonly page: PlannedPage }
  | {
      readonly kind: 'preview'
      readonly original: ScreenPicture
      readonly marked: ScreenPicture
      readonly unseen: ScreenPicture
    }
