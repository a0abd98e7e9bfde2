import type { PDFContext, PDFDict } from 'pdf-lib'
import { PDFArray, PDFRawStream } from 'pdf-lib'
import { invertAffine } from '../../shared/maths/geometry.ts'
import { geometryOfPage, resourcesOfPage } from './collect-pages.ts'
import type { PageNode } from './collect-pages.ts'
import { decodeStream } from './decode-stream.ts'
import type { SourcePage } from './document.ts'
import { wordFinder } from './find-words.ts'
import { initialState } from './graphics-state.ts'
import { interpretContent } from './interpret-content.ts'
import type { FontLoader } from './load-font.ts'
import type { HiddenTest } from './optional-content.ts'
import { planContent } from './plan-content.ts'
import type { ContentPlan } from './plan-content.ts'
import { get, resolve } from './read-objects.ts'

/** More forms than this on one page are left as they are. */
const MAX_FORMS_PER_PAGE = 500

export interface PagePlan {
  readonly node: PageNode
  readonly source: SourcePage
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

/** @throws Failure document-too-large for content beyond all measure. */
export const planPage = (
  context: PDFContext,
  node: PageNode,
  shared: { readonly fonts: FontLoader; readonly isHidden: HiddenTest; readonly onUnmovable: () => void },
): PagePlan => {
  const geometry = geometryOfPage(context, node)
  const words = wordFinder(geometry.widthMm, geometry.heightMm)
  const resources = resourcesOfPage(context, node)
  const state = initialState(invertAffine(geometry.toUser))
  const scope = { ...shared, words, formsLeft: MAX_FORMS_PER_PAGE }
  const content = interpretContent(contentBytes(context, node.dict), resources, state, scope)
  const source = { geometry, ...words.finish() }
  return { node, source, resources, content: planContent(content) }
}
