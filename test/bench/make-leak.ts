import { openRaster } from '../../main/document/open-raster.ts'
import type { RasterDocument } from '../../main/document/document.ts'
import type { Point } from '../../shared/maths/geometry.ts'
import type { Leak, LeakPage, View } from '../leak/leak-types.ts'
import { pageOfRgb } from '../leak/page-of-picture.ts'
import { seededRandom } from '../leak/random.ts'
import { FOREIGN_KINDS, foreignJpeg, foreignPicture } from '../paper/make-foreign.ts'
import type { SheetBend } from '../sheet/find-photos.ts'
import { copyIdOf, paperOf, strangerPdf, type Papers } from './bench-papers.ts'
import { barePhoto, markedPhoto, sheetDocumentId, sheetHash, type BenchSheets } from './bench-sheets.ts'
import { leakPageOf, type RenderedFor } from './lab.ts'
import { leakKey, simulatorHash, type KeptLeak } from './leak-cache.ts'
import { channelOf, type LeakedFrom, type PageChannel } from './leak-kinds.ts'
import { busyPlaces, LOOK_PX_PER_MM, showsContent } from './page-content.ts'
import { COPIES, type TraceJob } from './trace-jobs.ts'

/** The copies that a job leaks: beyond the last issued one where they were never issued, none where nothing is marked. */
export const leakedCopies = ({ truth, documentId, copies }: TraceJob): string[] => {
  switch (truth) {
    case 'copy':
      return copies.map((copy) => copyIdOf(documentId, copy))
    case 'never-issued':
      return copies.map((copy) => copyIdOf(documentId, COPIES + copy))
    case 'unmarked':
    case 'other-paper':
    case 'revision':
    case 'no-paper':
      return []
  }
}

interface Leaked {
  /** One for each contributor; none where what leaks is no paper. */
  readonly files: readonly Uint8Array[]
  readonly unmarked: Uint8Array
}

const leakedFiles = async (papers: Papers, job: TraceJob): Promise<Leaked> => {
  const { pdf, document } = paperOf(papers, job.documentId)
  switch (job.truth) {
    case 'copy':
    case 'never-issued':
      return {
        files: await Promise.all(leakedCopies(job).map((copyId) => document.copy(copyId))),
        unmarked: pdf,
      }
    case 'unmarked':
      return { files: job.copies.map(() => pdf), unmarked: pdf }
    case 'other-paper':
    case 'revision': {
      if (job.pageKind === 'invoice') throw new RangeError('sheets leak as photos')
      const stranger = await strangerPdf(job.pageKind, job.truth)
      return { files: job.copies.map(() => stranger), unmarked: stranger }
    }
    case 'no-paper':
      return { files: [], unmarked: pdf }
  }
}

export const renderedFor = (from: LeakedFrom, seed: string): RenderedFor => {
  switch (from) {
    case 'screen':
      return 'screen'
    case 'mono':
      return 'print'
    case 'colour':
      return 'colour-print'
    case 'print':
      return seededRandom(seed, 'bench printer').chance(0.5) ? 'print' : 'colour-print'
  }
}

const FOREIGN_DPI = 109

/** Something that is no paper, an A4 sheet in size. */
const foreignPage = ({ copies, seed }: TraceJob): LeakPage =>
  pageOfRgb(foreignPicture(FOREIGN_KINDS[copies[0] % FOREIGN_KINDS.length], seed), FOREIGN_DPI)

const channelLeak = (
  job: TraceJob,
  { from, leak }: PageChannel,
  pages: readonly LeakPage[],
  accepts?: (view: View) => boolean,
): Promise<Leak> => {
  const colour = renderedFor(from, job.seed) === 'colour-print'
  const options = { seed: job.seed, severity: job.severity, colour }
  return leak(pages, accepts === undefined ? options : { ...options, accepts })
}

/** Where an unmarked page has text or a picture, page millimetres. */
export const busyPlacesOf = async (unmarked: Uint8Array): Promise<Point[]> => {
  const raster = await openRaster(unmarked)
  try {
    return busyPlaces(raster.render(0, LOOK_PX_PER_MM))
  } finally {
    raster.close()
  }
}

const leakFiles = async (job: TraceJob, channel: PageChannel, { files, unmarked }: Leaked): Promise<Leak> => {
  if (files.length === 0) {
    const foreign = foreignPage(job)
    return channelLeak(
      job,
      channel,
      job.copies.map(() => foreign),
    )
  }
  const rasters: RasterDocument[] = []
  try {
    for (const file of files) rasters.push(await openRaster(file))
    const pages = rasters.map((raster) => leakPageOf(raster, 0, renderedFor(channel.from, job.seed)))
    if (!channel.piece) return await channelLeak(job, channel, pages)
    const places = await busyPlacesOf(unmarked)
    return await channelLeak(job, channel, pages, (view) => showsContent(view, places))
  } finally {
    for (const raster of rasters) raster.close()
  }
}

/** A photo of a sheet: of one whose copy leaks, or of one that the library does not hold. */
const leakSheet = async (
  { papers, sheets }: Bench,
  job: TraceJob,
  bend: SheetBend,
): Promise<Pick<Leak, 'bytes' | 'notes'>> => {
  if (sheets === null) throw new RangeError('there are no photos of sheets on this machine')
  const id = job.documentId.slice(sheetDocumentId('').length)
  switch (job.truth) {
    case 'copy':
    case 'never-issued': {
      const [copyId] = leakedCopies(job)
      return markedPhoto(sheets, id, bend, job.severity, { ...paperOf(papers, job.documentId), copyId })
    }
    case 'unmarked':
      return barePhoto(sheets, id, bend, job.severity)
    case 'other-paper':
      return barePhoto(sheets, sheets.absent, bend, job.severity)
    case 'revision':
      return barePhoto(sheets, sheets.revised, bend, job.severity)
    case 'no-paper': {
      const kind = FOREIGN_KINDS[job.copies[0] % FOREIGN_KINDS.length]
      return { bytes: await foreignJpeg(kind, job.seed), notes: { kind } }
    }
  }
}

const SIMULATOR = simulatorHash()
const SHEETS = sheetHash()

export interface MadeLeak extends KeptLeak {
  readonly key: string
}

export interface LeakShelf {
  readonly find: (key: string) => KeptLeak | null
  readonly keep: (key: string, leak: KeptLeak) => void
}

/** All that there is to leak. */
export interface Bench {
  readonly papers: Papers
  readonly sheets: BenchSheets | null
}

const keptOr = async (
  shelf: LeakShelf,
  key: string,
  make: () => Promise<Pick<Leak, 'bytes' | 'notes'>>,
): Promise<MadeLeak> => {
  const kept = shelf.find(key)
  if (kept) return { ...kept, key }
  const { bytes, notes } = await make()
  shelf.keep(key, { bytes, notes })
  return { bytes, notes, key }
}

/** The picture that a job leaks: as it lies on the shelf, if the same files were leaked in the same way before. */
export const makeLeak = async (bench: Bench, job: TraceJob, shelf: LeakShelf): Promise<MadeLeak> => {
  const channel = channelOf(job.leakKind)
  if (channel.from === 'sheet') {
    const marked = job.truth === 'copy' || job.truth === 'never-issued'
    const files = marked ? (await leakedFiles(bench.papers, job)).files : []
    const key = leakKey(files, SHEETS, job.truth, job.leakKind, job.severity, job.seed)
    return keptOr(shelf, key, () => leakSheet(bench, job, channel.bend))
  }
  const leaked = await leakedFiles(bench.papers, job)
  const key = leakKey(leaked.files, SIMULATOR, job.leakKind, job.severity, job.seed)
  return keptOr(shelf, key, () => leakFiles(job, channel, leaked))
}
