import { Failure } from '../../../shared/contract/failure.ts'
import { decodePicture, pageCount } from '../../image/decode.ts'
import type { Picture } from '../../image/picture.ts'
import { readCodes } from '../../image/read-codes.ts'
import { openUnlocked } from '../open-unlocked.ts'
import { serveJobs } from '../serve-jobs.ts'

/** A thread that looks for QR codes in a file, which may be anybody's. */
export interface CodeJob {
  readonly name: string
  readonly kind: 'pdf' | 'picture'
  readonly bytes: Uint8Array
}

/** 200 dpi: four pixels to a module of the smallest code that is printed here. */
const PDF_PX_PER_MM = 8
/** Of one page, however large it says it is. */
const MOST_PAGE_PIXELS = 40e6
/** Twice what phones take; a larger picture is brought down to it. */
const MOST_EDGE_PX = 8000
/** A receipt sheet of three thousand copies. */
const MOST_PAGES = 300

const requireFew = (name: string, pages: number): void => {
  if (pages <= MOST_PAGES) return
  throw new Failure(
    'document-too-large',
    `${name} has ${pages} pages; QR codes are looked for in ${MOST_PAGES} at most. Give the page with the code alone.`,
  )
}

async function* pdfPages({ name, bytes }: CodeJob): AsyncGenerator<Picture> {
  const raster = await openUnlocked(
    bytes,
    `${name} asks for a password. Open it with that and take a screenshot of the QR code.`,
  )
  try {
    requireFew(name, raster.pageCount)
    for (let page = 0; page < raster.pageCount; page++) {
      const fits = Math.sqrt(MOST_PAGE_PIXELS / (raster.widthMm(page) * raster.heightMm(page)))
      const pxPerMm = Math.min(PDF_PX_PER_MM, fits)
      // A page that comes to no pixel shows no code, and must not hide those of the others.
      if (Math.min(raster.widthMm(page), raster.heightMm(page)) * pxPerMm >= 1)
        yield raster.renderRgb(page, pxPerMm)
    }
  } finally {
    raster.close()
  }
}

async function* picturePages({ name, bytes }: CodeJob): AsyncGenerator<Picture> {
  const pages = await pageCount(bytes)
  requireFew(name, pages)
  for (let page = 0; page < pages; page++) yield decodePicture(bytes, { page, maxEdge: MOST_EDGE_PX })
}

const codesOf = async (job: CodeJob): Promise<readonly string[]> => {
  const codes = new Set<string>()
  for await (const picture of job.kind === 'pdf' ? pdfPages(job) : picturePages(job))
    for (const code of await readCodes(picture)) codes.add(code)
  return [...codes]
}

serveJobs(codesOf)
