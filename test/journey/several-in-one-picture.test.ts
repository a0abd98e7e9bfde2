import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRaster } from '../../main/document/open-raster.ts'
import type { TraceOutcome } from '../../main/trace/trace.ts'
import { issueInLab, traceInLab, type LabDocument } from '../bench/lab.ts'
import { makeDocument } from '../paper/page-kinds.ts'
import { sideBySide } from '../support/side-by-side.ts'
import { twoPagePaper } from './two-page-paper.ts'

const COPIES = Array.from({ length: 1000 }, (_, k) => `c${k}`)
const DPI = 110

let paper: LabDocument

const pageOf = async (copyId: string, page: number, of = paper, dpi = DPI): Promise<Buffer> => {
  const raster = await openRaster(await of.copy(copyId))
  const { width, height, rgb } = raster.renderRgb(page, dpi / 25.4)
  raster.close()
  return sharp(Buffer.from(rgb), { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
}

/** A strip of it from so far down, pixels. */
const strip = async (page: Promise<Buffer>, top: number): Promise<Buffer> => {
  const { width } = await sharp(await page).metadata()
  return sharp(await page)
    .extract({ left: 0, top, width, height: 260 })
    .png()
    .toBuffer()
}

const sent = (picture: Buffer): Promise<Buffer> => sharp(picture).jpeg({ quality: 60 }).toBuffer()

const named = ({ judgement }: TraceOutcome): string[] => judgement.named.map(({ copyId }) => copyId)

const trace = async (picture: Buffer): Promise<TraceOutcome> =>
  traceInLab([paper], COPIES, [await sent(picture)])

beforeAll(async () => {
  paper = await issueInLab('memo', await makeDocument(['mixed', 'dense-english', 'table'], 'memo'), 'both')
})
afterAll(() => paper.raster.close())

describe('several pages in one picture', () => {
  it('two copies of one page side by side are both named', async () => {
    const outcome = await trace(await sideBySide(await pageOf('c7', 0), await pageOf('c9', 0)))
    expect(outcome.judgement.verdict).toBe('traced')
    expect(named(outcome).toSorted()).toEqual(['c7', 'c9'])
  })

  it('also where the paper’s other page is much like it, and was found in its place', async () => {
    const alike = await issueInLab('alike', await twoPagePaper(), 'both')
    const [left, right] = [await pageOf('c10', 0, alike, 100), await pageOf('c11', 0, alike, 100)]
    const outcome = await traceInLab([alike], COPIES, [await sideBySide(left, right)])
    alike.raster.close()
    expect(named(outcome).toSorted()).toEqual(['c10', 'c11'])
    // The other page is understood as a way of having it there, not as there.
    const [best] = outcome.hypotheses
    expect(best.places.map(({ place }) => place.page)).toEqual([0, 0])
  })

  it('so is the copy of which a strip alone lies beside a page of another’s', async () => {
    const outcome = await trace(await sideBySide(await pageOf('c7', 0), await strip(pageOf('c9', 0), 300)))
    expect(named(outcome)).toEqual(['c7', 'c9'])
  })

  it('two pages of one copy speak for it together, and each by itself is asked as well', async () => {
    const outcome = await trace(
      await sideBySide(await strip(pageOf('c7', 0), 100), await strip(pageOf('c7', 1), 300)),
    )
    expect(named(outcome)).toEqual(['c7'])
    const { hypotheses, judgement } = outcome
    const { places, readings } = hypotheses[judgement.best?.hypothesis ?? -1]
    expect(new Set(places.map(({ place }) => place.page))).toEqual(new Set([0, 1]))
    expect(new Set(readings.map(({ page }) => page))).toEqual(new Set([0, 1]))
    for (const page of [0, 1])
      expect(hypotheses.some((one) => one.readings.every((reading) => reading.page === page))).toBe(true)
  })

  it('a page on a desk of another paper that was not issued here is named alone', async () => {
    const strange = await issueInLab('strange', await makeDocument(['dense-chinese'], 'strange'), 'both')
    const outcome = await trace(await sideBySide(await pageOf('c7', 2), await pageOf('c5', 0, strange)))
    strange.raster.close()
    expect(named(outcome)).toEqual(['c7'])
    expect(outcome.hypotheses).toHaveLength(1)
  })
})
