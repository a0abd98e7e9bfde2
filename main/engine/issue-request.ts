import { basename } from 'node:path'
import type { Medium } from '../../shared/mark/layout.ts'
import type { Recipient } from '../issue/recipients.ts'

export interface IssueRequest {
  /** Path of the PDF. */
  readonly document: string
  /** What the file is called, where its path does not say. */
  readonly documentName?: string
  /** Path of the list, or the people themselves. */
  readonly recipients: string | readonly Recipient[]
  readonly out: string
  readonly medium: Medium
  /** Who issues. */
  readonly by: string
  readonly title?: string
  readonly number?: string
  readonly controlNumber?: string
  readonly classification?: string
  /** How long the classification holds. */
  readonly term?: string
  readonly version?: string
  /** Day before which no copy may be destroyed. */
  readonly retainUntil?: string
  readonly basis?: string
  readonly approver?: string
  readonly occasion?: string
  /** When the copies are due back. */
  readonly due?: string
  readonly password?: string
  /** Whether the text layer and metadata of copies begin with a notice to automated systems; as the vault's settings say unless told. */
  readonly notice?: boolean
  /** Path of a list of wordings (siglum wording makes it) of which the author allowed some. */
  readonly wording?: string
  /** What the list is called, where its path does not say. */
  readonly wordingName?: string
}

export const documentNameOf = ({ document, documentName }: IssueRequest): string =>
  documentName ?? basename(document)
