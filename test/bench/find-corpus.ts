import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { makeDocument, type PageKind } from '../paper/page-kinds.ts'

/** Pages of one registered document. The photograph is dear to make, so that most documents have a slide in its place. */
const PAGES: readonly PageKind[] = [
  ...Array<PageKind>(5).fill('dense-english'),
  ...Array<PageKind>(5).fill('dense-chinese'),
  ...Array<PageKind>(3).fill('mixed'),
  'table',
  'table',
  'cover',
  'form',
  'one-line',
  'dark-slide',
  'dark-slide',
]
export const PAGES_PER_DOCUMENT = PAGES.length
const PHOTOGRAPH_EVERY = 10
/** Every fourth document is a revision of the one before it: each of its pages differs in one paragraph. */
const REVISION_EVERY = 4

export interface CorpusPage {
  readonly document: number
  readonly page: number
}

export const kindsOf = (document: number): readonly PageKind[] =>
  document % PHOTOGRAPH_EVERY === 5 ? [...PAGES.slice(0, -1), 'photograph'] : PAGES

export const isRevision = (document: number): boolean => document % REVISION_EVERY === REVISION_EVERY - 1

/** The same page before or after its revision, if it has one. */
export const twinOf = ({ document, page }: CorpusPage): CorpusPage | null => {
  if (isRevision(document)) return { document: document - 1, page }
  return isRevision(document + 1) ? { document: document + 1, page } : null
}

/** A document of the corpus, made once and kept in `folder`. */
export const corpusPdf = async (folder: string, document: number): Promise<Uint8Array> => {
  const file = join(folder, `document-${document}.pdf`)
  if (existsSync(file)) return readFileSync(file)
  const seed = isRevision(document) ? document - 1 : document
  const pdf = await makeDocument(kindsOf(document), `find ${seed}`, isRevision(document) ? 1 : 0)
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, pdf)
  return pdf
}

/** One page of it as a document of its own. */
export const onlyPage = async (pdf: Uint8Array, page: number): Promise<Uint8Array> => {
  const whole = await PDFDocument.load(pdf)
  const single = await PDFDocument.create()
  const [copied] = await single.copyPages(whole, [page])
  single.addPage(copied)
  return single.save()
}
