import { createHash } from 'node:crypto'
import { PDFRef } from 'pdf-lib'
import { Failure } from '../../shared/contract/failure.ts'
import type { BoxMove, FileIdentity, PageEdit } from './document.ts'
import { bytesOf, fileEnd, packedStream, section, streamBody } from './file-sections.ts'
import type { FileObject } from './file-sections.ts'
import { fillContent } from './fill-content.ts'
import type { Filling } from './fill-content.ts'
import { metadataOf } from './identity-metadata.ts'
import type { OpenDocument } from './open-document.ts'
import { addOverlayForm } from './overlay-objects.ts'
import type { CopyObjects } from './overlay-objects.ts'
import { entriesOf, HEADER, prepareStatic } from './prepare-static.ts'
import type { Prepared, WriterOptions } from './prepare-static.ts'
import { catalogWithPrintLayer, printLayerBody } from './print-layer.ts'
import { repackPicture } from './repack-picture.ts'
import type { PlannedPage, PlannedPicture } from './static-objects.ts'
import { wordShifts } from './word-shifts.ts'

export interface DocumentWriter {
  /**
   * One copy: one edit for each page, in order. Independent of all other copies, and the same bytes for
   * the same input.
   */
  readonly write: (edits: readonly PageEdit[], identity: FileIdentity) => Promise<Uint8Array>
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)

/** Objects of one copy as they are made: `add` starts the work, `done` waits for all of it. */
const objectCollector = (firstNumber: number, printLayer: number) => {
  const work: Promise<FileObject>[] = []
  let number = firstNumber
  const add = (at: number, body: Promise<Buffer>, generation = 0) => {
    work.push(body.then((done) => ({ number: at, generation, body: done })))
  }
  const objects: CopyObjects = { next: () => number++, add, shared: new Map(), printLayer }
  return { objects, done: () => Promise.all(work) }
}

/** q ... Q keeps whatever state the page's content leaves behind away from the overlay. */
const pageContent = (page: PlannedPage, filling: Filling): Buffer =>
  Buffer.concat([
    Buffer.from(`${page.opening}q\n`, 'latin1'),
    fillContent(page.plan.content, filling),
    Buffer.from(`\nQ\n/Artifact BMC /${page.overlayName} Do EMC\n`, 'latin1'),
  ])

const fillingOf = (
  { statics, stopFont }: Prepared,
  { plan }: PlannedPage,
  index: number,
  edit: PageEdit,
): Filling => ({
  shiftOf: wordShifts(plan.source, index, edit),
  textAt: (stop, content) => {
    const text = edit.stopTexts?.get(stop)
    if (text === undefined) return null
    return { fontName: statics.fontNames.get(content) ?? '', ...stopFont.shape(text) }
  },
  takesEqual: (slot) => edit.wordings?.has(slot) ?? false,
  nameOf: (form) => statics.formNames.get(form) ?? '',
})

const addPages = (objects: CopyObjects, prepared: Prepared, edits: readonly PageEdit[]): void => {
  const { pages, forms } = prepared.statics
  const fillings = pages.map((page, i) => fillingOf(prepared, page, i, edits[i]))
  pages.forEach((page, i) => {
    objects.add(page.contentNumber, streamBody('', pageContent(page, fillings[i])))
    addOverlayForm(objects, page.overlayNumber, page.plan.source.geometry, edits[i].overlays)
  })
  for (const { plan, page, number, generation, dict } of forms) {
    const content = fillContent(plan.content, fillings[page])
    objects.add(number, streamBody(entriesOf(dict), content), generation)
  }
}

const WHITE = '/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray'

const pictureBody = (
  { movable, dict, kept }: PlannedPicture,
  moves: readonly BoxMove[] | 'blank',
): Promise<Buffer> | Buffer => {
  if (moves === 'blank') return streamBody(WHITE, Uint8Array.of(255))
  return moves.length === 0
    ? packedStream(entriesOf(dict), movable.stream.contents)
    : repackPicture(movable, entriesOf(kept), moves)
}

const addPictures = (objects: CopyObjects, prepared: Prepared, edits: readonly PageEdit[]): void => {
  const left = new Map<number, FileObject>()
  // One after another: unpacked, a page takes tens of megabytes.
  let before: Promise<unknown> = Promise.resolve()
  for (const planned of prepared.statics.pictures) {
    const { pictures } = edits[planned.page]
    const moves = pictures === 'blank' ? pictures : (pictures?.get(planned.movable.picture.number) ?? [])
    const body = before.then(() => pictureBody(planned, moves))
    before = body
    objects.add(planned.number, body, planned.generation)
    if (moves.length === 0)
      for (const needed of prepared.ofOriginals.get(planned) ?? []) left.set(needed.number, needed)
  }
  for (const { number, generation, body } of left.values())
    objects.add(number, Promise.resolve(Buffer.from(body)), generation)
}

/** @throws Failure internal for a move in a picture that stays as it is: the document was planned by other rules. */
const assertMovable = ({ plan: { source } }: PlannedPage, index: number, { pictures }: PageEdit): void => {
  if (pictures === undefined || pictures === 'blank') return
  const numbers = source.pictures.map(({ number }) => number)
  for (const number of pictures.keys()) {
    if (!numbers.includes(number))
      throw new Failure('internal', `Page ${index + 1}: nothing can be moved in its picture ${number}.`)
  }
}

const addCatalog = (
  objects: CopyObjects,
  prepared: Prepared,
  edits: readonly PageEdit[],
  identity: FileIdentity,
): void => {
  const { statics, catalogNumber, metadataNumber, metadata } = prepared
  const printOnly = edits.some((edit) => edit.overlays.some((overlay) => overlay.layer === 'print-only'))
  const layer = PDFRef.of(objects.printLayer)
  const catalog = printOnly ? catalogWithPrintLayer(statics.catalog, layer) : statics.catalog
  if (printOnly) objects.add(objects.printLayer, Promise.resolve(printLayerBody()))
  objects.add(catalogNumber, Promise.resolve(bytesOf(catalog)))
  // Left unpacked, so that other programs find the packet by scanning, as XMP part 3 asks.
  const xmp = Buffer.from(metadataOf(metadata, identity), 'utf8')
  const head = `<</Type/Metadata/Subtype/XML/Length ${xmp.length}>>stream\n`
  objects.add(
    metadataNumber,
    Promise.resolve(Buffer.concat([Buffer.from(head), xmp, Buffer.from('\nendstream')])),
  )
}

const writeCopy = async (
  prepared: Prepared,
  edits: readonly PageEdit[],
  identity: FileIdentity,
): Promise<Uint8Array> => {
  const { objects, done } = objectCollector(prepared.nextNumber, prepared.printLayerNumber)
  prepared.statics.pages.forEach((page, i) => assertMovable(page, i, edits[i]))
  addPages(objects, prepared, edits)
  addPictures(objects, prepared, edits)
  addCatalog(objects, prepared, edits, identity)
  const { first } = prepared
  const own = section(await done(), HEADER.length + first.bytes.length)
  const end = HEADER.length + first.bytes.length + own.bytes.length
  const ids = `/ID[<${prepared.originalId ?? digest(identity.documentId)}><${digest(identity.copyId)}>]`
  const trailer = `/Root ${prepared.catalogNumber} 0 R${prepared.infoReference}${ids}`
  const tail = await fileEnd([...first.references, ...own.references], objects.next(), end, trailer)
  return Buffer.concat([HEADER, first.bytes, own.bytes, tail])
}

/**
 * Makes ready to write many copies: all that they have in common is put together once.
 * @throws Failure document-broken; write throws it too, for a picture that cannot be unpacked, and Failure internal when the edits do not fit the pages.
 */
export const prepareWriter = async (
  source: OpenDocument,
  options: WriterOptions = {},
): Promise<DocumentWriter> => {
  const prepared = await prepareStatic(source, options).catch((error: unknown) => {
    if (error instanceof Failure) throw error
    throw new Failure('document-broken', 'This PDF is damaged. Print it to a new PDF and try again.', {
      cause: error,
    })
  })
  const pages = source.pages.length
  return {
    write: (edits, identity) => {
      if (edits.length !== pages) {
        throw new Failure('internal', `A copy of ${pages} pages was given edits for ${edits.length}.`)
      }
      return writeCopy(prepared, edits, identity)
    },
  }
}
