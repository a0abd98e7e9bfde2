import type { Medium } from '../../shared/mark/layout.ts'

export interface IssueRequest {
  /** Path of the PDF. */
  readonly document: string
  /** Path of the list. */
  readonly recipients: string
  readonly out: string
  readonly medium: Medium
  /** Who issues. */
  readonly by: string
  readonly title?: string
  readonly number?: string
  readonly classification?: string
  readonly occasion?: string
  readonly password?: string
}
