import { PDFDocument, StandardFonts } from 'pdf-lib'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { issueInLab, renderForLeak, traceInLab, type LabDocument } from '../bench/lab.ts'
import { leakPrintPhoto } from '../leak/leak-print-photo.ts'
import { leakScreenshot } from '../leak/leak-screenshot.ts'
import { makePage } from '../paper/page-kinds.ts'

const COPIES = Array.from({ length: 1000 }, (_, k) => `c${k}`)
const LEAKED = 'c7'
const TRACED = { verdict: 'traced', best: { copyId: LEAKED } }

const WORDS =
  'Pay to the bearer of this slip the sum agreed upon with the ministry and keep the counterfoil'.split(' ')

/** A slip and its counterfoil: the same words on both halves of a page. */
const makeSlip = async (): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create()
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  const page = pdf.addPage([595, 842])
  for (const top of [800, 379])
    for (let line = 0; line < 14; line++) {
      const words = Array.from(
        { length: 9 },
        (_, k) => WORDS[(line * 5 + k * 7 + line * line * k) % WORDS.length],
      )
      page.drawText(words.join(' '), { x: 60, y: top - 22 * line, size: 11, font })
    }
  return pdf.save()
}

/** Thick strokes of a pen across the whole of a picture. */
const strike = async (picture: Buffer): Promise<Buffer> => {
  const { width = 0, height = 0 } = await sharp(picture).metadata()
  const apart = 0.025 * height
  const strokes = Array.from(
    { length: Math.floor(height / apart) },
    (_, k) => `<rect x="${0.1 * width}" y="${k * apart}" width="${0.8 * width}" height="${0.002 * height}"/>`,
  )
  const overlay = `<svg width="${width}" height="${height}">${strokes.join('')}</svg>`
  return sharp(picture)
    .composite([{ input: Buffer.from(overlay) }])
    .jpeg({ quality: 80 })
    .toBuffer()
}

/** A picture of a sheet folded to and fro: each panel leans the other way. */
const fold = async (picture: Buffer): Promise<Buffer> => {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const panel = 0.11 * height
  const out = Buffer.alloc(data.length, 120)
  for (let y = 0; y < height; y++) {
    const along = y % (2 * panel)
    const aside = Math.round(0.3 * (along < panel ? along : 2 * panel - along))
    data.copy(out, (y * width + aside) * channels, y * width * channels, ((y + 1) * width - aside) * channels)
  }
  return sharp(out, { raw: { width, height, channels } }).jpeg({ quality: 80 }).toBuffer()
}

describe('leaks that can be laid in more places than one, or hardly', () => {
  let slip: LabDocument
  let memo: LabDocument

  beforeAll(async () => {
    slip = await issueInLab('slip', await makeSlip(), 'both')
    memo = await issueInLab('memo', await makePage('dense-english', 'struck'), 'both')
  })

  it.each(['upper', 'lower'])('the %s half of a page whose halves are the same', async (half) => {
    const page = await renderForLeak(await slip.copy(LEAKED), 0, 'screen')
    const { bytes } = await leakScreenshot(page, { seed: 3, zoomPercent: 110, format: 'png' })
    const { width = 0, height = 0 } = await sharp(bytes).metadata()
    // Without the page's edges: nothing but marks tells one half from the other.
    const top = Math.round((half === 'upper' ? 0.06 : 0.56) * height)
    const piece = await sharp(bytes)
      .extract({
        left: Math.round(0.08 * width),
        top,
        width: Math.round(0.84 * width),
        height: Math.round(0.32 * height),
      })
      .png()
      .toBuffer()
    expect((await traceInLab([slip, memo], COPIES, [piece])).judgement).toMatchObject(TRACED)
  })

  /** So many lines of the memo's text, as somebody cuts them out of a screen of 110 dpi. */
  const cutLines = async (lines: number): Promise<Buffer> => {
    const { data, width, height, dpi } = await renderForLeak(await memo.copy(LEAKED), 0, 'screen')
    const [{ layout }] = memo.pages
    const { x, y } = layout.words[100]
    const mm = dpi / 25.4
    const wide = Math.round((layout.widthMm - 2 * Math.min(x, 20)) * mm)
    return sharp(data, { raw: { width, height, channels: 3 } })
      .extract({
        left: Math.round(Math.min(x, 20) * mm),
        top: Math.round((y - 3) * mm),
        width: wide,
        height: Math.round(6 * lines * mm),
      })
      .resize({ width: Math.round((wide * 110) / dpi) })
      .png()
      .toBuffer()
  }

  it.each([2, 3])('%i lines cut out of a page', async (lines) => {
    const { judgement } = await traceInLab([slip, memo], COPIES, [await cutLines(lines)])
    expect(judgement).toMatchObject(TRACED)
  })

  it('three lines quoted in a chat, where the rest of the page is not', async () => {
    const clip = await cutLines(3)
    const chat = await sharp({ create: { width: 1080, height: 1500, channels: 3, background: '#ededed' } })
      .composite([{ input: clip, left: 90, top: 500 }])
      .jpeg({ quality: 80 })
      .toBuffer()
    const { judgement, carriers } = await traceInLab([slip, memo], COPIES, [chat])
    expect(judgement).toMatchObject(TRACED)
    // Read off all that the chat shows, tint said nothing at all.
    expect(carriers.tint?.z).toBeGreaterThan(3)
  })

  it('a photo of a page struck through all over', async () => {
    const page = await renderForLeak(await memo.copy(LEAKED), 0, 'print')
    const { bytes } = await leakPrintPhoto(page, { seed: 8, severity: 'good', megapixels: 4 })
    expect((await traceInLab([slip, memo], COPIES, [await strike(bytes)])).judgement).toMatchObject(TRACED)
  })

  it('a photo of a page folded like an accordion', async () => {
    const page = await renderForLeak(await memo.copy(LEAKED), 0, 'print')
    const { bytes } = await leakPrintPhoto(page, { seed: 8, severity: 'good', megapixels: 4 })
    const { judgement } = await traceInLab([slip, memo], COPIES, [await fold(bytes)])
    expect(judgement).toMatchObject(TRACED)
    // Laid as one smooth sheet it scored 12.
    expect(judgement.best?.z).toBeGreaterThan(18)
  })

  it.each([
    ['from so low that it looks less than half as high', { across: 1, down: 0.45 }],
    ['from the side, less than half as wide', { across: 0.45, down: 1 }],
  ])('a page seen %s', async (_, { across, down }) => {
    const page = await renderForLeak(await memo.copy(LEAKED), 0, 'screen')
    const { bytes } = await leakScreenshot(page, { seed: 4, zoomPercent: 150, format: 'png' })
    const { width = 0, height = 0 } = await sharp(bytes).metadata()
    const squeezed = await sharp(bytes)
      .resize({ width: Math.round(across * width), height: Math.round(down * height), fit: 'fill' })
      .jpeg({ quality: 85 })
      .toBuffer()
    expect((await traceInLab([slip, memo], COPIES, [squeezed])).judgement).toMatchObject(TRACED)
  })
})
