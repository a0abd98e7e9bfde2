import type { Affine } from '../../shared/maths/geometry.ts'

/** A visible page, in page millimetres (see shared/mark/layout.ts for the unit). */
export interface PageGeometry {
  readonly widthMm: number
  readonly heightMm: number
  /** Page millimetres (x right, y down) to the page's default user space; Rotate, crop box and UserUnit included. */
  readonly toUser: Affine
}

/** A run of glyphs that can be moved as one: a word, or a group of Chinese glyphs. Page millimetres. */
export interface TextWord {
  readonly x: number
  readonly y: number
  readonly along: number
  readonly across: number
  readonly angle: number
  readonly glyphs: number
  /** Of a piece of a longer word: the first piece. */
  readonly first?: number
}

/** Where the text pauses: after a word's last glyph, or after punctuation in a script without spaces. Page millimetres. */
export interface TextStop {
  /** Origin of the glyph before it. */
  readonly x: number
  readonly y: number
  /** Reading direction, as of words. */
  readonly angle: number
  readonly emMm: number
}

/** A picture that a page paints once, upright or turned, and that nothing else in the document names: a scan, mostly. */
export interface PagePicture {
  /** Among all pictures that the page paints, in content order from 0: it stays the same whichever of them can be changed. */
  readonly number: number
  /** In pixels. */
  readonly width: number
  readonly height: number
  /** From pixels, (0, 0) the outer corner of the first, to page millimetres. */
  readonly toPage: Affine
}

/** A box of a page, and how far what a picture shows in it is moved; the white around it takes that up. Page millimetres. */
export interface BoxMove {
  /** Left, top, right, bottom. */
  readonly box: readonly [number, number, number, number]
  /** Right and down. */
  readonly shiftMm: readonly [number, number]
}

export interface SourcePage {
  readonly geometry: PageGeometry
  /** Those in which something can be moved. */
  readonly pictures: readonly PagePicture[]
  /** In content order; the index into this list is what a word shift refers to. */
  readonly words: readonly TextWord[]
  /** In content order; the index into this list is what text to be inserted refers to. */
  readonly stops: readonly TextStop[]
}

export type DocumentWarning =
  | 'was-encrypted' // the copies are written without a password
  | 'signature-broken' // a digital signature will not validate on the copies
  | 'carries-files' // other files are attached, and copies have them unmarked
  | 'text-unmovable' // some text (vertical, damaged, Type 3 of unknown size) stays where it is

/** A parsed original, ready to be written many times. */
export interface SourceDocument {
  readonly pages: readonly SourcePage[]
  readonly title: string | null
  readonly warnings: readonly DocumentWarning[]
}

/** A 1-bit image drawn as a stencil: bit 1 paints with the current fill colour, bit 0 leaves the ground. */
export interface Stencil {
  readonly width: number
  readonly height: number
  /** Rows padded to whole bytes, most significant bit first, top row first. */
  readonly bits: Uint8Array
}

/** A drawing shared by pages: one PDF object for each distinct `SharedForm` object identity. */
export interface SharedForm {
  /** Operators in the form's own space, which the overlay's `cm` maps to page millimetres. */
  readonly operators: string
  readonly box: readonly [number, number, number, number]
}

/**
 * Something drawn over a page, after all of its own content, in page millimetres (x right, y down).
 * Resource names in `operators` are those of the keys below; the writer makes them unique.
 * It is wrapped as an artifact, so that it does not take part in text, search or reading.
 */
export interface Overlay {
  readonly operators: string
  readonly stencils?: Readonly<Record<string, Stencil>>
  /** Constant alpha for strokes and fills, by name for `gs`. */
  readonly alphas?: Readonly<Record<string, number>>
  readonly forms?: Readonly<Record<string, SharedForm>>
  /** `print-only`: in an optional-content group that is off on screen and on in print. */
  readonly layer?: 'always' | 'print-only'
}

/** Characters that show nothing, put into the page's text after each of its stops that is named. */
export type StopTexts = ReadonlyMap<number, string>

/** A stretch of a page's glyphs that copies may word otherwise; glyphs count from 0 in content order. */
export interface WordingSlot {
  readonly first: number
  readonly glyphs: number
  /** What stands there in place of what is printed. */
  readonly equal: string
}

export interface PageEdit {
  /** Indexes of the page's slots that take their equal; the others stay as printed. */
  readonly wordings?: ReadonlySet<number>
  /** Only of the characters that the writer was prepared for. */
  readonly stopTexts?: StopTexts
  /** Two per word (along, down), in millimetres of displacement; absent: text stays. */
  readonly wordShiftsMm?: Float64Array
  /** By the numbers of the page's pictures what is moved in them; `blank`: they are white. Absent, they stay as they are. */
  readonly pictures?: ReadonlyMap<number, readonly BoxMove[]> | 'blank'
  readonly overlays: readonly Overlay[]
}

export interface FileIdentity {
  /** Written to XMP as siglum:* properties, and to the trailer's ID. */
  readonly documentId: string
  readonly issuanceId: string
  readonly copyId: string
  /** e.g. "3/12" */
  readonly copyNumber: string
}

/** A character as the renderer places it, page millimetres: an independent check on where text went. */
export interface RenderedChar {
  readonly code: number
  /** The glyph's origin. */
  readonly x: number
  readonly y: number
}

/** 8-bit grey, row-major, top row first. */
export interface GreyRaster {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** A document as a viewer shows it; pages count from 0. Close it when done: the memory is PDFium's. */
export interface RasterDocument {
  readonly pageCount: number
  readonly widthMm: (page: number) => number
  readonly heightMm: (page: number) => number
  /**
   * On white, annotations drawn; a point of the page at (x, y) mm lies at (x, y) * pixelsPerMm pixels
   * from the top-left corner. `printing`: as sent to a printer.
   */
  readonly render: (
    page: number,
    pixelsPerMm: number,
    options?: { readonly printing?: boolean },
  ) => GreyRaster
  /** Three bytes a pixel. */
  readonly renderRgb: (
    page: number,
    pixelsPerMm: number,
    options?: { readonly printing?: boolean },
  ) => RgbRaster
  readonly chars: (page: number) => RenderedChar[]
  /** What a reader would copy from the page, its lines broken as they are set. */
  readonly text: (page: number) => string
  /** Names of fonts that the file does not embed and whose text would be left blank, in part or whole. */
  readonly missingFonts: () => string[]
  /** Names of fonts that the file does not embed and that Noto Sans SC stands in for: right places, other shapes. */
  readonly standInFonts: () => string[]
  readonly close: () => void
}

/** Interleaved 8-bit RGB, row-major, top row first. */
export interface RgbRaster {
  readonly width: number
  readonly height: number
  readonly rgb: Uint8Array
}
