import type { PDFDocument, PDFPage } from 'pdf-lib'
import { PDFHexString, PDFName, PDFString } from 'pdf-lib'

/** A flat outline, one bookmark to a page. */
export const addOutline = (doc: PDFDocument, entries: readonly { title: string; page: number }[]): void => {
  const { context } = doc
  const root = context.nextRef()
  const refs = entries.map(() => context.nextRef())
  entries.forEach(({ title, page }, i) => {
    const item = context.obj({ Parent: root, Dest: [doc.getPage(page).ref, PDFName.of('Fit')] })
    item.set(PDFName.of('Title'), PDFHexString.fromText(title))
    if (i > 0) item.set(PDFName.of('Prev'), refs[i - 1])
    if (i + 1 < refs.length) item.set(PDFName.of('Next'), refs[i + 1])
    context.assign(refs[i], item)
  })
  context.assign(
    root,
    context.obj({ Type: 'Outlines', First: refs[0], Last: refs[refs.length - 1], Count: refs.length }),
  )
  doc.catalog.set(PDFName.of('Outlines'), root)
}

/** A clickable rectangle that opens `url`. */
export const addLink = (page: PDFPage, url: string, box: readonly [number, number, number, number]): void => {
  const { context } = page.doc
  const link = context.obj({
    Type: 'Annot',
    Subtype: 'Link',
    Rect: [...box],
    Border: [0, 0, 0],
    A: { Type: 'Action', S: 'URI', URI: PDFString.of(url) },
  })
  page.node.addAnnot(context.register(link))
}
