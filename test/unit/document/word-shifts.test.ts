import { describe, expect, test } from 'vitest'
import { openDocument } from '../../../main/document/open-document.ts'
import { openRaster } from '../../../main/document/open-raster.ts'
import { prepareWriter } from '../../../main/document/prepare-writer.ts'
import type { RenderedChar } from '../../../main/document/document.ts'
import { CORPUS } from './corpus.ts'
import { moveErrors } from './moves.ts'

const IDENTITY = { documentId: 'd', issuanceId: 'i', copyId: 'c', copyNumber: '1/2' }
const MOVED_TOLERANCE_MM = 0.003
const STILL_TOLERANCE_MM = 0.001

const shiftsFor = (words: number): Float64Array =>
  Float64Array.from({ length: 2 * words }, (_, i) => (i % 2 ? 0.05 : 0.1) * ((i * 7) % 5 < 2 ? 1 : -1))

/** Without spaces: the renderer makes some up. */
const codes = (chars: readonly RenderedChar[]): string =>
  chars
    .map(({ code }) => String.fromCodePoint(code))
    .filter((c) => c.trim() !== '')
    .sort()
    .join('')

describe('words move by what was asked and nothing else does', () => {
  test.for(CORPUS)('$name', async ({ bytes, words, warnings }) => {
    const source = await openDocument(bytes)
    expect(source.pages.map((page) => page.words.length)).toEqual(words)
    expect(source.warnings).toEqual(warnings ?? [])
    const shifts = source.pages.map((page) => shiftsFor(page.words.length))
    const writer = await prepareWriter(source)
    const copy = await writer.write(
      shifts.map((wordShiftsMm) => ({ wordShiftsMm, overlays: [] })),
      IDENTITY,
    )
    const [before, after] = [await openRaster(bytes), await openRaster(copy)]
    expect(after.pageCount).toBe(source.pages.length)
    source.pages.forEach((page, i) => {
      expect(after.widthMm(i)).toBeCloseTo(page.geometry.widthMm, 3)
      expect(after.heightMm(i)).toBeCloseTo(page.geometry.heightMm, 3)
      const [was, is] = [before.chars(i), after.chars(i)]
      expect(codes(is)).toEqual(codes(was))
      const errors = moveErrors(page, shifts[i], was, is)
      if (page.words.length > 0) expect(errors.moved).toBeGreaterThanOrEqual(page.words.length)
      expect(errors.worstMoved).toBeLessThan(MOVED_TOLERANCE_MM)
      expect(errors.worstStill).toBeLessThan(STILL_TOLERANCE_MM)
    })
    before.close()
    after.close()
  })
})
