import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { GreyRaster, RasterDocument } from '../../main/document/document.ts'
import { openRaster } from '../../main/document/open-raster.ts'
import { describePage, type PageFeatures } from '../../main/trace/describe-page.ts'
import type { PageToCompare } from '../../main/trace/confirm-pages.ts'
import { cpuSince } from './bare-inserts.ts'
import { corpusPdf, PAGES_PER_DOCUMENT } from './find-corpus.ts'
import { sourceHash } from './source-hash.ts'

/** Where the corpus and what was worked out from it are kept. */
export const FIND_FOLDER = join('out', 'find')
export const FIND_PDFS = join(FIND_FOLDER, 'pdf')
const PAGE_EDGE_PX = 1400

/** Of this very code, what it draws and describes with: features that another found are not taken. */
const DESCRIBED = join(FIND_FOLDER, `described-${sourceHash(import.meta.filename).slice(0, 12)}`)

const fileOf = ({ documentId, page }: PageToCompare): string =>
  join(DESCRIBED, `${documentId}-${page}.features`)

/** How many pages were drawn and described, as they were not kept, and the processor time that all of them took. */
export interface Described {
  readonly ms: number
  readonly pages: number
}

/** A page of a document as it is described. */
export const drawForFeatures = (
  raster: RasterDocument,
  page: number,
): { grey: GreyRaster; pxPerMm: number } => {
  const pxPerMm = PAGE_EDGE_PX / Math.max(raster.widthMm(page), raster.heightMm(page))
  return { grey: raster.render(page, pxPerMm), pxPerMm }
}

const describeDocument = async (document: number): Promise<Described> => {
  const files = Array.from({ length: PAGES_PER_DOCUMENT }, (_, page) =>
    fileOf({ documentId: String(document), page }),
  )
  if (files.every((file) => existsSync(file))) return { ms: 0, pages: 0 }
  const raster = await openRaster(await corpusPdf(FIND_PDFS, document))
  const started = process.cpuUsage()
  for (const [page, file] of files.entries()) {
    const { grey, pxPerMm } = drawForFeatures(raster, page)
    const { width, height, data } = grey
    const features = describePage({ width, height, data: Float32Array.from(data) }, pxPerMm)
    writeFileSync(`${file}.new`, serialize(features))
    renameSync(`${file}.new`, file)
  }
  raster.close()
  return { ms: 1000 * cpuSince(started), pages: files.length }
}

/** Describes the corpus's first `documents`, once: features are kept, as an engine keeps them. */
export const describeCorpus = async (documents: number): Promise<Described> => {
  mkdirSync(DESCRIBED, { recursive: true })
  let [ms, pages] = [0, 0]
  for (let document = 0; document < documents; document++) {
    const spent = await describeDocument(document)
    ms += spent.ms
    pages += spent.pages
  }
  return { ms, pages }
}

export const corpusPages = (documents: number): PageToCompare[] =>
  Array.from({ length: documents * PAGES_PER_DOCUMENT }, (_, k) => ({
    documentId: String(Math.floor(k / PAGES_PER_DOCUMENT)),
    page: k % PAGES_PER_DOCUMENT,
  }))

/** Made by this very program, above. */
export const corpusFeatures = (page: PageToCompare): Promise<PageFeatures> =>
  Promise.resolve(deserialize(readFileSync(fileOf(page))) as PageFeatures)
