import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openRaster } from '../../main/document/open-raster.ts'
import { leakPrintPhoto } from '../leak/leak-print-photo.ts'
import { thumbnailOf } from '../leak/encode.ts'
import { leakScreenPhoto } from '../leak/leak-screen-photo.ts'
import { leakCroppedScreenshot } from '../leak/leak-screenshot.ts'
import type { Leak, LeakOptions, LeakPage, Severity } from '../leak/leak-types.ts'
import { seededRandom } from '../leak/random.ts'
import { corpusPdf, onlyPage, PAGES_PER_DOCUMENT, type CorpusPage } from './find-corpus.ts'
import { issueInLab, renderForLeak } from './lab.ts'
import { busyPlaces, LOOK_PX_PER_MM, showsContent } from './page-content.ts'

interface FindKind {
  readonly from: 'screen' | 'print'
  readonly severity: Severity
  readonly leak: (page: LeakPage, options: LeakOptions) => Promise<Leak>
}

const printPhoto: FindKind['leak'] = (page, options) => leakPrintPhoto(page, { ...options, megapixels: 12 })
const sent: FindKind['leak'] = (page, options) => leakPrintPhoto(page, { ...options, messenger: true })

/** Leaks by which a page is to be found, hardest last. */
export const FIND_KINDS: Readonly<Record<string, FindKind>> = {
  'print photo': { from: 'print', severity: 'fair', leak: printPhoto },
  'print photo, messenger': { from: 'print', severity: 'fair', leak: sent },
  'print photo, hard, messenger': { from: 'print', severity: 'hard', leak: sent },
  'screen photo, messenger': {
    from: 'screen',
    severity: 'fair',
    leak: (page, options) => leakScreenPhoto(page, { ...options, messenger: true }),
  },
  'screen photo, hard, messenger': {
    from: 'screen',
    severity: 'hard',
    leak: (page, options) => leakScreenPhoto(page, { ...options, messenger: true }),
  },
  'quarter of a print, messenger': {
    from: 'print',
    severity: 'fair',
    leak: (page, options) => leakPrintPhoto(page, { ...options, framing: 'quarter', messenger: true }),
  },
  'paragraph of a print': {
    from: 'print',
    severity: 'fair',
    leak: (page, options) => leakPrintPhoto(page, { ...options, framing: 'paragraph' }),
  },
  'tenth of a screenshot': {
    from: 'screen',
    severity: 'fair',
    leak: (page, options) => leakCroppedScreenshot(page, { ...options, fraction: 0.1 }),
  },
  'print photo, thumbnail': {
    from: 'print',
    severity: 'fair',
    leak: async (page, options) => thumbnailOf(await leakPrintPhoto(page, options)),
  },
}

export interface FindLeak {
  readonly kind: string
  readonly truth: CorpusPage
  readonly bytes: Uint8Array
}

/** Pieces are drawn again until something of the page's own shows. */
const MOST_DRAWS = 8

const makeLeak = async (folder: string, kind: string, truth: CorpusPage, seed: string): Promise<Buffer> => {
  const { from, severity, leak } = FIND_KINDS[kind]
  const pdf = await onlyPage(await corpusPdf(folder, truth.document), truth.page)
  const issued = await issueInLab('corpus', pdf, 'both')
  const page = await renderForLeak(await issued.copy(`copy of ${seed}`), 0, from)
  issued.raster.close()
  const raster = await openRaster(pdf)
  const places = busyPlaces(raster.render(0, LOOK_PX_PER_MM))
  raster.close()
  for (let draw = 0; ; draw++) {
    const drawn = await leak(page, { seed: `${seed}/${draw}`, severity })
    if (draw === MOST_DRAWS || showsContent(drawn, places)) return drawn.bytes
  }
}

/** The k-th leak: of a marked copy of a page drawn from the first `documents`; made once and kept beside the corpus. */
export const findLeak = async (folder: string, documents: number, k: number): Promise<FindLeak> => {
  const kinds = Object.keys(FIND_KINDS)
  const kind = kinds[k % kinds.length]
  const random = seededRandom(`find leak ${k}`, `of ${documents}`)
  const truth = {
    document: random.whole(0, documents - 1),
    page: random.whole(0, PAGES_PER_DOCUMENT - 1),
  }
  const file = join(folder, `leak-${k}-of-${documents}.jpg`)
  if (existsSync(file)) return { kind, truth, bytes: readFileSync(file) }
  const bytes = await makeLeak(folder, kind, truth, `find ${k}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, bytes)
  return { kind, truth, bytes }
}
