// `npm run bench:invisible`: what the marks change, in figures and in pairs of pictures to look at. See README.md.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import type { RasterDocument, RgbRaster } from '../../main/document/document.ts'
import { openRaster } from '../../main/document/open-raster.ts'
import { decodePicture } from '../../main/image/decode.ts'
import type { CarrierSwitches } from '../../main/issue/issue.ts'
import type { Medium } from '../../shared/mark/layout.ts'
import { leakScan } from '../leak/leak-scan.ts'
import { makePage, PAGE_KINDS, type PageKind } from '../paper/page-kinds.ts'
import { chosen } from './flags.ts'
import { psnr, ssim, worstDifference } from './image-quality.ts'
import { issueInLab, renderForLeak, type LabDocument } from './lab.ts'
import { markdownTable } from './markdown-table.ts'

const MEDIA: readonly Medium[] = ['screen', 'paper', 'both']
const CARRIERS = ['visible', 'tint', 'words', 'dots', 'unseen', 'all'] as const
const NONE: CarrierSwitches = {
  visible: false,
  tint: false,
  words: false,
  dots: false,
  text: false,
  wording: false,
}
/** `unseen`: all that is meant not to be noticed. */
const SWITCHES: Readonly<Record<(typeof CARRIERS)[number], CarrierSwitches>> = {
  visible: { ...NONE, visible: true },
  tint: { ...NONE, tint: true },
  words: { ...NONE, words: true },
  dots: { ...NONE, dots: true },
  unseen: { visible: false, tint: true, words: true, dots: true, text: true, wording: false },
  all: { visible: true, tint: true, words: true, dots: true, text: true, wording: false },
}

const MM_PER_INCH = 25.4
const MEASURED_DPI = 150
/** A viewer's 100 %. */
const FULL_SIZE_DPI = 96
const ZOOMS = [2, 4]
const SCANNED_DPI = 300
/** A close-up's size, and where on the page its middle lies. */
const CLOSE_UP_PX = { width: 640, height: 480 } as const
const CLOSE_UP_AT = { x: 0.42, y: 0.22 } as const
const GAP_PX = 12

const { values } = parseArgs({
  options: {
    kinds: { type: 'string' },
    media: { type: 'string' },
    out: { type: 'string', default: 'out/bench-invisible' },
  },
})
const out = resolve(values.out)

const withRaster = async <T>(pdf: Uint8Array, use: (raster: RasterDocument) => T): Promise<T> => {
  const raster = await openRaster(pdf)
  try {
    return use(raster)
  } finally {
    raster.close()
  }
}

const figures = async (original: Uint8Array, marked: Uint8Array, printing: boolean): Promise<string> => {
  const render = (pdf: Uint8Array) =>
    withRaster(pdf, (raster) => raster.render(0, MEASURED_DPI / MM_PER_INCH, { printing }))
  const [a, b] = [await render(original), await render(marked)]
  const decibels = psnr(a, b)
  if (!Number.isFinite(decibels)) return '='
  return `${decibels.toFixed(1)} / ${ssim(a, b).toFixed(4)} / ${worstDifference(a, b)}`
}

/** A piece of a picture, wholly inside it. */
const cut = ({ width, height, rgb }: RgbRaster, wide: number, high: number): RgbRaster => {
  const w = Math.min(wide, width)
  const h = Math.min(high, height)
  const left = Math.max(0, Math.min(width - w, Math.round(CLOSE_UP_AT.x * width - w / 2)))
  const top = Math.max(0, Math.min(height - h, Math.round(CLOSE_UP_AT.y * height - h / 2)))
  const piece = new Uint8Array(w * h * 3)
  for (let y = 0; y < h; y++) {
    const from = ((top + y) * width + left) * 3
    piece.set(rgb.subarray(from, from + w * 3), y * w * 3)
  }
  return { width: w, height: h, rgb: piece }
}

const writePair = async (file: string, left: RgbRaster, right: RgbRaster): Promise<void> => {
  const input = ({ rgb, width, height }: RgbRaster) => ({
    input: Buffer.from(rgb),
    raw: { width, height, channels: 3 as const },
  })
  const size = { width: left.width + GAP_PX + right.width, height: Math.max(left.height, right.height) }
  await sharp({ create: { ...size, channels: 3, background: '#c03028' } })
    .composite([
      { ...input(left), left: 0, top: 0 },
      { ...input(right), left: left.width + GAP_PX, top: 0 },
    ])
    .png()
    .toFile(file)
}

const drawPairs = async (
  name: string,
  original: Uint8Array,
  marked: Uint8Array,
  printing: boolean,
): Promise<void> => {
  const px = FULL_SIZE_DPI / MM_PER_INCH
  const render = (pdf: Uint8Array, scale: number) =>
    withRaster(pdf, (raster) => raster.renderRgb(0, px * scale, { printing }))
  await writePair(join(out, `${name}-100.png`), await render(original, 1), await render(marked, 1))
  const { width, height } = CLOSE_UP_PX
  for (const zoom of ZOOMS) {
    const [a, b] = [await render(original, zoom), await render(marked, zoom)]
    await writePair(join(out, `${name}-${100 * zoom}.png`), cut(a, width, height), cut(b, width, height))
  }
}

/** A page printed by a colour laser printer and scanned, both times in the same way. */
const scanned = async (pdf: Uint8Array): Promise<RgbRaster> => {
  const page = await renderForLeak(pdf, 0, 'colour-print')
  const { bytes } = await leakScan(page, {
    seed: 'looked at',
    severity: 'good',
    dpi: SCANNED_DPI,
    colour: true,
  })
  return decodePicture(bytes)
}

const drawScanned = async (name: string, original: Uint8Array, marked: Uint8Array): Promise<void> => {
  const { width, height } = CLOSE_UP_PX
  const [a, b] = [await scanned(original), await scanned(marked)]
  await writePair(join(out, `${name}-scanned.png`), cut(a, width, height), cut(b, width, height))
}

/** One page on one medium: figures of every carrier as seen on a screen, and of dots and all together as printed. */
const measurePage = async (kind: PageKind, original: Uint8Array, medium: Medium): Promise<string[]> => {
  const document: LabDocument = await issueInLab(kind, original, medium)
  const line: string[] = [kind]
  for (const carrier of CARRIERS) {
    const marked = await document.copy('c7', SWITCHES[carrier])
    line.push(await figures(original, marked, false))
    if (carrier === 'dots' || carrier === 'all') line.push(await figures(original, marked, true))
    if (carrier === 'all' || carrier === 'unseen')
      await drawPairs(`${kind}-${medium}-${carrier}`, original, marked, false)
    if (carrier === 'all' && medium !== 'screen') {
      await drawPairs(`${kind}-${medium}-${carrier}-printed`, original, marked, true)
      await drawScanned(`${kind}-${medium}-${carrier}`, original, marked)
    }
  }
  document.raster.close()
  return line
}

mkdirSync(out, { recursive: true })
const sections = [
  '# What the marks change',
  `Original against copy, grey at ${MEASURED_DPI} dpi: PSNR in dB / SSIM / worst difference in 8-bit steps; = where nothing differs.`,
  '"printed" is the page as it goes to a printer, the rest as a screen shows it; "unseen" is all but the visible mark.',
]
const head = ['', 'visible', 'tint', 'words', 'dots', 'dots printed', 'unseen', 'all', 'all printed']
for (const medium of chosen('--media', MEDIA, values.media)) {
  const lines: string[][] = []
  for (const kind of chosen('--kinds', PAGE_KINDS, values.kinds)) {
    lines.push(await measurePage(kind, await makePage(kind, 1), medium))
    process.stderr.write(`${medium} ${kind}\n`)
  }
  sections.push(`## Issued for ${medium}`, markdownTable(head, lines))
}
const report = sections.join('\n\n')
writeFileSync(join(out, 'RESULTS.md'), `${report}\n`)
process.stdout.write(
  `${report}\nPairs of pictures, original | copy, at 100, 200 and 400 %, and printed and scanned at ${SCANNED_DPI} dpi: ${out}\n`,
)
