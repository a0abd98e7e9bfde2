import { makePage, PAGE_KINDS, type PageKind } from '../paper/page-kinds.ts'
import { sheetPdfs, type BenchSheets } from './bench-sheets.ts'
import { issueInLab, type LabDocument } from './lab.ts'

/** Every kind of page is in the library three times: a second one of its kind, and a revision, are there to be mistaken for it. */
export const EDITIONS = ['first', 'second', 'revised'] as const
export type Edition = (typeof EDITIONS)[number]

export const documentIdOf = (kind: PageKind, edition: Edition): string => `${kind}/${edition}`

/** What leaks: pages made by seed, and the real sheets that were photographed. */
export const BENCH_PAGE_KINDS = [...PAGE_KINDS, 'invoice'] as const
export type BenchPageKind = (typeof BENCH_PAGE_KINDS)[number]

const FIRST_SEED = 1
const SECOND_SEED = 2
const STRANGER_SEED = 3

const editionPdf = (kind: PageKind, edition: Edition): Promise<Uint8Array> => {
  switch (edition) {
    case 'first':
      return makePage(kind, FIRST_SEED)
    case 'second':
      return makePage(kind, SECOND_SEED)
    case 'revised':
      return makePage(kind, FIRST_SEED, 1)
  }
}

/** A paper that was never issued: another one of its kind, or a revision of one that was, alike but for a paragraph. */
export const strangerPdf = (kind: PageKind, how: 'other-paper' | 'revision'): Promise<Uint8Array> =>
  how === 'revision' ? makePage(kind, FIRST_SEED, 2) : makePage(kind, STRANGER_SEED)

export interface BenchPaper {
  readonly pdf: Uint8Array
  readonly document: LabDocument
}

/** Every paper is issued for screen and print alike. */
export const BENCH_MEDIUM = 'both'

export type Papers = ReadonlyMap<string, BenchPaper>

/** As in a register, no two documents share a copy. */
export const copyIdOf = (documentId: string, copy: number): string => `${documentId}/c${copy}`

export const paperOf = (papers: Papers, documentId: string): BenchPaper => {
  const paper = papers.get(documentId)
  if (!paper) throw new RangeError(`no paper ${documentId}`)
  return paper
}

/** All that was issued of these kinds and of the sheets, for both screen and paper, by document id. */
export const openBenchPapers = async (
  kinds: readonly PageKind[],
  sheets: BenchSheets | null,
): Promise<Papers> => {
  const pdfs = sheets === null ? new Map<string, Uint8Array>() : await sheetPdfs(sheets)
  for (const edition of EDITIONS)
    for (const kind of kinds) pdfs.set(documentIdOf(kind, edition), await editionPdf(kind, edition))
  const papers = new Map<string, BenchPaper>()
  for (const [documentId, pdf] of pdfs)
    papers.set(documentId, { pdf, document: await issueInLab(documentId, pdf, BENCH_MEDIUM) })
  return papers
}
