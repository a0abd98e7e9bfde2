// `npm run bench:issue`: copies per second and bytes per copy of the whole issuing path, against `qpdf --overlay` putting the
// same visible mark on in the same run. See README.md for what exactly is compared.
import { MARK_ALPHABET } from '../../shared/mark/text-marks.ts'
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { PDFDocument } from 'pdf-lib'
import { openDocument } from '../../main/document/open-document.ts'
import { openRaster } from '../../main/document/open-raster.ts'
import { prepareWriter } from '../../main/document/prepare-writer.ts'
import { initVault, openEngine } from '../../main/engine.ts'
import { shareOut } from '../../main/engine/crew.ts'
import type { CopyFace } from '../../main/issue/copy-face.ts'
import { ALL_CARRIERS, makeCopy, type CarrierSwitches, type PlannedPage } from '../../main/issue/issue.ts'
import { planDocument } from '../support/plan-document.ts'
import { makeDocument, PAGE_KINDS } from '../paper/page-kinds.ts'
import { testStream } from '../support/test-streams.ts'
import { wholeNumber } from './flags.ts'
import { markdownTable } from './markdown-table.ts'

const { values } = parseArgs({
  options: {
    recipients: { type: 'string', default: '200' },
    pages: { type: 'string', default: '20' },
  },
})
const recipients = wholeNumber('--recipients', values.recipients)
const pages = wholeNumber('--pages', values.pages)
const processes = Math.max(1, Math.min(4, availableParallelism()))
const run = promisify(execFile)

interface Way {
  readonly name: string
  readonly seconds: number
  readonly bytes: readonly number[]
}

const timed = async (name: string, work: () => Promise<readonly number[]>): Promise<Way> => {
  process.stderr.write(`${name} ...\n`)
  const started = performance.now()
  const bytes = await work()
  return { name, seconds: (performance.now() - started) / 1000, bytes }
}

const nameOf = (k: number): string => `王小明 ${k}`
const UNIT = '水务局 Water Bureau'
const OCCASION = '第12次常务会'
const PASSPHRASE = 'only for the benchmark'

/** The engine as every user has it: vault, register, threads, every copy read back, rendered, scored and sealed. */
const issueThroughEngine = async (folder: string, document: string): Promise<readonly number[]> => {
  const list = Array.from({ length: recipients }, (_, k) => `${nameOf(k + 1)},${UNIT},W-${k + 1},`)
  const recipientsFile = join(folder, 'recipients.csv')
  writeFileSync(recipientsFile, ['name,unit,id,email', ...list].join('\n'))
  const vault = join(folder, 'vault')
  await initVault({ dir: vault, passphrase: PASSPHRASE, by: 'bench' })
  const engine = await openEngine(vault, PASSPHRASE)
  try {
    const request = { document, recipients: recipientsFile, out: join(folder, 'copies'), occasion: OCCASION }
    const issued = await engine.issue({ ...request, medium: 'both', by: 'bench' })
    return issued.copies.map(({ bytes }) => bytes)
  } finally {
    engine.close()
  }
}

const faceOf = (k: number): CopyFace => ({
  copyId: `c${k}`,
  number: k,
  of: recipients,
  code: 'BENC-H000',
  recipient: { name: nameOf(k), unit: UNIT },
  occasion: OCCASION,
  time: '2026-11-23 15:04',
})

type Writer = Awaited<ReturnType<typeof prepareWriter>>

/** Marks alone, written to disk, on one thread: nothing is checked or registered. */
const markOnly = async (
  writer: Writer,
  planned: readonly PlannedPage[],
  carriers: CarrierSwitches,
  fileOf: (k: number) => string,
): Promise<readonly number[]> => {
  const sizes: number[] = []
  for (let k = 1; k <= recipients; k++) {
    const bytes = await makeCopy({
      writer,
      pages: planned,
      signStream: testStream('bench'),
      copy: faceOf(k),
      medium: 'both',
      identity: { documentId: 'd', issuanceId: 'i', copyId: `c${k}`, copyNumber: `${k}/${recipients}` },
      carriers,
    })
    writeFileSync(fileOf(k), bytes)
    sizes.push(bytes.length)
  }
  return sizes
}

/** As many empty pages, of the same sizes in points. */
const blankPages = async (original: Uint8Array): Promise<Uint8Array> => {
  const [from, blank] = [await PDFDocument.load(original), await PDFDocument.create()]
  for (const page of from.getPages()) blank.addPage([page.getWidth(), page.getHeight()])
  return blank.save()
}

const overlayAll = async (
  folder: string,
  document: string,
  stampOf: (k: number) => string,
  together: number,
): Promise<readonly number[]> => {
  const sizes: number[] = []
  const hands = [...Array(together).keys()]
  await shareOut(hands, [...Array(recipients).keys()], async (_, i) => {
    const made = join(folder, `qpdf-${i + 1}.pdf`)
    await run('qpdf', [document, '--overlay', stampOf(i + 1), '--', made])
    sizes.push(statSync(made).size)
  })
  return sizes
}

const report = (ways: readonly Way[], original: number): string => {
  const peer = ways[ways.length - 1]
  const rateOf = ({ seconds }: Way): number => recipients / seconds
  const addedOf = ({ bytes }: Way): number => bytes.reduce((sum, b) => sum + b, 0) / bytes.length - original
  const lines = ways.map((way) => [
    way.name,
    rateOf(way).toFixed(2),
    (rateOf(way) / rateOf(peer)).toFixed(2),
    (addedOf(way) / 1024).toFixed(1),
    (addedOf(way) / addedOf(peer)).toFixed(2),
  ])
  const head = ['', 'copies a second', 'times the last', 'KB added to a copy', 'times the last']
  return `${pages} pages (${(original / 1024).toFixed(0)} KB) to ${recipients} recipients, ${processes} threads or processes.\n\n${markdownTable(head, lines)}`
}

const compare = async (folder: string): Promise<string> => {
  const kinds = Array.from({ length: pages }, (_, i) => PAGE_KINDS[i % PAGE_KINDS.length])
  const original = await makeDocument(kinds, 1)
  const document = join(folder, 'paper.pdf')
  writeFileSync(document, original)
  const raster = await openRaster(original)
  const source = await openDocument(original)
  const planned = await planDocument(source, raster, 'both')
  raster.close()
  const writer = await prepareWriter(source, { characters: MARK_ALPHABET })
  const blank = await prepareWriter(await openDocument(await blankPages(original)))
  const stampOf = (k: number) => join(folder, `stamp-${k}.pdf`)
  const copyOf = (k: number) => join(folder, `copy-${k}.pdf`)
  const visible: CarrierSwitches = {
    visible: true,
    tint: false,
    words: false,
    dots: false,
    text: false,
    wording: false,
  }
  await markOnly(blank, planned, visible, stampOf)
  const ways = [
    await timed('siglum issue: all carriers, checked, sealed', () => issueThroughEngine(folder, document)),
    await timed('siglum, all carriers, unchecked, one thread', () =>
      markOnly(writer, planned, ALL_CARRIERS, copyOf),
    ),
    await timed('siglum, visible mark alone, one thread', () => markOnly(writer, planned, visible, copyOf)),
    await timed('qpdf --overlay, one process at a time', () => overlayAll(folder, document, stampOf, 1)),
    await timed(`qpdf --overlay, ${processes} at a time`, () =>
      overlayAll(folder, document, stampOf, processes),
    ),
  ]
  return report(ways, original.length)
}

const folder = mkdtempSync(join(tmpdir(), 'siglum-bench-'))
try {
  mkdirSync(join(folder, 'copies'))
  process.stdout.write(`${await compare(folder)}\n`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
