import { MARK_ALPHABET } from '../../../shared/mark/text-marks.ts'
import { createHmac } from 'node:crypto'
import { PDFDocument, StandardFonts, degrees, rgb } from 'pdf-lib'
import type { SignStream } from '../../../shared/mark/signs.ts'
import type { Medium } from '../../../shared/mark/layout.ts'
import { openDocument } from '../../../main/document/open-document.ts'
import { openRaster } from '../../../main/document/open-raster.ts'
import { prepareWriter } from '../../../main/document/prepare-writer.ts'
import { checkCopy } from '../../../main/issue/check-copy.ts'
import type { CopyFace } from '../../../main/issue/copy-face.ts'
import type { CarrierSwitches } from '../../../main/issue/issue.ts'
import { makeCopy } from '../../../main/issue/issue.ts'
import { originalPages } from '../../../main/issue/original-pages.ts'
import { planDocument } from '../../support/plan-document.ts'

const SENTENCE =
  'The figures below are provisional and must not be quoted outside this meeting of the board. '

/** Text, blank, a dark slide, and text on a turned page with an offset crop box; each some 120 x 85 mm. */
export const smallPaper = async (): Promise<Uint8Array> => {
  const document = await PDFDocument.create()
  const font = await document.embedFont(StandardFonts.Helvetica)
  const write = (turned: boolean) => {
    const page = document.addPage([340, 240])
    for (let line = 0; line < 12; line++) {
      page.drawText(SENTENCE.slice(line, line + 60), { x: 20, y: 210 - 16 * line, size: 10, font })
    }
    if (!turned) return
    page.setRotation(degrees(90))
    page.setCropBox(7, 5, 320, 230)
  }
  write(false)
  document.addPage([340, 240])
  const slide = document.addPage([340, 240])
  slide.drawRectangle({ x: 0, y: 0, width: 340, height: 240, color: rgb(0.06, 0.08, 0.15) })
  slide.drawText('Results of the third quarter', { x: 30, y: 150, size: 20, font, color: rgb(1, 1, 1) })
  write(true)
  return document.save()
}

/** A stand-in for the keys room's stream: HMAC-SHA-256 in counter mode. */
export const testStream: SignStream = (label, bytes) => {
  const blocks = Array.from({ length: Math.ceil(bytes / 32) }, (_, i) =>
    createHmac('sha256', 'a key for tests').update(`${label}#${i}`).digest(),
  )
  return new Uint8Array(Buffer.concat(blocks).subarray(0, bytes))
}

export const face = (number: number): CopyFace => ({
  copyId: `copy-${number}`,
  number,
  of: 12,
  code: 'K7QF-2M9X',
  recipient: { name: '王小明', unit: '市水务局' },
  occasion: '第九次投资决策会议',
  time: '2026-11-23 15:04',
})

/** Everything that issuing needs for one paper, opened once. */
export const openPaper = async (bytes: Uint8Array, medium: Medium, notice: readonly string[] = []) => {
  const source = await openDocument(bytes)
  const raster = await openRaster(bytes)
  const pages = await planDocument(source, raster, medium)
  const writer = await prepareWriter(source, { characters: MARK_ALPHABET, notice })
  const original = originalPages(raster)
  return {
    pages,
    make: (number: number, carriers?: CarrierSwitches) => {
      const copy = face(number)
      const identity = { documentId: 'd', issuanceId: 'i', copyId: copy.copyId, copyNumber: `${number}/12` }
      return makeCopy({
        writer,
        pages,
        signStream: testStream,
        copy,
        medium,
        identity,
        ...(carriers && { carriers }),
      })
    },
    check: (number: number, copyBytes: Uint8Array) =>
      checkCopy({ bytes: copyBytes, original, pages, signStream: testStream, copy: face(number), medium }),
  }
}
