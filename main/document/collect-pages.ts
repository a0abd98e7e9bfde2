import { PDFDict, PDFName, PDFRef } from 'pdf-lib'
import type { PDFContext, PDFObject } from 'pdf-lib'
import { Failure } from '../../shared/contract/failure.ts'
import type { PageGeometry } from './document.ts'
import { pageGeometry, quarterTurns, visibleBox } from './page-geometry.ts'
import type { Box } from './page-geometry.ts'
import { dictOf, get, getArray, getDict, getNumber, numbersOf } from './read-objects.ts'

export const MAX_PAGES = 1000
const MAX_TREE_DEPTH = 64
const MAX_TREE_NODES = 50_000

/** Attributes that page-tree nodes hand down (ISO 32000-1, table 30). */
const INHERITED = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const
export type InheritedKey = (typeof INHERITED)[number]

export interface PageNode {
  /** Null when the page is written straight into its parent's Kids. */
  readonly ref: PDFRef | null
  readonly dict: PDFDict
  readonly inherited: ReadonlyMap<InheritedKey, PDFObject>
}

const tooMany = (): Failure =>
  new Failure('document-too-large', `This PDF has more than ${MAX_PAGES} pages. Split it and try again.`)

/**
 * The leaves of the page tree in order. Cycles are cut; nothing is trusted but the nesting itself.
 * @throws Failure document-too-large, document-broken.
 */
export const collectPages = (context: PDFContext, root: PDFDict): PageNode[] => {
  const pages: PageNode[] = []
  let visited = 0
  const visit = (
    object: PDFObject | undefined,
    inherited: PageNode['inherited'],
    path: readonly PDFDict[],
  ): void => {
    const dict = dictOf(context, object)
    if (!dict || path.includes(dict) || path.length > MAX_TREE_DEPTH) return
    if (++visited > MAX_TREE_NODES) throw tooMany()
    const passedOn = new Map(inherited)
    for (const key of INHERITED) {
      const value = get(dict, key)
      if (value) passedOn.set(key, value)
    }
    const kids = getArray(dict, 'Kids')
    if (kids) for (const kid of kids.asArray()) visit(kid, passedOn, [...path, dict])
    else {
      if (pages.length === MAX_PAGES) throw tooMany()
      pages.push({ ref: object instanceof PDFRef ? object : null, dict, inherited: passedOn })
    }
  }
  visit(root.get(PDFName.of('Pages')), new Map(), [])
  if (pages.length === 0) throw new Failure('document-broken', 'This PDF has no pages.')
  return pages
}

const boxOf = (context: PDFContext, page: PageNode, key: 'MediaBox' | 'CropBox'): Box | null => {
  const holder = PDFDict.withContext(context)
  const value = page.inherited.get(key)
  if (value) holder.set(PDFName.of(key), value)
  const numbers = numbersOf(context, getArray(holder, key))
  return numbers.length >= 4 && numbers.slice(0, 4).every(Number.isFinite)
    ? [numbers[0], numbers[1], numbers[2], numbers[3]]
    : null
}

export const geometryOfPage = (context: PDFContext, page: PageNode): PageGeometry => {
  const holder = PDFDict.withContext(context)
  const rotate = page.inherited.get('Rotate')
  if (rotate) holder.set(PDFName.of('Rotate'), rotate)
  const box = visibleBox(boxOf(context, page, 'MediaBox'), boxOf(context, page, 'CropBox'))
  return pageGeometry(
    box,
    quarterTurns(getNumber(holder, 'Rotate') ?? 0),
    getNumber(page.dict, 'UserUnit') ?? 1,
  )
}

export const resourcesOfPage = (context: PDFContext, page: PageNode): PDFDict | null =>
  getDict(page.dict, 'Resources') ?? dictOf(context, page.inherited.get('Resources'))
