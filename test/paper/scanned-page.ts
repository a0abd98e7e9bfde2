import { PDFDocument } from 'pdf-lib'
import sharp from 'sharp'
import { openRaster } from '../../main/document/open-raster.ts'
import { diceFor, type PageDice } from './page-dice.ts'
import { A4 } from './page-frame.ts'

const DPI = 200

/** Adds a page to a document. */
export type PageMaker = (doc: PDFDocument, dice: PageDice) => Promise<void>

/**
 * A page of some kind as a flatbed scanner saves it: a picture, a little askew, its white not white, darker along one side; and
 * beneath it nothing, or the text that was read off it, so that it can be searched. In a picture of the other kind nothing is moved: it is as light and as dark as the JPEG, sample by sample.
 */
export const scanned =
  (typeset: PageMaker, beneath: 'nothing' | 'text', packed: 'jpeg' | 'png' = 'jpeg'): PageMaker =>
  async (doc, dice) => {
    const typed = await PDFDocument.create()
    await typeset(typed, dice)
    const bytes = await typed.save()
    const raster = await openRaster(bytes)
    const { width, height, data } = raster.render(0, DPI / 25.4)
    raster.close()
    const white = dice.page.between(0.91, 1.03)
    const shade = dice.page.between(0.02, 0.07)
    const grains = dice.page.between(1, 3)
    const grey = Uint8Array.from(data, (value, i) => {
      const light = white * (1 - shade * ((i % width) / width) ** 3)
      return Math.min(255, Math.max(0, 18 + (value - 18) * light + grains * dice.page.gaussian()))
    })
    const skew = dice.page.between(-0.9, 0.9)
    const paper = Math.round(255 * white)
    const jpeg = await sharp(grey, { raw: { width, height, channels: 1 } })
      .rotate(skew, { background: { r: paper, g: paper, b: paper } })
      .resize(width, height, { fit: 'cover' })
      .jpeg({ quality: 75 })
      .toBuffer()
    const page = doc.addPage([A4.width, A4.height])
    if (beneath === 'text') page.drawPage((await doc.embedPdf(bytes))[0])
    const picture = packed === 'jpeg' ? doc.embedJpg(jpeg) : doc.embedPng(await sharp(jpeg).png().toBuffer())
    page.drawImage(await picture, { x: 0, y: 0, width: A4.width, height: A4.height })
  }

/** A document of one such page, of this seed. */
export const scanOf = async (maker: PageMaker, seed: number | string): Promise<Uint8Array> => {
  const doc = await PDFDocument.create()
  await maker(doc, diceFor(seed, 0, 0))
  return doc.save()
}
