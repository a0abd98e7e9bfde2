import { PDFDocument, PDFName, PDFString, StandardFonts } from 'pdf-lib'

const XMP =
  '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">' +
  '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ' +
  'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Budget</rdf:li>' +
  '</rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'

/** Two pages with a link, an outline, a form field, a signature, page labels, an attachment, Info and XMP. */
export const richPdf = async (): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create({ updateMetadata: false })
  pdf.setTitle('Budget 预算')
  const font = await pdf.embedFont(StandardFonts.TimesRoman)
  const [first, second] = [pdf.addPage([400, 300]), pdf.addPage([300, 400])]
  first.drawText('See the annex for figures', { x: 150, y: 150, size: 14, font })
  second.drawText('The annex', { x: 120, y: 150, size: 14, font })
  const { context } = pdf
  const link = {
    Type: 'Annot',
    Subtype: 'Link',
    Rect: [150, 145, 250, 165],
    Dest: [second.ref, 'Fit'],
    Border: [0, 0, 0],
  }
  first.node.addAnnot(context.register(context.obj(link)))
  const field = pdf.getForm().createTextField('remark')
  field.setText('keep me')
  field.addToPage(first, { x: 200, y: 30, width: 120, height: 20, font })
  const signature = context.obj({
    FT: 'Sig',
    T: PDFString.of('sig'),
    V: { Type: 'Sig', ByteRange: [0, 1, 2, 3] },
  })
  pdf.getForm().acroForm.addField(context.register(signature))
  const item = context.register(context.obj({ Title: PDFString.of('Annex'), Dest: [second.ref, 'Fit'] }))
  pdf.catalog.set(
    PDFName.of('Outlines'),
    context.register(context.obj({ Type: 'Outlines', First: item, Last: item, Count: 1 })),
  )
  pdf.catalog.set(PDFName.of('PageLabels'), context.obj({ Nums: [0, { S: 'r' }] }))
  await pdf.attach(Buffer.from('attached'), 'note.txt', {
    creationDate: new Date(0),
    modificationDate: new Date(0),
  })
  pdf.catalog.set(
    PDFName.of('Metadata'),
    context.register(context.stream(XMP, { Type: 'Metadata', Subtype: 'XML' })),
  )
  return pdf.save({ updateFieldAppearances: true })
}
