import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import type { ScreenPicture } from '../../../shared/contract/app/call.ts'
import { Failure } from '../../../shared/contract/failure.ts'
import type { Medium } from '../../../shared/mark/layout.ts'
import type { RgbRaster } from '../../document/document.ts'
import { NO_COPY } from '../../document/identity-metadata.ts'
import { openDocument } from '../../document/open-document.ts'
import type { OpenDocument } from '../../document/open-document.ts'
import { openRaster } from '../../document/open-raster.ts'
import { prepareWriter } from '../../document/prepare-writer.ts'
import { ALL_CARRIERS, markOnePage, planOnePage } from '../../issue/issue.ts'
import type { CarrierSwitches, PlannedPage } from '../../issue/issue.ts'
import { openViews } from '../../issue/page-views.ts'
import { keyedStream } from '../../keys/keyed-stream.ts'
import { requireSamePages } from '../copy-jobs.ts'
import { readFailure } from '../file-failure.ts'
import { serveJobs } from '../serve-jobs.ts'
import type { PaperJob, PaperResult, PaperWorkerData, PreviewJob } from './paper-jobs.ts'
import { pngOf, renderWide, strengthened } from './screen-picture.ts'

/** A thread that holds one paper open while somebody looks at it, and shows its pages as they are and as they would be marked. */
const { path, password } = workerData as PaperWorkerData
const options = password === null ? {} : { password }

/** For previews alone: no copy is ever marked by it, and it dies with the thread. */
const { stream: throwawaySigns } = keyedStream(randomBytes(32))

const readPaper = (): Uint8Array => {
  try {
    return readFileSync(path)
  } catch (error) {
    throw readFailure('the paper', error)
  }
}

const openAll = async () => {
  const bytes = readPaper()
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const raster = await openRaster(bytes, options)
  return { bytes, sha256, raster }
}

let opened: ReturnType<typeof openAll> | null = null
let parsed: Promise<OpenDocument> | null = null
let prepared: ReturnType<typeof prepareWriter> | null = null
let viewed: ReturnType<typeof openViews> | null = null

const open = () => (opened ??= openAll())
const parse = async () => (parsed ??= openDocument((await open()).bytes, options))
const writer = async () => (prepared ??= prepareWriter(await parse()))

const requirePage = (page: number, pages: number): void => {
  if (page < pages) return
  throw new Failure('not-found', `This paper has ${pages} pages, and no page ${page + 1}.`)
}

const look = async (): Promise<PaperResult> => {
  const { raster, sha256 } = await open()
  const { title, warnings, pages } = await parse()
  requireSamePages(pages.length, raster.pageCount)
  const fonts = { missingFonts: raster.missingFonts(), standInFonts: raster.standInFonts() }
  const sizesMm = pages.map(({ geometry }) => ({ width: geometry.widthMm, height: geometry.heightMm }))
  return { kind: 'look', facts: { title, pages: pages.length, warnings, ...fonts, sha256, sizesMm } }
}

const plans = new Map<string, PlannedPage>()

const plan = async (page: number, medium: Medium): Promise<PlannedPage> => {
  const key = `${page} ${medium}`
  const { raster } = await open()
  const source = await parse()
  requirePage(page, source.pages.length)
  const known = plans.get(key)
  if (known !== undefined) return known
  const { render, wordless, pictureless } = await (viewed ??= openViews(source, raster))
  const planned = planOnePage(source.pages[page], page, { render, wordless, pictureless }, medium)
  plans.set(key, planned)
  return planned
}

/** The page as it is, the last one asked for kept: sliders and other recipients ask for it again and again. */
let shown: { readonly key: string; readonly raster: RgbRaster; readonly picture: ScreenPicture } | null = null

const original = async (page: number, widthPx: number) => {
  const key = `${page} ${widthPx}`
  if (shown?.key === key) return shown
  const { raster } = await open()
  requirePage(page, raster.pageCount)
  const rendered = renderWide(raster, page, widthPx)
  shown = { key, raster: rendered, picture: await pngOf(rendered) }
  return shown
}

const marked = async (job: PreviewJob, carriers: CarrierSwitches): Promise<RgbRaster> => {
  const { page, medium, copy, widthPx } = job
  const bytes = await markOnePage({
    writer: await writer(),
    page,
    pageCount: (await parse()).pages.length,
    planned: await plan(page, medium),
    signStream: throwawaySigns,
    copy,
    medium,
    identity: NO_COPY,
    carriers,
  })
  const raster = await openRaster(bytes)
  try {
    return renderWide(raster, page, widthPx)
  } finally {
    raster.close()
  }
}

const preview = async (job: PreviewJob): Promise<PaperResult> => {
  const { raster, picture } = await original(job.page, job.widthPx)
  const full = await marked(job, ALL_CARRIERS)
  const unseen = await marked(job, { ...ALL_CARRIERS, visible: false })
  return {
    kind: 'preview',
    original: picture,
    marked: await pngOf(full),
    unseen: await pngOf(strengthened(raster, unseen)),
  }
}

serveJobs(async (job: PaperJob): Promise<PaperResult> => {
  switch (job.kind) {
    case 'look':
      return look()
    case 'page':
      return { kind: 'page', picture: (await original(job.page, job.widthPx)).picture }
    case 'plan':
      return { kind: 'plan', page: await plan(job.page, job.medium) }
    case 'preview':
      return preview(job)
  }
})
