import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PDFDocument, rgb } from 'pdf-lib'
import { openRaster } from '../../main/document/open-raster.ts'
import { ALL_CARRIERS } from '../../main/issue/issue.ts'
import { shiftWords } from '../../main/issue/shift-words.ts'
import { signCount } from '../../shared/mark/layout.ts'
import { packedSigns } from '../../shared/mark/signs.ts'
import type { Leak } from '../leak/leak-types.ts'
import type { Severity } from '../leak/leak-types.ts'
import {
  findSheetPhotos,
  originalOf,
  photoOf,
  type SheetBend,
  type SheetLight,
  type SheetPhotos,
} from '../sheet/find-photos.ts'
import { leakBareSheet, leakMarkedSheet } from '../sheet/leak-sheet.ts'
import { LAB_STREAM, type LabDocument } from './lab.ts'
import { sourceHash } from './source-hash.ts'

/** The data set's pages: most are issued, one is in the library as a later revision alone, and one not at all. */
export interface BenchSheets {
  readonly photos: SheetPhotos
  readonly issued: readonly string[]
  readonly revised: string
  readonly absent: string
}

export const findBenchSheets = (): BenchSheets | null => {
  const photos = findSheetPhotos()
  if (photos === null || photos.ids.length < 3) return null
  const { ids } = photos
  return { photos, issued: ids.slice(0, -2), revised: ids[ids.length - 2], absent: ids[ids.length - 1] }
}

export const sheetDocumentId = (id: string): string => `invoice/${id}`

/** A sheet's lower third gone, and a remark in its place. */
const revise = async (pdf: Uint8Array): Promise<Uint8Array> => {
  const document = await PDFDocument.load(pdf)
  const page = document.getPage(0)
  const { width, height } = page.getSize()
  page.drawRectangle({ x: 0, y: 0, width, height: height / 3, color: rgb(1, 1, 1) })
  const remark = 'Revised. The sums of the first version no longer hold; see the letter of 3 November.'
  page.drawText(remark, { x: 60, y: height / 4, size: 11 })
  return document.save()
}

/** What the library holds of the sheets, by document id. */
export const sheetPdfs = async ({
  photos,
  issued,
  revised,
}: BenchSheets): Promise<Map<string, Uint8Array>> => {
  const pdfs = new Map<string, Uint8Array>()
  for (const id of issued)
    pdfs.set(sheetDocumentId(id), new Uint8Array(await readFile(originalOf(photos, id))))
  const original = new Uint8Array(await readFile(originalOf(photos, revised)))
  pdfs.set(sheetDocumentId(revised), await revise(original))
  return pdfs
}

/** Changes whenever the carrying over of marks does. */
export const sheetHash = (): string => sourceHash(join(import.meta.dirname, '../sheet/leak-sheet.ts'))

/** Maps of photos outlive changes to what is carried over them. */
const alignmentHash = (): string =>
  sourceHash(join(import.meta.dirname, '../sheet/align-sheet.ts')).slice(0, 8)

const KEPT_MAPS = 'out/sheets'

/** Good conditions are the data set's bright photos, others those with shadows on the sheet. */
const lightOf = (severity: Severity): SheetLight => (severity === 'good' ? 'bright' : 'shadow')

export const barePhoto = (
  { photos }: BenchSheets,
  id: string,
  bend: SheetBend,
  severity: Severity,
): Promise<Leak> => leakBareSheet(photoOf(photos, id, bend, lightOf(severity)))

/** A photo of the sheet as if a copy of it lay there. */
export const markedPhoto = async (
  { photos }: BenchSheets,
  id: string,
  bend: SheetBend,
  severity: Severity,
  {
    pdf,
    document,
    copyId,
  }: { readonly pdf: Uint8Array; readonly document: LabDocument; readonly copyId: string },
): Promise<Leak> => {
  const [page] = document.pages
  const light = lightOf(severity)
  const signs = packedSigns(LAB_STREAM, copyId, 0, 'words', signCount(page.layout, 'words'))
  const still = await document.copy(copyId, { ...ALL_CARRIERS, words: false })
  const [original, toneOnly] = [await openRaster(pdf), await openRaster(still)]
  try {
    const marks = { original, toneOnly, layout: page.layout, shiftsMm: shiftWords(page.layout, signs) }
    return await leakMarkedSheet(photoOf(photos, id, bend, light), marks, {
      folder: KEPT_MAPS,
      name: `${id}-${bend}-${light}-${alignmentHash()}`,
    })
  } finally {
    original.close()
    toneOnly.close()
  }
}
