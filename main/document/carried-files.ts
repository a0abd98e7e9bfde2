import type { PDFDict } from 'pdf-lib'
import { Failure } from '../../shared/contract/failure.ts'
import type { PageNode } from './collect-pages.ts'
import { dictOf, get, getArray, getDict, getName } from './read-objects.ts'

/** What readers show of a PDF besides its pages: there no mark can be. */

const hasAttachment = ({ dict }: PageNode): boolean =>
  getArray(dict, 'Annots')
    ?.asArray()
    .some((annotation) => {
      const found = dictOf(dict.context, annotation)
      return found !== null && getName(found, 'Subtype') === 'FileAttachment'
    }) ?? false

/** Whether other files come with it: attached to it, or to one of its pages. Copies have them as they are. */
export const carriesFiles = (catalog: PDFDict, pages: readonly PageNode[]): boolean =>
  get(getDict(catalog, 'Names'), 'EmbeddedFiles') !== undefined ||
  get(catalog, 'AF') !== undefined ||
  pages.some(hasAttachment)

/**
 * Of a portfolio readers show the files in it, and of a form that is laid out as it is opened what its program says (ISO 32000-1, 12.3.5; XFA 3.3): the pages are
 * a cover, or ask for another reader. Marks on them would be seen by nobody.
 * @throws Failure document-unmarkable
 */
export const requirePages = (catalog: PDFDict): void => {
  if (getDict(catalog, 'Collection') !== null)
    throw new Failure(
      'document-unmarkable',
      'This PDF is a portfolio: readers show the files in it, not its page. Issue each of them by itself.',
    )
  if (get(catalog, 'NeedsRendering')?.toString() === 'true')
    throw new Failure(
      'document-unmarkable',
      'This PDF is an XFA form without pages of its own. Open it in its program, print it to a new PDF and issue that.',
    )
}
