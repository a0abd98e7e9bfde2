import { createHash } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import { MARK_ALPHABET } from '../../shared/mark/text-marks.ts'
import type { RasterDocument } from '../document/document.ts'
import { openDocument } from '../document/open-document.ts'
import { openRaster } from '../document/open-raster.ts'
import { withSlots } from '../document/open-wording.ts'
import { prepareWriter } from '../document/prepare-writer.ts'
import type { DocumentWriter } from '../document/prepare-writer.ts'
import { checkCopy } from '../issue/check-copy.ts'
import { makeCopy, planAsBefore } from '../issue/issue.ts'
import type { PlannedPage } from '../issue/issue.ts'
import { openViews } from '../issue/page-views.ts'
import { noticeLines } from '../issue/notice.ts'
import { originalPages } from '../issue/original-pages.ts'
import { slotsOf } from '../issue/wording/place-wording.ts'
import { planWordedPage } from '../issue/wording/plan-worded-page.ts'
import { requireSamePages } from './copy-jobs.ts'
import type { CopyJob, CopyJobResult, CopyWorkerData } from './copy-jobs.ts'
import { writeDurably } from './durable-file.ts'
import { serveJobs } from './serve-jobs.ts'
import { remoteSigns } from './sign-line.ts'

/** A thread that holds one document open, parsed and rendered, and makes and checks copies of it one at a time. */
const { original, password, medium, notice, line } = workerData as CopyWorkerData
const options = password === null ? {} : { password }
const signStream = remoteSigns(line)

/** Enough of a document to tell its language. */
const PAGES_TO_KNOW = 3

const textOf = (raster: RasterDocument): string =>
  Array.from({ length: Math.min(PAGES_TO_KNOW, raster.pageCount) }, (_, page) => raster.chars(page))
    .flat()
    .map(({ code }) => String.fromCodePoint(code))
    .join('')

/** Opened at the first job, so that what goes wrong is an answer and not the thread's death. */
const openAll = async () => {
  const source = await openDocument(original, options)
  const raster = await openRaster(original, options)
  const lines = notice === null ? [] : noticeLines(notice.classification, textOf(raster))
  return { source, raster, lines, originals: originalPages(raster) }
}

let opened: ReturnType<typeof openAll> | null = null
let viewed: ReturnType<typeof openViews> | null = null
let pages: readonly PlannedPage[] = []
let writer: DocumentWriter | null = null

const look = async (): Promise<CopyJobResult> => {
  const { source, raster } = await (opened ??= openAll())
  requireSamePages(source.pages.length, raster.pageCount)
  const { title, warnings } = source
  const fonts = { missingFonts: raster.missingFonts(), standInFonts: raster.standInFonts() }
  return { kind: 'look', facts: { title, pages: source.pages.length, warnings, ...fonts } }
}

const plan = async ({
  page,
  approved,
  earlier,
}: CopyJob & { readonly kind: 'plan' }): Promise<CopyJobResult> => {
  const { source, raster } = await (opened ??= openAll())
  if (earlier !== null) {
    const planned = planAsBefore(earlier, page, (number, pixelsPerMm) => raster.render(number, pixelsPerMm))
    return { kind: 'plan', page: planned, problems: [] }
  }
  const views = await (viewed ??= openViews(source, raster))
  const { planned, problems } = planWordedPage({ source, page, approved, views, medium })
  return { kind: 'plan', page: planned, problems }
}

/** What planning alone looked at is let go. */
const prepare = async (planned: readonly PlannedPage[]): Promise<CopyJobResult> => {
  const { source, lines } = await (opened ??= openAll())
  ;(await viewed)?.close()
  viewed = null
  const slots = planned.map(
    ({ layout }, page) => [page, layout.wording ? slotsOf(layout.wording) : []] as const,
  )
  const worded = withSlots(source, new Map(slots))
  pages = planned
  writer = await prepareWriter(worded, { characters: MARK_ALPHABET, notice: lines })
  return { kind: 'prepare' }
}

const make = async ({
  copy,
  identity,
  part,
}: CopyJob & { readonly kind: 'make' }): Promise<CopyJobResult> => {
  const { originals } = await (opened ??= openAll())
  if (writer === null) throw new RangeError('a copy was asked for before its pages were planned')
  writeDurably(part, await makeCopy({ writer, pages, signStream, copy, medium, identity }))
  try {
    // What is on the disk is checked and hashed, not what was meant to be written.
    const bytes = readFileSync(part)
    await checkCopy({ bytes, original: originals, pages, signStream, copy, medium })
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return { kind: 'make', made: { sha256, bytes: bytes.length } }
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}

const perform = async (job: CopyJob): Promise<CopyJobResult> => {
  switch (job.kind) {
    case 'look':
      return look()
    case 'plan':
      return plan(job)
    case 'prepare':
      return prepare(job.pages)
    case 'make':
      return make(job)
  }
}

serveJobs(perform)
