import type { PDFContext, PDFDict } from 'pdf-lib'
import { PDFArray, PDFRawStream } from 'pdf-lib'
import { invertAffine } from '../../shared/maths/geometry.ts'
import { geometryOfPage, resourcesOfPage } from './collect-pages.ts'
import type { PageNode } from './collect-pages.ts'
import { decodeStream } from './decode-stream.ts'
import type { SourcePage, WordingSlot } from './document.ts'
import { wordFinder } from './find-words.ts'
import { fitWording } from './fit-wording.ts'
import { initialState } from './graphics-state.ts'
import { interpretContent } from './interpret-content.ts'
import type { InterpretedContent } from './interpret-content.ts'
import type { FontLoader } from './load-font.ts'
import type { HiddenTest } from './optional-content.ts'
import { pageGlyphs } from './page-glyphs.ts'
import type { PageGlyph } from './page-glyphs.ts'
import type { MovablePicture, PaintedPicture } from './page-pictures.ts'
import { NO_SLOT } from './placed-text.ts'
import type { ShownText } from './placed-text.ts'
import { planContent } from './plan-content.ts'
import type { ContentPlan, EqualOf } from './plan-content.ts'
import { get, resolve } from './read-objects.ts'

/** More forms than this on one page are left as they are. */
const MAX_FORMS_PER_PAGE = 500

export interface PagePlan {
  readonly node: PageNode
  readonly source: SourcePage
  /** Every picture that its content paints. */
  readonly painted: readonly PaintedPicture[]
  /** Those of `source.pictures`. */
  readonly pictures: readonly MovablePicture[]
  readonly resources: PDFDict | null
  readonly content: ContentPlan
}

/** A page's content streams as one; a token may not run on from one to the next (ISO 32000-1, 7.8.2). */
const contentBytes = (context: PDFContext, page: PDFDict): Uint8Array => {
  const contents = resolve(context, get(page, 'Contents'))
  const items = contents instanceof PDFArray ? contents.asArray() : contents ? [contents] : []
  const chunks: Uint8Array[] = []
  for (const item of items) {
    const stream = resolve(context, item)
    const bytes = stream instanceof PDFRawStream ? decodeStream(stream) : null
    if (bytes) chunks.push(bytes, Buffer.from('\n'))
  }
  return Buffer.concat(chunks)
}

export interface PageTools {
  readonly fonts: FontLoader
  readonly isHidden: HiddenTest
  readonly onUnmovable: () => void
}

/** A page's content with every glyph in its place, and its words. Its slots are told by their glyphs' numbers. */
export const interpretPage = (
  context: PDFContext,
  node: PageNode,
  tools: PageTools,
  slots: readonly WordingSlot[],
): {
  readonly content: InterpretedContent
  readonly painted: readonly PaintedPicture[]
  readonly source: SourcePage
  readonly resources: PDFDict | null
} => {
  const geometry = geometryOfPage(context, node)
  const words = wordFinder(geometry.widthMm, geometry.heightMm)
  const resources = resourcesOfPage(context, node)
  const state = initialState(invertAffine(geometry.toUser))
  const slotOf = new Map(
    slots.flatMap(({ first, glyphs }, slot) =>
      Array.from({ length: glyphs }, (_, k) => [first + k, slot] as const),
    ),
  )
  const slotAt = (glyph: number): number => slotOf.get(glyph) ?? NO_SLOT
  const painted: PaintedPicture[] = []
  const scope = { ...tools, words, slotAt, pictures: painted, glyphs: 0, formsLeft: MAX_FORMS_PER_PAGE }
  const content = interpretContent(contentBytes(context, node.dict), resources, state, scope)
  return { content, painted, source: { geometry, pictures: [], ...words.finish() }, resources }
}

/**
 * @throws Failure document-too-large for content beyond all measure; RangeError for a slot whose equal does not fit, which
 * whoever chose the slots should have asked.
 */
export const planPage = (
  context: PDFContext,
  node: PageNode,
  tools: PageTools,
  slots: readonly WordingSlot[] = [],
): PagePlan => {
  const { content, painted, source, resources } = interpretPage(context, node, tools, slots)
  const equals = slots.length === 0 ? [] : fitAll(pageGlyphs(content), slots)
  const equalOf: EqualOf = (shown, slot) => equals.at(slot)?.get(shown) ?? ''
  return { node, source, painted, pictures: [], resources, content: planContent(content, equalOf) }
}

/** Which of its pictures can be changed hangs on what the other pages paint. */
export const withPictures = (plan: PagePlan, pictures: readonly MovablePicture[]): PagePlan => ({
  ...plan,
  pictures,
  source: { ...plan.source, pictures: pictures.map(({ picture }) => picture) },
})

const fitAll = (
  glyphs: readonly PageGlyph[],
  slots: readonly WordingSlot[],
): ReadonlyMap<ShownText, string>[] =>
  slots.map((slot, index) => {
    const fitted = fitWording(glyphs, slot)
    if (fitted.kind === 'fits') return fitted.parts
    throw new RangeError(`slot ${index} of a page does not fit: ${fitted.refusal.reason}`)
  })
