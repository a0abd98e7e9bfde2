import { LAYERS } from '../../main/trace/describe-page.ts'
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { openRaster } from '../../main/document/open-raster.ts'
import { decodePicture } from '../../main/image/decode.ts'
import { luma } from '../../main/image/luma.ts'
import type { PageFinder } from '../../main/trace/confirm-pages.ts'
import { viewed } from '../../main/trace/leak-view.ts'
import { findPages, KNOWN_SUPPORT } from '../../main/trace/find-page.ts'
import { buildIndex, type PageIndex } from '../../main/trace/page-index.ts'
import { median, wilsonInterval } from '../../shared/maths/statistics.ts'
import { PAGE_KINDS, type PageKind } from '../paper/page-kinds.ts'
import { cpuSince } from './bare-inserts.ts'
import {
  corpusFeatures,
  corpusPages,
  describeCorpus,
  drawForFeatures,
  FIND_FOLDER,
  FIND_PDFS,
} from './described-corpus.ts'
import { corpusPdf, kindsOf } from './find-corpus.ts'
import { findLeak, FIND_KINDS } from './find-leaks.ts'
import { wholeNumber } from './flags.ts'
import { markdownTable } from './markdown-table.ts'

/**
 * npm run bench:find -- --documents 500 --leaks 90 --from 60
 * How often the right page is among those handed on, out of twenty pages to a document, and what that takes. Leaks are of pages of
 * the first `from` documents. Pages, features and leaks are made once and kept under out/find.
 */
const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '500' },
    leaks: { type: 'string', default: '90' },
    from: { type: 'string', default: '60' },
    peers: { type: 'string', default: '5' },
  },
})
const documents = wholeNumber('--documents', values.documents)
const leaks = wholeNumber('--leaks', values.leaks)
const from = Math.min(documents, wholeNumber('--from', values.from))
const peers = wholeNumber('--peers', values.peers)

const PYTHON = '/usr/bin/python3'

const cpuMs = (): number => 1000 * cpuSince({ user: 0, system: 0 })

const renderPage = async (document: number, page: number) => {
  const raster = await openRaster(await corpusPdf(FIND_PDFS, document))
  const { grey } = drawForFeatures(raster, page)
  raster.close()
  return grey
}

const described = await describeCorpus(documents)
if (described.pages > 0)
  console.log(
    `render and describe: ${(described.ms / described.pages).toFixed(0)} ms a page (${described.pages})`,
  )
const pages = corpusPages(documents)
const began = cpuMs()
const layers: PageIndex[] = []
for (const layer of LAYERS)
  layers.push(await buildIndex(pages.length, (number) => corpusFeatures(pages[number]), layer))
const sizes = layers.map(
  (layer) => `${layer.pages.length} features (${((24 * layer.pages.length) / 1e6).toFixed(0)} MB)`,
)
console.log(
  `${pages.length} pages, index in layers of ${sizes.join(' and ')}, put together in ${(cpuMs() - began).toFixed(0)} ms`,
)
const finder: PageFinder = {
  pages,
  index: (layer) => Promise.resolve(layers[layer]),
  features: corpusFeatures,
}

interface Outcome {
  /** Of the leak, and of the page. */
  readonly kind: string
  readonly page: PageKind
  /** Among the pages handed on, from 0; -1 when it is not there. */
  readonly rank: number
  readonly ms: number
}

const tryLeak = async (k: number): Promise<Outcome> => {
  const { kind, truth, bytes } = await findLeak(FIND_PDFS, from, k)
  const picture = viewed(luma(await decodePicture(bytes))).seen('plain')
  const started = cpuMs()
  let handed: string[] = []
  for (const look of ['plain', 'close'] as const) {
    const guesses = await findPages(finder, picture, { look, closely: true })
    handed = [...new Set([...handed, ...guesses.map(({ documentId, page }) => `${documentId}/${page}`)])]
    // A trace that finds no page so plainly looks more closely, too.
    if (guesses.some(({ support }) => support >= KNOWN_SUPPORT)) break
  }
  const ms = cpuMs() - started
  const rank = handed.indexOf(`${truth.document}/${truth.page}`)
  if (k < peers) {
    const [leakFile, pageFile] = [join(FIND_FOLDER, 'peer.jpg'), join(FIND_FOLDER, 'peer.png')]
    const { width, height, data } = await renderPage(truth.document, truth.page)
    await sharp(data, { raw: { width, height, channels: 1 } }).toFile(pageFile)
    writeFileSync(leakFile, bytes)
    const peer = spawnSync(PYTHON, [join('test', 'bench', 'opencv-peer.py'), leakFile, pageFile])
    console.log(`${kind}: finding ${ms.toFixed(0)} ms; OpenCV, one page: ${peer.stdout.toString().trim()}`)
  }
  return { kind, page: kindsOf(truth.document)[truth.page], rank, ms }
}

const outcomes: Outcome[] = []
for (let k = 0; k < leaks; k++) {
  const outcome = await tryLeak(k)
  outcomes.push(outcome)
  console.log(`${k} ${outcome.kind}: ${outcome.rank < 0 ? 'missed' : `place ${outcome.rank + 1}`}`)
}

const rowOf = (name: string, some: readonly Outcome[]): string[] => {
  const hits = some.filter(({ rank }) => rank >= 0)
  const [low, high] = wilsonInterval(hits.length, some.length)
  return [
    name,
    String(some.length),
    String(hits.length),
    `${(100 * low).toFixed(0)} to ${(100 * high).toFixed(0)} %`,
    String(some.filter(({ rank }) => rank === 0).length),
    median(some.map(({ ms }) => ms)).toFixed(0),
  ]
}

const tableOf = (head: string, names: readonly string[], nameOf: (outcome: Outcome) => string): string => {
  const rows = names
    .map((name) =>
      rowOf(
        name,
        outcomes.filter((outcome) => nameOf(outcome) === name),
      ),
    )
    .filter((row) => row[1] !== '0')
  return markdownTable(
    [head, 'n', 'handed on', '95 %', 'first', 'ms (median)'],
    [...rows, rowOf('all', outcomes)],
  )
}

console.log(tableOf('leak', Object.keys(FIND_KINDS), ({ kind }) => kind))
console.log(tableOf('page', PAGE_KINDS, ({ page }) => page))
