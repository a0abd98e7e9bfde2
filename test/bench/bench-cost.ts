// `npm run bench:cost`: what tracing a photograph of twelve megapixels costs, from the file to the verdict, beside what OpenCV's C++ takes
// to lay the same photograph on the same page alone. The paper is registered among `--pages` others, those of bench:find. Then how
// long a trace that is stopped goes on, and what more copies add. Prints a table.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { z } from 'zod'
import { keptIndex } from '../../main/engine/keep-index.ts'
import { lastPages } from '../../main/engine/last-pages.ts'
import { withScoreCrew } from '../../main/engine/score-crew.ts'
import { keyedStream } from '../../main/keys/keyed-stream.ts'
import { createKeyring } from '../../main/keys/keyring.ts'
import { LAYERS, type PageFeatures } from '../../main/trace/describe-page.ts'
import { Failure } from '../../shared/contract/failure.ts'
import { median } from '../../shared/maths/statistics.ts'
import { leakPrintPhoto } from '../leak/leak-print-photo.ts'
import { cpuSince } from './bare-inserts.ts'
import { corpusFeatures, corpusPages, describeCorpus, FIND_PDFS } from './described-corpus.ts'
import { corpusPdf, onlyPage, PAGES_PER_DOCUMENT } from './find-corpus.ts'
import { wholeNumber } from './flags.ts'
import { keptFeatures } from './kept-features.ts'
import {
  featuresOf,
  issueInLab,
  openedAnew,
  renderForLeak,
  traceInLab,
  type LabDocument,
  type OtherPages,
} from './lab.ts'
import { markdownTable } from './markdown-table.ts'
import { watched } from './watched.ts'

const { values } = parseArgs({
  options: {
    photos: { type: 'string', default: '6' },
    copies: { type: 'string', default: '1000' },
    more: { type: 'string', default: '100000' },
    stops: { type: 'string', default: '20' },
    pages: { type: 'string', default: '10000' },
    /** Where the photographs lie: set for the process that traces, so that making them takes none of its memory. */
    from: { type: 'string' },
  },
})
const photos = wholeNumber('--photos', values.photos)
const copies = wholeNumber('--copies', values.copies)
const more = wholeNumber('--more', values.more)
const stops = wholeNumber('--stops', values.stops)
const documents = Math.ceil(wholeNumber('--pages', values.pages) / PAGES_PER_DOCUMENT)

const PYTHON = '/usr/bin/python3'
const MEGAPIXELS = 12
/** OpenCV looks at 1,600 pixels. */
const PAGE_EDGE_PX = 1600
const peerSchema = z.object({ ms: z.number(), cpuMs: z.number(), inliers: z.number() })

const folder = values.from ?? mkdtempSync(join(tmpdir(), 'siglum-bench-'))
const photoFile = (seed: number): string => join(folder, `photo-${seed}.jpg`)
// A vault's own streams, and its threads: what they cost is a part of it.
const streams = keyedStream(Buffer.alloc(32, 1))
const paper = await issueInLab('paper', readFileSync('test/paper/meeting-paper.pdf'), 'both', {
  signStream: streams.stream,
})
const others = corpusPages(documents)
const ownPages = paper.pages.map((_, page) => ({ documentId: 'paper', page }))
/** Found once and kept, as a vault does: not by the process that traces. */
const describe = keptFeatures(join(folder, 'features'))
const ownFeatures = paper.library.map((page) => featuresOf(page, describe))

/** Sealed in files, as a vault keeps it. */
const keyring = createKeyring(Buffer.alloc(32, 2), { vaultId: 'v-bench', signs: 2 })
const openIndex = () => keptIndex({ dir: folder, keyring }, new Map())

const keepIndex = async (): Promise<void> => {
  const described = (number: number): Promise<PageFeatures> =>
    number < others.length
      ? corpusFeatures(others[number])
      : Promise.resolve(ownFeatures[number - others.length])
  for (const layer of LAYERS.keys()) await openIndex()([...others, ...ownPages], layer, described)
}

/** A vault keeps its layouts: those of other pages are made once, before anything is measured. */
const planned = new Map<string, Promise<LabDocument>>()
const planOther = async (documentId: string, page: number): Promise<LabDocument> => {
  const alone = await onlyPage(await corpusPdf(FIND_PDFS, Number(documentId)), page)
  return issueInLab(documentId, alone, 'both')
}

/** For one trace, as a library that it opened: pages that it looks into are drawn, and the last few kept. */
const otherPages = (): OtherPages => ({
  documents: Array.from({ length: documents }, (_, document) => ({
    documentId: String(document),
    originalId: String(document),
    pages: PAGES_PER_DOCUMENT,
    copyIds: [],
  })),
  page: lastPages(async (documentId, page) => {
    const name = `${documentId}/${page}`
    const found = planned.get(name) ?? planOther(documentId, page)
    planned.set(name, found)
    return openedAnew(await found)[0]
  }),
  features: (documentId, page) => corpusFeatures({ documentId, page }),
})

const traceHere = (count: number, leak: Buffer, signal?: AbortSignal) =>
  withScoreCrew({ starts: streams.starts, mostCopies: count, signal }, (scoreApart) =>
    traceInLab([{ ...paper, library: openedAnew(paper) }], idsOf(count), [leak], {
      signStream: streams.stream,
      describe,
      others: otherPages(),
      index: openIndex(),
      ...(scoreApart === undefined ? {} : { scoreApart }),
      ...(signal === undefined ? {} : { signal }),
    }),
  )
const idsOf = (count: number): string[] => Array.from({ length: count }, (_, k) => `copy-${k}`)
const LEAKED = 'copy-7'

const photograph = async (seed: number): Promise<Buffer> => {
  const page = await renderForLeak(await paper.copy(LEAKED), seed % paper.pages.length, 'print')
  return (await leakPrintPhoto(page, { seed, severity: 'fair', megapixels: MEGAPIXELS })).bytes
}

const peerOn = async (leak: Buffer, page: number): Promise<z.output<typeof peerSchema>> => {
  const [leakFile, pageFile] = [join(folder, 'leak.jpg'), join(folder, 'page.png')]
  writeFileSync(leakFile, leak)
  const { raster } = paper
  const { width, height, data } = raster.render(
    page,
    PAGE_EDGE_PX / Math.max(raster.widthMm(page), raster.heightMm(page)),
  )
  await sharp(data, { raw: { width, height, channels: 1 } }).toFile(pageFile)
  const peer = spawnSync(PYTHON, [join('test', 'bench', 'opencv-peer.py'), leakFile, pageFile])
  return peerSchema.parse(JSON.parse(peer.stdout.toString()))
}

interface Cost {
  readonly ms: number
  readonly cpuMs: number
  readonly blocked: number
}

const costOf = async (leak: Buffer, count: number): Promise<Cost> => {
  const cpu = process.cpuUsage()
  const { ms, blocked } = await watched(async () => {
    const { judgement } = await traceHere(count, leak)
    if (judgement.verdict !== 'traced' || judgement.best?.copyId !== LEAKED)
      throw new Error(`The photograph was not traced: ${judgement.verdict}.`)
  })
  return { ms, cpuMs: 1000 * cpuSince(cpu), blocked }
}

/** How long a trace goes on after it was told to stop. */
const stopAfter = async (leak: Buffer, afterMs: number): Promise<number | null> => {
  const stopper = new AbortController()
  // Not from when the timer is let in: whoever stops a trace waits for that too.
  const told = performance.now() + afterMs
  const timer = setTimeout(() => stopper.abort(), afterMs)
  try {
    await traceHere(copies, leak, stopper.signal)
    return null
  } catch (error) {
    if (error instanceof Failure && error.code === 'cancelled') return performance.now() - told
    throw error
  } finally {
    clearTimeout(timer)
  }
}

const spread = (figures: readonly number[], digits = 2): string[] =>
  [median(figures), Math.min(...figures), Math.max(...figures)].map((figure) => figure.toFixed(digits))

const traceAll = async (): Promise<void> => {
  const leaks = Array.from({ length: photos }, (_, seed) => readFileSync(photoFile(seed)))
  for (const leak of leaks) await traceHere(10, leak) // what is compiled and laid out once only
  const ours: Cost[] = []
  const peers: z.output<typeof peerSchema>[] = []
  for (const [k, leak] of leaks.entries()) {
    peers.push(await peerOn(leak, k % paper.pages.length))
    ours.push(await costOf(leak, copies))
  }
  const seconds = (of: readonly { readonly ms: number }[]) => spread(of.map(({ ms }) => ms / 1000))
  const busy = (of: readonly { readonly cpuMs: number }[]) => spread(of.map(({ cpuMs }) => cpuMs / 1000))
  const ratios = (read: (one: { ms: number; cpuMs: number }) => number) =>
    spread(ours.map((one, k) => read(one) / read(peers[k])))
  const afterMs = median(ours.map(({ ms }) => ms))
  const stopped: number[] = []
  for (let k = 0; k < stops; k++) {
    const took = await stopAfter(leaks[k % photos], (afterMs * (k + 0.5)) / stops)
    if (took !== null) stopped.push(took)
  }
  const usedMb = process.resourceUsage().maxRSS / 1000
  const [few, many] = [await costOf(leaks[0], copies), await costOf(leaks[0], more)]
  const rows = [
    ['whole trace, decoding and all, s', ...seconds(ours)],
    ['OpenCV, alignment alone, s', ...seconds(peers)],
    ['times OpenCV', ...ratios(({ ms }) => ms)],
    ['whole trace, processor s', ...busy(ours)],
    ['OpenCV, processor s', ...busy(peers)],
    ['times OpenCV, processor time', ...ratios(({ cpuMs }) => cpuMs)],
    [
      'longest that nobody else was heard, ms',
      ...spread(
        ours.map(({ blocked }) => blocked),
        0,
      ),
    ],
    [`until a stop was heard, ms (n=${stopped.length})`, ...spread(stopped, 0)],
  ]
  process.stdout.write(
    markdownTable(
      [
        `${photos} photos of ${MEGAPIXELS} MP, ${copies} copies, ${others.length + paper.pages.length} pages`,
        'median',
        'least',
        'most',
      ],
      rows,
    ),
  )
  const added = (read: (one: Cost) => number) => ((read(many) - read(few)) / 1000).toFixed(2)
  process.stdout.write(
    `\n${more} copies instead of ${copies} add ${added(({ ms }) => ms)} s (${added(({ cpuMs }) => cpuMs)} s of processor time). ` +
      `With ${copies} at most ${usedMb.toFixed(0)} MB were used.\n`,
  )
}

const makeAll = async (): Promise<number | null> => {
  for (let seed = 0; seed < photos; seed++) writeFileSync(photoFile(seed), await photograph(seed))
  await describeCorpus(documents)
  await keepIndex()
  const again = [import.meta.filename, ...process.argv.slice(2), '--from', folder]
  return spawnSync(process.execPath, again, { stdio: 'inherit' }).status
}

if (values.from === undefined) {
  try {
    process.exitCode = (await makeAll()) ?? 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
} else await traceAll()
