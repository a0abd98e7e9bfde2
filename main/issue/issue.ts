import { copyLabel } from '../../shared/contract/copy-label.ts'
import { Failure } from '../../shared/contract/failure.ts'
import type { Medium, PageLayout, ScoredCarrier } from '../../shared/mark/layout.ts'
import { SCORED_CARRIERS, seenWords, signCount } from '../../shared/mark/layout.ts'
import type { SignStream } from '../../shared/mark/signs.ts'
import { packedSigns } from '../../shared/mark/signs.ts'
import type { FileIdentity, Overlay, PageEdit, SourcePage } from '../document/document.ts'
import type { DocumentWriter } from '../document/prepare-writer.ts'
import { assertDrawable } from './assert-drawable.ts'
import type { CopyFace } from './copy-face.ts'
import { drawDots } from './draw-dots.ts'
import { drawVisible, visiblePlan } from './draw-visible.ts'
import { embedText } from './embed-text.ts'
import { embedTint } from './embed-tint.ts'
import type { PageGround } from './page-ground.ts'
import { groundOf } from './page-ground.ts'
import type { PageViews } from './page-views.ts'
import { placeText } from './place-text.ts'
import { movesInPictures, textWords } from './moves-in-pictures.ts'
import { pictureWords } from './picture-words.ts'
import { planPage } from './plan-page.ts'
import { planScale } from './raster-scale.ts'
import { shiftWords } from './shift-words.ts'
import { unseenWords } from './unseen-words.ts'
import { embedWording } from './wording/embed-wording.ts'
import type { VisibleBlock } from './visible-block.ts'
import { visibleBlock } from './visible-block.ts'

/** A page's places, to be kept for ever, and its ground, which may be worked out again at any time. */
export interface PlannedPage {
  readonly layout: PageLayout
  readonly ground: PageGround
}

/** Which carriers to put on; a benchmark asks for them one by one. */
export type CarrierSwitches = Readonly<Record<'visible' | ScoredCarrier, boolean>>
export const ALL_CARRIERS: CarrierSwitches = {
  visible: true,
  tint: true,
  words: true,
  dots: true,
  text: true,
  wording: true,
}

/** Chooses every carrier's places on one page, of this number in `views`. */
export const planOnePage = (
  page: SourcePage,
  number: number,
  { render, wordless, pictureless, chars }: PageViews,
  medium: Medium,
): PlannedPage => {
  const { widthMm, heightMm } = page.geometry
  const scale = planScale(widthMm, heightMm)
  const raster = render(number, scale)
  const ground = groundOf(raster, widthMm)
  const without = page.words.length === 0 ? raster : wordless(number, scale)
  const unseen = unseenWords(page.words, raster, without, widthMm)
  const inPictures = page.pictures.length === 0 ? [] : pictureWords(page, without, pictureless(number, scale))
  const layout = planPage(page, unseen, raster, ground, medium, inPictures)
  const text = chars && placeText(page.stops, chars(number))
  return { layout: text ? { ...layout, text } : layout, ground }
}

/** A page by the places of an earlier issuance: only its ground is worked out again. */
export const planAsBefore = (
  layout: PageLayout,
  number: number,
  render: PageViews['render'],
): PlannedPage => {
  const { widthMm, heightMm } = layout
  return { layout, ground: groundOf(render(number, planScale(widthMm, heightMm)), widthMm) }
}

/** @throws Failure 'name-undrawable'. Called for every copy before the first is written. */
export const assertFaceDrawable = (face: CopyFace): void => {
  const who = `Copy ${copyLabel(face)}, ${face.recipient.name}`
  assertDrawable(face.recipient.name, `${who}, name`)
  assertDrawable(face.recipient.unit, `${who}, unit`)
  assertDrawable(face.occasion, 'Occasion')
  assertDrawable(`${face.time} ${face.code}`, `${who}, time and code`)
}

export interface CopyOrder {
  readonly writer: DocumentWriter
  readonly pages: readonly PlannedPage[]
  readonly signStream: SignStream
  readonly copy: CopyFace
  readonly medium: Medium
  readonly identity: FileIdentity
  readonly carriers?: CarrierSwitches
}

/** Fewer in a whole document, as on pages of some ten millimetres, could not tell one copy from another. */
const FEWEST_SIGNS = 256

const assertMarkable = (pages: readonly PlannedPage[]): void => {
  const signs = pages.flatMap(({ layout }) => {
    const seen = { ...layout, words: seenWords(layout) }
    return SCORED_CARRIERS.map((carrier) => signCount(seen, carrier))
  })
  if (signs.reduce((sum, n) => sum + n, 0) >= FEWEST_SIGNS) return
  throw new Failure(
    'document-unmarkable',
    'The pages of this PDF are too small to carry marks by which a copy could be known. ' +
      'Print it to larger pages and issue that.',
  )
}

/**
 * One recipient's copy: every page with all of its carriers, drawn tint first, then the visible mark, then dots.
 * @throws Failure 'name-undrawable' or 'document-unmarkable', or what the writer throws.
 */
export const makeCopy = async (order: CopyOrder): Promise<Uint8Array> => {
  assertFaceDrawable(order.copy)
  assertMarkable(order.pages)
  const block = visibleBlock(order.copy)
  const edits = order.pages.map((page, index) => pageEdit(order, block, page, index))
  return order.writer.write(edits, order.identity)
}

export interface OnePageOrder extends Omit<CopyOrder, 'pages'> {
  /** From 0. */
  readonly page: number
  readonly pageCount: number
  readonly planned: PlannedPage
}

/**
 * The document with one page as a copy would have it and all others as they are: to show how a copy will look. Never to be
 * handed out.
 * @throws Failure 'name-undrawable', or what the writer throws.
 */
export const markOnePage = async (order: OnePageOrder): Promise<Uint8Array> => {
  assertFaceDrawable(order.copy)
  const block = visibleBlock(order.copy)
  const edits = Array.from({ length: order.pageCount }, (_, page): PageEdit => {
    return page === order.page ? pageEdit(order, block, order.planned, page) : { overlays: [] }
  })
  return order.writer.write(edits, order.identity)
}

const pageEdit = (
  order: Omit<CopyOrder, 'pages'>,
  block: VisibleBlock,
  { layout, ground }: PlannedPage,
  page: number,
): PageEdit => {
  const { signStream, copy, medium, carriers = ALL_CARRIERS } = order
  const signs = (carrier: ScoredCarrier) =>
    packedSigns(signStream, copy.copyId, page, carrier, signCount(layout, carrier))
  const overlays: Overlay[] = []
  if (carriers.tint) overlays.push(embedTint(layout, signs('tint'), medium, ground))
  const visible = visiblePlan(layout, block, signStream, copy.copyId, page)
  if (carriers.visible && visible.places.length > 0) overlays.push(drawVisible(visible, block, ground))
  if (carriers.dots && layout.dots.length > 0) overlays.push(drawDots(layout, signs('dots'), medium))
  return {
    overlays,
    ...(carriers.words && seenWords(layout).length > 0 && wordEdit(layout, signs('words'))),
    ...(carriers.wording && layout.wording && { wordings: embedWording(layout.wording, signs('wording')) }),
    ...(carriers.text && layout.text && { stopTexts: embedText(layout.text, signs('text')) }),
  }
}

const wordEdit = (layout: PageLayout, packed: Uint8Array): Pick<PageEdit, 'wordShiftsMm' | 'pictures'> => {
  const shifts = shiftWords(layout, packed)
  return {
    wordShiftsMm: shifts.subarray(0, 2 * textWords(layout.words)),
    pictures: movesInPictures(layout.words, shifts),
  }
}
