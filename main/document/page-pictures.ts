import { PDFArray, PDFBool, PDFDict, PDFName, PDFNull, PDFRawStream, PDFRef, PDFStream } from 'pdf-lib'
import type { PDFContext, PDFObject } from 'pdf-lib'
import { compose } from '../../shared/maths/geometry.ts'
import type { Affine } from '../../shared/maths/geometry.ts'
import type { PagePicture } from './document.ts'
import { readJpegHeader } from './jpeg-header.ts'
import type { JpegHeader } from './jpeg-header.ts'
import type { Operand } from './operand.ts'
import {
  dictOf,
  get,
  getArray,
  getDict,
  getName,
  getNumber,
  nameText,
  numbersOf,
  resolve,
} from './read-objects.ts'

/** A picture as content paints it. */
export interface PaintedPicture {
  readonly ref: PDFRef
  readonly stream: PDFRawStream
  /** In content that is not shown. */
  readonly hidden: boolean
  /** From the unit square that it fills to page millimetres. */
  readonly toPage: Affine
}

/** A painted picture that copies may bear changed. */
export interface MovablePicture extends PaintedPicture {
  readonly picture: PagePicture
  /** Null for black and white, however that is packed. */
  readonly jpeg: JpegHeader | null
}

/** The picture of these XObjects that Do names, or null. */
export const paintedPicture = (
  objects: PDFDict | null,
  name: Operand | undefined,
  shown: Pick<PaintedPicture, 'toPage' | 'hidden'>,
): PaintedPicture | null => {
  if (!objects || name?.kind !== 'name') return null
  const ref = get(objects, name.value)
  const stream = resolve(objects.context, ref)
  if (!(ref instanceof PDFRef) || !(stream instanceof PDFRawStream)) return null
  return getName(stream.dict, 'Subtype') === 'Image' ? { ref, stream, ...shown } : null
}

/** Entries that make a picture more than its pixels: what is changed in those would not fit the others. */
const ENTANGLING = ['Mask', 'SMask', 'Alternates', 'OC']
const COLOURS: Readonly<Record<string, number>> = { DeviceGray: 1, CalGray: 1, DeviceRGB: 3, CalRGB: 3 }

/** Numbers to a pixel, or 0 for a space whose numbers do not mean light. */
const coloursOf = (dict: PDFDict): number => {
  const space = resolve(dict.context, get(dict, 'ColorSpace'))
  if (space instanceof PDFName) return COLOURS[nameText(space)] ?? 0
  const [family, profile] = getArray(dict, 'ColorSpace')?.asArray() ?? []
  if (!(family instanceof PDFName)) return 0
  if (nameText(family) !== 'ICCBased') return COLOURS[nameText(family)] ?? 0
  const stream = resolve(dict.context, profile)
  return stream instanceof PDFRawStream ? (getNumber(stream.dict, 'N') ?? 0) : 0
}

const isPlainJpeg = (dict: PDFDict): boolean => {
  const filters = getArray(dict, 'Filter')
  const names = filters
    ? filters.asArray().map((item) => (item instanceof PDFName ? nameText(item) : ''))
    : [getName(dict, 'Filter')]
  return names.length === 1 && (names[0] === 'DCTDecode' || names[0] === 'DCT')
}

/** 100 dots per inch: of what is coarser a word cannot be moved by a hair. */
const LEAST_PIXELS_PER_MM = 4
const LEAST_SIDE_MM = 20
const MOST_PIXELS = 50e6
/** How far a side may be off the page's own, as a share of its length. */
const MOST_SLANT = 0.002

/** Whether boxes of the page are boxes of the picture. */
const isUpright = ({ a, b, c, d }: Affine): boolean => {
  const straight = Math.abs(b) < MOST_SLANT * Math.abs(a) && Math.abs(c) < MOST_SLANT * Math.abs(d)
  const turned = Math.abs(a) < MOST_SLANT * Math.abs(b) && Math.abs(d) < MOST_SLANT * Math.abs(c)
  return straight || turned
}

const isGiven = (value: PDFObject | null): boolean => value !== null && value !== PDFNull

const isEntangled = (dict: PDFDict): boolean =>
  ENTANGLING.some((key) => isGiven(resolve(dict.context, get(dict, key)))) ||
  resolve(dict.context, get(dict, 'ImageMask')) === PDFBool.True ||
  (getNumber(dict, 'SMaskInData') ?? 0) !== 0

/** Numbers that mean light the usual way, and colours as the file itself says. */
const isAsPacked = (dict: PDFDict): boolean => {
  const { context } = dict
  const usual = numbersOf(context, getArray(dict, 'Decode')).every((value, k) => value === k % 2)
  const parameters = getDict(dict, 'DecodeParms') ?? dictOf(context, getArray(dict, 'DecodeParms')?.get(0))
  return usual && get(parameters, 'ColorTransform') === undefined
}

/** Of one bit a pixel: black and white, or white and black. */
const isBlackAndWhite = (dict: PDFDict): boolean =>
  getNumber(dict, 'BitsPerComponent') === 1 && coloursOf(dict) === 1

/** The JPEG's header, null for black and white; undefined where nothing can be moved. */
const packingOf = ({ dict, contents }: PDFRawStream): JpegHeader | null | undefined => {
  if (isEntangled(dict)) return undefined
  if (isBlackAndWhite(dict)) return null
  if (!isPlainJpeg(dict) || !isAsPacked(dict) || getNumber(dict, 'BitsPerComponent') !== 8) return undefined
  const header = readJpegHeader(contents)
  const fits =
    header?.width === getNumber(dict, 'Width') &&
    header?.height === getNumber(dict, 'Height') &&
    header?.components === coloursOf(dict)
  return header !== null && fits && [1, 3].includes(header.components) ? header : undefined
}

const movable = (painted: PaintedPicture, number: number): MovablePicture | null => {
  const { stream, toPage } = painted
  const jpeg = packingOf(stream)
  const [width, height] = [getNumber(stream.dict, 'Width') ?? 0, getNumber(stream.dict, 'Height') ?? 0]
  if (jpeg === undefined || painted.hidden || !isUpright(toPage)) return null
  const sides = [Math.hypot(toPage.a, toPage.b), Math.hypot(toPage.c, toPage.d)]
  const fineness = Math.min(width / sides[0], height / sides[1])
  if (Math.min(...sides) < LEAST_SIDE_MM || fineness < LEAST_PIXELS_PER_MM) return null
  if (width * height > MOST_PIXELS) return null
  const fromPixels = { a: 1 / width, b: 0, c: 0, d: -1 / height, e: 0, f: 1 }
  return { ...painted, jpeg, picture: { number, width, height, toPage: compose(fromPixels, toPage) } }
}

/** How often dictionaries and arrays of the document name each of these objects. */
const timesNamed = (context: PDFContext, refs: ReadonlySet<PDFRef>): ReadonlyMap<PDFRef, number> => {
  const times = new Map<PDFRef, number>()
  if (refs.size === 0) return times
  const visit = (object: PDFObject): void => {
    if (object instanceof PDFRef && refs.has(object)) times.set(object, (times.get(object) ?? 0) + 1)
    else if (object instanceof PDFStream) visit(object.dict)
    else if (object instanceof PDFDict) object.values().forEach(visit)
    else if (object instanceof PDFArray) object.asArray().forEach(visit)
  }
  for (const [, object] of context.enumerateIndirectObjects()) visit(object)
  return times
}

/**
 * Of all pages' pictures those that can be changed for one page alone, page by page: what is painted twice, or named by anything else
 * (a stamp, a pattern, a thumbnail), is not.
 */
export const movablePictures = (
  context: PDFContext,
  pages: readonly (readonly PaintedPicture[])[],
): readonly (readonly MovablePicture[])[] => {
  const all = pages.flat().map(({ ref }) => ref)
  const painted = new Map<PDFRef, number>()
  for (const ref of all) painted.set(ref, (painted.get(ref) ?? 0) + 1)
  const named = timesNamed(context, new Set(all))
  return pages.map((own) =>
    own.flatMap((one, number) => {
      const alone = painted.get(one.ref) === 1 && named.get(one.ref) === 1
      const found = alone ? movable(one, number) : null
      return found ? [found] : []
    }),
  )
}
