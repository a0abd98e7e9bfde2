import { PDFDict, PDFName } from 'pdf-lib'
import type { PDFContext, PDFDocument } from 'pdf-lib'
import { Failure } from '../../shared/contract/failure.ts'
import { carriesFiles, requirePages } from './carried-files.ts'
import { collectPages } from './collect-pages.ts'
import { decodeStream } from './decode-stream.ts'
import type { DocumentWarning, SourceDocument } from './document.ts'
import { titleIn } from './identity-metadata.ts'
import { fontLoader } from './load-font.ts'
import { loadPdf } from './load-pdf.ts'
import { hiddenTest } from './optional-content.ts'
import { movablePictures } from './page-pictures.ts'
import { planPage, withPictures } from './plan-page.ts'
import type { PagePlan, PageTools } from './plan-page.ts'
import { dictOf, get, getName, getStream, getText } from './read-objects.ts'

/** A parsed original; `plans` and `pdf` are for the writer of this room. */
export interface OpenDocument extends SourceDocument {
  readonly pdf: PDFDocument
  readonly plans: readonly PagePlan[]
  readonly tools: PageTools
}

const isSigned = (context: PDFContext): boolean =>
  context.enumerateIndirectObjects().some(([, object]) => {
    if (!(object instanceof PDFDict)) return false
    if (getName(object, 'Type') === 'Sig' && object.has(PDFName.of('ByteRange'))) return true
    return getName(object, 'FT') === 'Sig' && get(object, 'V') !== undefined
  })

const titleOf = (context: PDFContext, catalog: PDFDict): string | null => {
  const title = getText(dictOf(context, context.trailerInfo.Info), 'Title')?.trim()
  if (title) return title
  const metadata = getStream(catalog, 'Metadata')
  const xmp = metadata && decodeStream(metadata)
  return xmp ? titleIn(Buffer.from(xmp).toString('utf8')) : null
}

/** The catalog, or a failure that says so: pdf-lib's own getter throws where there is none. */
const catalogOf = (context: PDFContext): PDFDict => {
  const catalog = dictOf(context, context.trailerInfo.Root)
  if (!catalog)
    throw new Failure('document-broken', 'This PDF has no catalog. Print it to a new PDF and try again.')
  return catalog
}

const read = (pdf: PDFDocument, wasEncrypted: boolean): OpenDocument => {
  const { context } = pdf
  const catalog = catalogOf(context)
  const warnings = new Set<DocumentWarning>()
  if (wasEncrypted) warnings.add('was-encrypted')
  if (isSigned(context)) warnings.add('signature-broken')
  const tools = {
    fonts: fontLoader(),
    isHidden: hiddenTest(context, catalog),
    onUnmovable: () => void warnings.add('text-unmovable'),
  }
  requirePages(catalog)
  const nodes = collectPages(context, catalog)
  if (carriesFiles(catalog, nodes)) warnings.add('carries-files')
  const planned = nodes.map((node) => planPage(context, node, tools))
  const pictures = movablePictures(
    context,
    planned.map(({ painted }) => painted),
  )
  const plans = planned.map((plan, page) => withPictures(plan, pictures[page]))
  return {
    pages: plans.map((plan) => plan.source),
    title: titleOf(context, catalog),
    warnings: [...warnings],
    pdf,
    plans,
    tools,
  }
}

/**
 * Parses a PDF and finds every word that can be moved.
 * @throws Failure document-broken, document-encrypted, document-too-large.
 */
export const openDocument = async (
  bytes: Uint8Array,
  options: { readonly password?: string } = {},
): Promise<OpenDocument> => {
  const { pdf, wasEncrypted } = await loadPdf(bytes, options.password)
  try {
    return read(pdf, wasEncrypted)
  } catch (error) {
    if (error instanceof Failure) throw error
    throw new Failure('document-broken', 'This PDF is damaged. Print it to a new PDF and try again.', {
      cause: error,
    })
  }
}
