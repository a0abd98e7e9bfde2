import { seenWords } from '../../shared/mark/layout.ts'
import type { PageLayout, PictureCarrier, WordingLayout, WordPlace } from '../../shared/mark/layout.ts'
import { newPlane, type Plane } from '../../shared/maths/plane.ts'
import { resizePlane, type Samples } from '../image/resize-plane.ts'

/** An issued page as tracing needs it: where its carriers lie, and what it looks like unmarked. */
export interface LibraryPage {
  readonly layout: PageLayout
  /** The original, rendered at `pxPerMm`: quick to make, its glyphs on whole pixels. */
  readonly original: () => Plane
  /** The same with every glyph where it belongs, for the page that is measured. */
  readonly exact: () => Plane
  readonly pxPerMm: number
  /** Carriers that this document's copies bear. */
  readonly carriers: readonly PictureCarrier[]
}

export interface LibraryDocument {
  readonly documentId: string
  /** Documents with the same original (issued for screen and for paper, say) look the same: it is looked for once. */
  readonly originalId: string
  readonly pages: number
  /** Every copy that could have leaked: the closed set that is scored. */
  readonly copyIds: readonly string[]
}

/** Everything ever issued, opened page by page. Tracing reads it and nothing else. */
export interface TraceLibrary {
  readonly documents: readonly LibraryDocument[]
  readonly page: (documentId: string, page: number) => Promise<LibraryPage>
  /** Of every page; what text is compared with. */
  readonly layouts: (documentId: string) => Promise<readonly PageLayout[]>
  /** Of every page as `page` has it, where the carriers lie; the original is not opened for it. */
  readonly places: (documentId: string) => Promise<readonly PageLayout[]>
}

/** Every document that was issued of the original of one of them. */
export const sameOriginal = ({ documents }: TraceLibrary, documentId: string): string[] => {
  const originalId = documents.find((d) => d.documentId === documentId)?.originalId
  return documents.filter((d) => d.originalId === originalId).map((d) => d.documentId)
}

/** Resolution at which originals are compared, pixels per millimetre of a page of A4's area (152 dpi). */
export const LIBRARY_PX_PER_MM = 6

/**
 * PDFium sets glyphs on whole pixels, which at 6 pixels to the millimetre moves each line and letter by up to 0.08 mm: more than
 * the marks do. Rendered so many times finer and shrunk, they are within 0.03 mm (main/trace/README.md has the figures).
 */
const EXACT_TIMES = 3

const A4_AREA_MM2 = 210 * 297

/** How many times longer the page is than one of the same shape and A4's area. */
export const unitOf = (layout: PageLayout): number =>
  Math.sqrt((layout.widthMm * layout.heightMm) / A4_AREA_MM2)

const scaledWord = (word: WordPlace, unit: number): WordPlace => ({
  ...word,
  x: word.x / unit,
  y: word.y / unit,
  along: word.along / unit,
  across: word.across / unit,
})

const scaledWording = ({ text, places }: WordingLayout, unit: number): WordingLayout => ({
  text,
  places: places.map((place) => ({ ...place, box: scaledWord(place.box, unit) })),
})

/** All lengths divided by `unit`. Signs are counted, not measured: they stay as they are. */
const scaled = (layout: PageLayout, unit: number): PageLayout => ({
  ...layout,
  widthMm: layout.widthMm / unit,
  heightMm: layout.heightMm / unit,
  tint: layout.tint.map((scale) => ({ ...scale, cellMm: scale.cellMm / unit })),
  words: layout.words.map((word) => scaledWord(word, unit)),
  wordAlongMm: layout.wordAlongMm / unit,
  wordAcrossMm: layout.wordAcrossMm / unit,
  dots: layout.dots.map(({ x, y, dx, dy }) => ({ x: x / unit, y: y / unit, dx: dx / unit, dy: dy / unit })),
  dotDiameterMm: layout.dotDiameterMm / unit,
  ...(layout.wording && { wording: scaledWording(layout.wording, unit) }),
})

/** Where a page's carriers lie once it is brought to A4's area. */
export const placesOf = (layout: PageLayout): PageLayout => scaled(layout, unitOf(layout))

const toPlane = ({ width, height, data }: Samples): Plane => {
  const plane = newPlane(width, height)
  plane.data.set(data)
  return plane
}

/** Drawn last, up to 9 MB each: a page is asked for several times in a row, by its editions among others, and takes 0.3 s. */
const LAST_DRAWN = 4
let lastDrawn: readonly Plane[] = []

/** When a trace has ended: what confidential papers look like is not held beyond it. */
export const forgetDrawn = (): void => {
  lastDrawn = []
}

/** Needed now and then again, and not worth its memory for as long as a page is kept. */
const remade = (make: () => Plane): (() => Plane) => {
  let last: WeakRef<Plane> | null = null
  return () => {
    const plane = last?.deref() ?? make()
    last = new WeakRef(plane)
    lastDrawn = [plane, ...lastDrawn.filter((other) => other !== plane)].slice(0, LAST_DRAWN)
    return plane
  }
}

const carriersOf = (layout: PageLayout): PictureCarrier[] => {
  const carriers: PictureCarrier[] = ['tint']
  if (seenWords(layout).length > 0) carriers.push('words')
  if (layout.dots.length > 0) carriers.push('dots')
  return carriers
}

/**
 * Brings a page to A4's area: a picture does not tell whether it shows a poster or a card, and every length
 * in this room is meant for a page that fills it.
 * @param render the original as 8-bit grey at a number of pixels per (true) millimetre
 */
export const libraryPage = (layout: PageLayout, render: (pxPerMm: number) => Samples): LibraryPage => {
  const unit = unitOf(layout)
  const pxPerMm = LIBRARY_PX_PER_MM / unit
  const [width, height] = [layout.widthMm, layout.heightMm].map((mm) => Math.max(1, Math.round(mm * pxPerMm)))
  return {
    layout: placesOf(layout),
    original: remade(() => toPlane(render(pxPerMm))),
    exact: remade(() => resizePlane(render(EXACT_TIMES * pxPerMm), width, height)),
    pxPerMm: LIBRARY_PX_PER_MM,
    carriers: carriersOf(layout),
  }
}

/** The same page of the same original as another edition of it has it: what it looks like is drawn for both at once. */
export const asLaidOut = (page: LibraryPage, layout: PageLayout): LibraryPage => ({
  ...page,
  layout: placesOf(layout),
  carriers: carriersOf(layout),
})
