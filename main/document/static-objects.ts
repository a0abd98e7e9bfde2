/** The objects that are the same in all copies, made once: pages, resources, forms' dictionaries, all else. */
import { PDFArray, PDFDict, PDFName, PDFNumber, PDFRef, PDFStream } from 'pdf-lib'
import type { PDFContext, PDFObject } from 'pdf-lib'
import type { NoticeText } from './notice-text.ts'
import type { OpenDocument } from './open-document.ts'
import type { ContentPlan, FormPlan } from './plan-content.ts'
import type { MovablePicture } from './page-pictures.ts'
import type { PagePlan } from './plan-page.ts'
import { get, getDict, resolve } from './read-objects.ts'

/** Keys of ours in resource dictionaries; a file that has them already gets longer ones. */
const OVERLAY_NAME = 'SiglumOver'
const FONT_NAME = 'SiglumText'
const NOTICE_NAME = 'SiglumNotice'
const FORM_NAME = 'SiglumForm'

export interface PlannedForm {
  readonly plan: FormPlan
  /** Index of the page whose words it holds. */
  readonly page: number
  readonly number: number
  readonly generation: number
  /** All entries but Length and Filter. */
  readonly dict: PDFDict
}

/** A picture, which is each copy's own. */
export interface PlannedPicture {
  readonly page: number
  readonly number: number
  readonly generation: number
  readonly movable: MovablePicture
  /** All entries but Length: of the picture as it is. What they alone refer to is no business of a copy whose picture is another. */
  readonly dict: PDFDict
  /** Those that do not say how it is packed, nor of what. */
  readonly kept: PDFDict
}

export interface PlannedPage {
  readonly plan: PagePlan
  readonly contentNumber: number
  readonly overlayNumber: number
  readonly overlayName: string
  /** Operators that come before its content. */
  readonly opening: string
}

/** What copies have in common beyond the original. */
export interface Additions {
  /** For text to be inserted. */
  readonly font: PDFRef
  /** Opens the first page. */
  readonly notice: NoticeText | null
}

export interface StaticObjects {
  readonly pages: readonly PlannedPage[]
  readonly forms: readonly PlannedForm[]
  readonly pictures: readonly PlannedPicture[]
  readonly formNames: ReadonlyMap<FormPlan, string>
  /** What the font of inserted text is called where this content is drawn. */
  readonly fontNames: ReadonlyMap<ContentPlan, string>
  readonly catalog: PDFDict
  /** What stands in place of the original's objects; null: gone. */
  readonly replaced: ReadonlyMap<PDFRef, PDFObject | null>
}

const copyOf = (context: PDFContext, dict: PDFDict | null, without: readonly string[] = []): PDFDict => {
  const copy = PDFDict.withContext(context)
  for (const [key, value] of dict?.entries() ?? [])
    if (!without.includes(key.decodeText())) copy.set(key, value)
  return copy
}

const formsIn = (content: ContentPlan): FormPlan[] =>
  content.parts.flatMap((part) => (part.kind === 'form' ? [part.form] : []))

const freeName = (taken: PDFDict, wanted: string): string => {
  let name = wanted
  while (taken.has(PDFName.of(name))) name += '_'
  return name
}

interface Building {
  readonly context: PDFContext
  readonly nextRef: () => PDFRef
  readonly forms: PlannedForm[]
  readonly formNames: Map<FormPlan, string>
  readonly additions: Additions
  readonly fontNames: Map<ContentPlan, string>
  readonly replaced: Map<PDFRef, PDFObject | null>
}

/**
 * A form with words is cloned for each use, so that every word of every page moves by itself. The first
 * clone takes the original's number: so the original's positions are nowhere left in the file.
 */
const buildForm = (building: Building, page: number, plan: FormPlan): PDFRef => {
  const { context, forms, replaced } = building
  const taken = replaced.has(plan.ref)
  const ref = taken ? building.nextRef() : plan.ref
  replaced.set(ref, null)
  const dict = copyOf(context, plan.stream.dict, [
    'Length',
    'Filter',
    'DecodeParms',
    'Resources',
    'PieceInfo',
  ])
  forms.push({ plan, page, number: ref.objectNumber, generation: ref.generationNumber, dict })
  dict.set(PDFName.of('Resources'), resourcesWith(building, page, plan.resources, plan.content).resources)
  return ref
}

const resourcesWith = (
  building: Building,
  page: number,
  original: PDFDict | null,
  content: ContentPlan,
): { readonly resources: PDFDict; readonly objects: PDFDict; readonly fonts: PDFDict } => {
  const { context, formNames, fontNames, additions } = building
  const resources = copyOf(context, original)
  const fonts = copyOf(context, getDict(original, 'Font'))
  const fontName = freeName(fonts, FONT_NAME)
  fonts.set(PDFName.of(fontName), additions.font)
  fontNames.set(content, fontName)
  resources.set(PDFName.of('Font'), fonts)
  const objects = copyOf(context, getDict(original, 'XObject'))
  for (const form of formsIn(content)) {
    const name = freeName(objects, `${FORM_NAME}${formNames.size}`)
    formNames.set(form, name)
    objects.set(PDFName.of(name), buildForm(building, page, form))
  }
  if (objects.keys().length > 0) resources.set(PDFName.of('XObject'), objects)
  return { resources, objects, fonts }
}

/** Beside the length: what a program noted of the original picture. */
const NOT_COPIED = ['Length', 'PieceInfo', 'Metadata']
const PACKING = [...NOT_COPIED, 'Filter', 'DecodeParms']
/** What is black and white comes out grey. */
const TONES = ['ColorSpace', 'BitsPerComponent', 'Decode']

const buildPictures = ({ context, replaced }: Building, plans: readonly PagePlan[]): PlannedPicture[] =>
  plans.flatMap(({ pictures }, page) =>
    pictures.map((movable) => {
      const { ref, stream, jpeg } = movable
      const { objectNumber: number, generationNumber: generation } = ref
      replaced.set(ref, null)
      const dict = copyOf(context, stream.dict, NOT_COPIED)
      const kept = copyOf(context, stream.dict, jpeg ? PACKING : [...PACKING, ...TONES])
      return { page, number, generation, movable, dict, kept }
    }),
  )

const contentRefs = (context: PDFContext, page: PDFDict): PDFRef[] => {
  const contents = get(page, 'Contents')
  const found = resolve(context, contents)
  const items = found instanceof PDFArray ? [contents, ...found.asArray()] : [contents]
  return items.filter((item) => item instanceof PDFRef)
}

const buildPage = (
  building: Building,
  index: number,
  plan: PagePlan,
  ref: PDFRef,
  parent: PDFRef,
): PlannedPage => {
  const { context, replaced } = building
  const page = copyOf(context, plan.node.dict, ['PieceInfo', 'LastModified', 'Thumb'])
  for (const [key, value] of plan.node.inherited) page.set(PDFName.of(key), value)
  const { resources, objects, fonts } = resourcesWith(building, index, plan.resources, plan.content)
  const overlayName = freeName(objects, OVERLAY_NAME)
  const overlay = building.nextRef()
  const content = building.nextRef()
  objects.set(PDFName.of(overlayName), overlay)
  resources.set(PDFName.of('XObject'), objects)
  page.set(PDFName.of('Type'), PDFName.of('Page'))
  page.set(PDFName.of('Parent'), parent)
  page.set(PDFName.of('Resources'), resources)
  page.set(PDFName.of('Contents'), content)
  for (const old of contentRefs(context, plan.node.dict)) replaced.set(old, null)
  replaced.set(ref, page)
  const notice = index === 0 ? building.additions.notice : null
  const noticeName = freeName(fonts, NOTICE_NAME)
  if (notice) fonts.set(PDFName.of(noticeName), notice.font)
  const opening = notice?.operators(noticeName, plan.source.geometry) ?? ''
  return {
    opening,
    plan,
    contentNumber: content.objectNumber,
    overlayNumber: overlay.objectNumber,
    overlayName,
  }
}

/** `nextRef` gives out numbers that the file does not use; The page tree becomes flat. */
export const buildStaticObjects = (
  source: OpenDocument,
  nextRef: () => PDFRef,
  replaced: Map<PDFRef, PDFObject | null>,
  additions: Additions,
): StaticObjects => {
  const { context } = source.pdf
  const forms: PlannedForm[] = []
  const [formNames, fontNames] = [new Map<FormPlan, string>(), new Map<ContentPlan, string>()]
  const building: Building = { context, nextRef, forms, formNames, fontNames, additions, replaced }
  const original = source.pdf.catalog.get(PDFName.of('Pages'))
  const root = original instanceof PDFRef ? original : nextRef()
  const kids = PDFArray.withContext(context)
  const used = new Set<PDFRef>()
  const pages = source.plans.map((plan, index) => {
    // A page that the tree lists twice is two pages to its reader.
    const own = plan.node.ref && !used.has(plan.node.ref) ? plan.node.ref : nextRef()
    used.add(own)
    kids.push(own)
    return buildPage(building, index, plan, own, root)
  })
  const tree = PDFDict.withContext(context)
  tree.set(PDFName.of('Type'), PDFName.of('Pages'))
  tree.set(PDFName.of('Kids'), kids)
  tree.set(PDFName.of('Count'), PDFNumber.of(pages.length))
  building.replaced.set(root, tree)
  const catalog = copyOf(context, source.pdf.catalog, ['PieceInfo'])
  catalog.set(PDFName.of('Pages'), root)
  // Readers that know XFA would show the form by that, in place of the pages; the fields are in both.
  const form = getDict(catalog, 'AcroForm')
  if (form?.has(PDFName.of('XFA'))) catalog.set(PDFName.of('AcroForm'), copyOf(context, form, ['XFA']))
  return {
    pages,
    forms,
    pictures: buildPictures(building, source.plans),
    formNames,
    fontNames,
    catalog,
    replaced,
  }
}

/** Streams are written one by one; signatures must not lie in object streams (ISO 32000-1, 12.8.1). */
export const standsAlone = (ref: PDFRef, object: PDFObject): boolean => {
  if (ref.generationNumber !== 0 || object instanceof PDFStream) return true
  return object instanceof PDFDict && object.has(PDFName.of('ByteRange'))
}
