import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { openRaster } from '../../../main/document/open-raster.ts'
import { decodePicture } from '../../../main/image/decode.ts'
import { readCodes } from '../../../main/image/read-codes.ts'
import { leakPrintPhoto } from '../../leak/leak-print-photo.ts'
import { leakScan } from '../../leak/leak-scan.ts'
import type { LeakPage, View } from '../../leak/leak-types.ts'
import { landscapePicture } from '../../paper/natural-picture.ts'
import { seededRandom } from '../../leak/random.ts'
import { CHECKPOINT, CODES, printedSheet, QR_ON_SHEET } from '../../support/printed-sheet.ts'

const SHEET_DPI = 600
const MM_PER_INCH = 25.4

/** The sheet's last page, which shows the checkpoint, as a laser would print it. */
const printed = async (pdf: Uint8Array): Promise<LeakPage> => {
  const raster = await openRaster(pdf)
  const { width, height, data } = raster.render(raster.pageCount - 1, SHEET_DPI / MM_PER_INCH)
  raster.close()
  return { width, height, channels: 1, data, dpi: SHEET_DPI }
}

const showsCode = ({ toPixel, width, height }: View): boolean => {
  const { left, top, right, bottom } = QR_ON_SHEET
  return [left, right].every((x) =>
    [top, bottom].every((y) => {
      const at = toPixel(x, y)
      return at.x > 0 && at.y > 0 && at.x < width && at.y < height
    }),
  )
}

const readBytes = async (bytes: Uint8Array): Promise<readonly string[]> =>
  readCodes(await decodePicture(bytes))

describe('QR codes of a printed sheet, read by another library than the one that drew them', () => {
  let pdf: Uint8Array
  beforeAll(async () => {
    pdf = await printedSheet()
  })
  afterEach(() => vi.unstubAllGlobals())

  it('say exactly what was printed, at every size of pixels, and without any network', async () => {
    const fetch = vi.fn(() => Promise.reject(new Error('there is no network')))
    vi.stubGlobal('fetch', fetch)
    const raster = await openRaster(pdf)
    for (const pxPerMm of [4, 6, 8, 12]) {
      const pages = Array.from({ length: raster.pageCount }, (_, i) => raster.renderRgb(i, pxPerMm))
      const said = (await Promise.all(pages.map(readCodes))).flat()
      expect([pxPerMm, said.toSorted()]).toEqual([pxPerMm, [...CODES, CHECKPOINT].toSorted()])
    }
    raster.close()
    expect(fetch).not.toHaveBeenCalled()
  })

  it('are read off a scan, and off a phone photo from close by that went through a messenger', async () => {
    const page = await printed(pdf)
    const scan = await leakScan(page, { seed: 3, severity: 'fair', dpi: 200 })
    expect(await readBytes(scan.bytes)).toEqual([CHECKPOINT])
    for (const seed of [1, 2]) {
      const how = { seed, severity: 'fair', framing: 'quarter', megapixels: 4 } as const
      const photo = await leakPrintPhoto(page, { ...how, messenger: true, accepts: showsCode })
      expect(photo.notes['accepted']).toBe(true)
      expect(await readBytes(photo.bytes)).toEqual([CHECKPOINT])
    }
  })

  it('are none where nothing of the kind is shown', async () => {
    expect(await readCodes(landscapePicture(640, 480, seededRandom(5, 'hills')))).toEqual([])
    expect(await readCodes({ width: 1, height: 1, rgb: new Uint8Array(3) })).toEqual([])
  })
})
