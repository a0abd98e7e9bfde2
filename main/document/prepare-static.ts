import { createHash } from 'node:crypto'
import { PDFDict, PDFName, PDFRawStream, PDFRef } from 'pdf-lib'
import type { PDFObject } from 'pdf-lib'
import { Failure } from '../../shared/contract/failure.ts'
import { decodeStream } from './decode-stream.ts'
import { bytesOf, packObjects, section, streamBody } from './file-sections.ts'
import type { FileObject, Section } from './file-sections.ts'
import { noticeText } from './notice-text.ts'
import { stopFont } from './stop-text.ts'
import type { StopFont } from './stop-text.ts'
import { metadataBase, withUsageTerms } from './identity-metadata.ts'
import type { OpenDocument } from './open-document.ts'
import { reachableObjects } from './reachable-objects.ts'
import { getStream } from './read-objects.ts'
import { buildStaticObjects, standsAlone } from './static-objects.ts'
import type { PlannedPicture, StaticObjects } from './static-objects.ts'

/** The most objects that readers are held to (ISO 32000-1, annex C). */
const MAX_OBJECT_NUMBER = 8_388_607

export const HEADER = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')

/** An object as it goes into the file; streams left unpacked are packed, if that helps. */
const bodyOf = async (object: PDFObject): Promise<Buffer> => {
  if (!(object instanceof PDFRawStream) || object.dict.has(PDFName.of('Filter'))) return bytesOf(object)
  const dict = PDFDict.withContext(object.dict.context)
  for (const [key, value] of object.dict.entries()) if (key !== PDFName.of('Length')) dict.set(key, value)
  return streamBody(entriesOf(dict), object.contents)
}

const fileObject = async ([ref, object]: readonly [PDFRef, PDFObject]): Promise<FileObject> => ({
  number: ref.objectNumber,
  generation: ref.generationNumber,
  body: await bodyOf(object),
})

/** A dictionary without its brackets. */
export const entriesOf = (dict: PDFDict): string =>
  bytesOf(dict)
    .toString('latin1')
    .replace(/^<<\n?/, '')
    .replace(/>>$/, '')

export interface WriterOptions {
  /** Characters that the text put in at stops may have. */
  readonly characters?: readonly string[]
  /** Lines that open the text of the first page, unseen, and stand in the file's metadata. */
  readonly notice?: readonly string[]
}

export interface Prepared {
  readonly stopFont: StopFont
  readonly statics: StaticObjects
  readonly first: Section
  /** Objects, such as a JBIG2 picture's letter shapes, that only pictures left as they are refer to. */
  readonly ofOriginals: ReadonlyMap<PlannedPicture, readonly FileObject[]>
  readonly catalogNumber: number
  readonly metadataNumber: number
  readonly printLayerNumber: number
  readonly metadata: string
  readonly infoReference: string
  readonly originalId: string | null
  /** Numbers from here on are each copy's own. */
  readonly nextNumber: number
}

/** @throws Failure document-broken */
export const prepareStatic = async (source: OpenDocument, options: WriterOptions): Promise<Prepared> => {
  const { context } = source.pdf
  let last = context.largestObjectNumber
  if (last > MAX_OBJECT_NUMBER - 1_000_000) {
    throw new Failure(
      'document-broken',
      'This PDF numbers its objects beyond all bounds. Print it to a new PDF and try again.',
    )
  }
  const nextNumber = () => ++last
  const nextRef = () => PDFRef.of(nextNumber())
  const replaced = new Map<PDFRef, PDFObject | null>()
  const add = (object: PDFObject): PDFRef => {
    const ref = nextRef()
    replaced.set(ref, object)
    return ref
  }
  const { characters = [], notice = [] } = options
  const forStops = stopFont(context, characters, add)
  const noticeFont = notice.length === 0 ? null : noticeText(context, notice, add)
  const statics = buildStaticObjects(source, nextRef, replaced, { font: forStops.ref, notice: noticeFont })
  const [catalogNumber, metadataNumber, printLayerNumber] = [nextNumber(), nextNumber(), nextNumber()]
  const existing = getStream(statics.catalog, 'Metadata')
  const xmp = existing && decodeStream(existing)
  statics.catalog.set(PDFName.of('Metadata'), PDFRef.of(metadataNumber))
  const info = context.trailerInfo.Info
  // The forms' and pictures' own streams are each copy's; what only their dictionaries refer to (fonts, graphics states) is not.
  const own = [...statics.forms.map(({ dict }) => dict), ...statics.pictures.map(({ kept }) => kept)]
  const roots = [statics.catalog, ...(info ? [info] : []), ...own]
  const found = reachableObjects(context, roots, statics.replaced)
  const ofOriginals = new Map<PlannedPicture, readonly FileObject[]>()
  for (const picture of statics.pictures) {
    const needed = [...reachableObjects(context, [picture.dict], statics.replaced)]
    const only = needed.filter(([ref]) => !found.has(ref))
    ofOriginals.set(picture, await Promise.all(only.map(fileObject)))
  }
  const alone: FileObject[] = []
  const packable: { number: number; body: Buffer }[] = []
  for (const [ref, object] of found) {
    if (standsAlone(ref, object)) alone.push(await fileObject([ref, object]))
    else packable.push({ number: ref.objectNumber, body: bytesOf(object) })
  }
  const packed = await packObjects(packable, nextNumber)
  const plain = section([...alone, ...packed.streams], HEADER.length)
  const ids = context.trailerInfo.ID
  return {
    stopFont: forStops,
    statics,
    ofOriginals,
    first: { bytes: plain.bytes, references: [...plain.references, ...packed.references] },
    catalogNumber,
    metadataNumber,
    printLayerNumber,
    metadata: withUsageTerms(
      metadataBase(xmp ? Buffer.from(xmp).toString('utf8') : null, source.title),
      notice,
    ),
    infoReference: info instanceof PDFRef && found.has(info) ? `/Info ${info.toString()}` : '',
    originalId: ids ? createHash('sha256').update(ids.toString()).digest('hex').slice(0, 32) : null,
    nextNumber: last + 1,
  }
}
