import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { openRaster } from '../../main/document/open-raster.ts'
import { issueInLab, renderForLeak, traceInLab, type LabDocument } from '../bench/lab.ts'
import { leakPhotocopyPhoto } from '../leak/leak-photocopy.ts'
import { leakCroppedScreenshot, leakScreenshot } from '../leak/leak-screenshot.ts'
import { leakPrintPhoto } from '../leak/leak-print-photo.ts'
import type { LeakPage } from '../leak/leak-types.ts'
import { foreignJpeg } from '../paper/make-foreign.ts'
import { makeDocument, makePage } from '../paper/page-kinds.ts'

/** A thousand copies of everything; c7's is leaked. */
const COPIES = Array.from({ length: 1000 }, (_, k) => `c${k}`)
const LEAKED = 'c7'

let memo: LabDocument
let others: LabDocument[]
let screen: LeakPage
let print: LeakPage

beforeAll(async () => {
  memo = await issueInLab('memo', await makeDocument(['mixed', 'dense-chinese'], 'memo'), 'both')
  others = [
    await issueInLab('revised', await makeDocument(['mixed', 'dense-chinese'], 'memo', 1), 'both'),
    await issueInLab('table', await makePage('table', 'other'), 'both'),
  ]
  const copy = await memo.copy(LEAKED)
  screen = await renderForLeak(copy, 0, 'screen')
  print = await renderForLeak(copy, 0, 'print')
})

const trace = (...leaks: Buffer[]) => traceInLab([memo, ...others], COPIES, leaks)

describe('a leak is traced to its copy, page and document among others', () => {
  it.each([50, 100, 200])('screenshot at %i per cent', async (zoomPercent) => {
    const leak = await leakScreenshot(screen, { seed: zoomPercent, zoomPercent, format: 'png' })
    const { judgement, hypotheses } = await trace(leak.bytes)
    expect(judgement.verdict).toBe('traced')
    expect(judgement.best?.copyId).toBe(LEAKED)
    expect(judgement.bound).toBeLessThan(1e-6)
    expect(hypotheses[judgement.best?.hypothesis ?? 0].documentId).toBe('memo')
  })

  it('a tenth of the page, as JPEG', async () => {
    const leak = await leakCroppedScreenshot(screen, { seed: 4, fraction: 0.1, format: 'jpeg' })
    expect((await trace(leak.bytes)).judgement).toMatchObject({ verdict: 'traced', best: { copyId: LEAKED } })
  })

  it('photo of a print through a messenger', async () => {
    const leak = await leakPrintPhoto(print, { seed: 1, messenger: true, megapixels: 4 })
    expect((await trace(leak.bytes)).judgement).toMatchObject({ verdict: 'traced', best: { copyId: LEAKED } })
  })

  it('mirrored, and turned by 37 degrees', async () => {
    const leak = await leakScreenshot(screen, { seed: 5, zoomPercent: 120, format: 'png' })
    const turned = await sharp(leak.bytes)
      .flop()
      .rotate(37, { background: '#808080' })
      .jpeg({ quality: 80 })
      .toBuffer()
    const { judgement, pictures } = await trace(turned)
    expect(judgement).toMatchObject({ verdict: 'traced', best: { copyId: LEAKED } })
    expect(pictures[0].readings[0].place.view).toBe('mirrored')
  })

  it('light and dark changed over by a dark-mode viewer, saved as JPEG', async () => {
    const leak = await leakScreenshot(screen, { seed: 6, zoomPercent: 90, format: 'png' })
    const dark = await sharp(leak.bytes).negate({ alpha: false }).jpeg({ quality: 75 }).toBuffer()
    const { judgement, pictures } = await trace(dark)
    expect(judgement).toMatchObject({ verdict: 'traced', best: { copyId: LEAKED } })
    expect(pictures[0].readings[0].place.view).toBe('inverted')
  })

  it('light and dark changed over, and mirrored', async () => {
    const leak = await leakScreenshot(screen, { seed: 9, zoomPercent: 100, format: 'png' })
    const both = await sharp(leak.bytes).negate({ alpha: false }).flop().jpeg({ quality: 75 }).toBuffer()
    const { judgement, pictures } = await trace(both)
    expect(judgement).toMatchObject({ verdict: 'traced', best: { copyId: LEAKED } })
    expect(pictures[0].readings[0].place.view).toBe('mirrored-inverted')
  })

  it('a table mirrored and turned a little, whose rules lie on themselves all the same', async () => {
    const [, table] = others
    const shown = await renderForLeak(await table.copy(LEAKED), 0, 'screen')
    const leak = await leakScreenshot(shown, { seed: 8, zoomPercent: 100, format: 'png' })
    const turned = await sharp(leak.bytes).rotate(2, { background: '#fff' }).png().toBuffer()
    const mirrored = await sharp(turned).flop().jpeg({ quality: 75 }).toBuffer()
    const { judgement, pictures } = await trace(mirrored)
    expect(judgement).toMatchObject({ verdict: 'traced', best: { copyId: LEAKED } })
    expect(pictures[0].readings[0].place.view).toBe('mirrored')
  })

  it('black bars over half its lines', async () => {
    const leak = await leakPrintPhoto(print, { seed: 2, messenger: true, megapixels: 4 })
    const { width = 0, height = 0 } = await sharp(leak.bytes).metadata()
    const bars = Array.from({ length: 22 }, (_, k) => {
      const [x, y] = [((k * 7) % 10) / 30, (k * 0.618034) % 1]
      return `<rect x="${x * width}" y="${y * height}" width="${0.5 * width}" height="${0.02 * height}"/>`
    })
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${bars.join('')}</svg>`
    const barred = await sharp(leak.bytes)
      .composite([{ input: Buffer.from(svg) }])
      .jpeg({ quality: 60 })
      .toBuffer()
    expect((await trace(barred)).judgement).toMatchObject({ verdict: 'traced', best: { copyId: LEAKED } })
  })

  it('a fax of half as many rows as columns', async () => {
    const raster = await openRaster(await memo.copy(LEAKED))
    const { width, height, data } = raster.render(0, 204 / 25.4)
    raster.close()
    const fax = await sharp(data, { raw: { width, height, channels: 1 } })
      .resize(width, Math.round((height * 98) / 204), { fit: 'fill' })
      .threshold(150)
      .png()
      .toBuffer()
    const { judgement, pictures } = await trace(fax)
    expect(judgement).toMatchObject({ verdict: 'traced', best: { copyId: LEAKED } })
    expect(pictures[0].readings[0].place.view).toBe('doubled')
  })

  it('a photographed photocopy of a scan, of which no dot is left', async () => {
    const scan = await issueInLab('scan', await makePage('scan', 'memo'), 'both')
    const page = await renderForLeak(await scan.copy(LEAKED), 0, 'print')
    const leak = await leakPhotocopyPhoto(page, { seed: 3, messenger: true, megapixels: 4, tiltDegrees: 20 })
    const { judgement, hypotheses } = await traceInLab([memo, ...others, scan], COPIES, [leak.bytes])
    expect(judgement).toMatchObject({ verdict: 'traced', best: { copyId: LEAKED } })
    expect(hypotheses[judgement.best?.hypothesis ?? 0].documentId).toBe('scan')
    const original = await renderForLeak(await makePage('scan', 'memo'), 0, 'print')
    const unmarked = await leakPhotocopyPhoto(original, { seed: 3, messenger: true, megapixels: 4 })
    const innocent = await traceInLab([memo, ...others, scan], COPIES, [unmarked.bytes])
    expect(innocent.judgement.verdict).toBe('inconclusive')
  })

  it('two pictures of one leak say more than either', async () => {
    const halves = await Promise.all(
      [8, 9].map(
        async (seed) => (await leakCroppedScreenshot(screen, { seed, fraction: 0.15, format: 'jpeg' })).bytes,
      ),
    )
    const [first, second, both] = [await trace(halves[0]), await trace(halves[1]), await trace(...halves)]
    const score = (outcome: Awaited<ReturnType<typeof trace>>) => outcome.judgement.best?.z ?? 0
    expect(both.judgement).toMatchObject({ verdict: 'traced', best: { copyId: LEAKED } })
    expect(score(both)).toBeGreaterThan(Math.max(score(first), score(second)))
  })
})

describe('nobody is named', () => {
  it('by a page that was never marked', async () => {
    const unmarked = await makeDocument(['mixed', 'dense-chinese'], 'memo')
    const leak = await leakScreenshot(await renderForLeak(unmarked, 0, 'screen'), {
      seed: 1,
      zoomPercent: 100,
    })
    expect((await trace(leak.bytes)).judgement.verdict).toBe('inconclusive')
  })

  it('by a copy that is not among those issued', async () => {
    const stranger = await memo.copy('never-issued')
    const leak = await leakScreenshot(await renderForLeak(stranger, 0, 'screen'), {
      seed: 2,
      zoomPercent: 100,
    })
    expect((await trace(leak.bytes)).judgement.verdict).toBe('inconclusive')
  })

  it('by a picture of something else', async () => {
    for (const kind of ['blobs', 'landscape', 'blank', 'noise'] as const) {
      expect((await trace(await foreignJpeg(kind, 1))).judgement.verdict).toBe('not-ours')
    }
  })

  it('by a picture that is somewhat like a page that is a photograph', async () => {
    // At a glance half of the boxes that are found agree; laid exactly, one in fourteen of those shown.
    const photographs = await issueInLab('photographs', await makePage('photograph', 'b'), 'both')
    const { judgement } = await traceInLab([photographs], COPIES, [await foreignJpeg('landscape', 9)])
    expect(judgement.verdict).toBe('not-ours')
  })

  it('by a paper that was never issued', async () => {
    const foreign = await makePage('mixed', 'a paper of somebody else')
    const leak = await leakScreenshot(await renderForLeak(foreign, 0, 'screen'), {
      seed: 3,
      zoomPercent: 100,
    })
    expect((await trace(leak.bytes)).judgement.verdict).toBe('not-ours')
  })
})
