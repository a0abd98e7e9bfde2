import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { decodePDFRawStream, PDFDict, PDFDocument, PDFName, PDFRawStream } from 'pdf-lib'
import type { Overlay } from '../../../main/document/document.ts'
import { identityIn, metadataBase, metadataOf, titleIn } from '../../../main/document/identity-metadata.ts'
import { openDocument } from '../../../main/document/open-document.ts'
import { openRaster } from '../../../main/document/open-raster.ts'
import { prepareWriter } from '../../../main/document/prepare-writer.ts'
import { readIdentity } from '../../../main/document/read-identity.ts'
import { CORPUS } from './corpus.ts'
import { hasJudge, judge } from './judges.ts'
import { moveErrors } from './moves.ts'
import { onePage } from './raw-pdf.ts'
import { richPdf } from './rich-pdf.ts'

const IDENTITY = {
  documentId: 'doc-1',
  issuanceId: 'issue <1>',
  copyId: 'copy "1" & more',
  copyNumber: '3/12',
}

const SQUARE: Overlay = { operators: '0 g 10 10 20 20 re f' }

const copyOf = async (
  bytes: Uint8Array,
  options: { shiftMm?: number; overlays?: readonly Overlay[]; password?: string } = {},
): Promise<Buffer> => {
  const source = await openDocument(
    bytes,
    options.password === undefined ? {} : { password: options.password },
  )
  const writer = await prepareWriter(source)
  const edits = source.pages.map((page) => ({
    wordShiftsMm: new Float64Array(2 * page.words.length).fill(options.shiftMm ?? 0.1),
    overlays: options.overlays ?? [SQUARE],
  }))
  return Buffer.from(await writer.write(edits, IDENTITY))
}

const words = (text: string): string => text.split(/\s+/).sort().join(' ')

describe.runIf(hasJudge('qpdf'))('qpdf finds nothing wrong', () => {
  test.for(CORPUS)('$name', async ({ bytes }) => {
    const verdict = judge('qpdf', ['--check', '$'], await copyOf(bytes))
    expect(verdict.complaints).toBe('')
    expect(verdict.status).toBe(0)
  })
})

describe.runIf(hasJudge('mutool'))('MuPDF finds nothing to repair', () => {
  test.for(CORPUS)('$name', async ({ bytes }) => {
    // Its version number goes to the same place as its complaints; a damaged original may have some of its own.
    const complaints = (pdf: Uint8Array) =>
      judge('mutool', ['draw', '-q', '-F', 'text', '-o', '%', '$'], pdf).complaints
    const copy = await copyOf(bytes)
    if (!/error|repair|warning/.test(complaints(bytes))) expect(complaints(copy)).not.toMatch(/error|repair/)
    else expect(complaints(copy)).not.toMatch(/repair|xref/)
  })
})

describe.runIf(hasJudge('pdftotext'))('the text reads the same', () => {
  test.for(CORPUS)('$name', async ({ bytes }) => {
    const before = judge('pdftotext', ['-raw', '$', '-'], bytes)
    const after = judge('pdftotext', ['-raw', '$', '-'], await copyOf(bytes))
    // Poppler shows nothing at all after a Q too many; in our copies there is none.
    if (before.out.trim() !== '') expect(words(after.out)).toBe(words(before.out))
  })
})

describe('what is drawn over a page', () => {
  // Wherever the page's own content leaves the graphics state, the square is 20 mm wide, 10 mm from the corner.
  test.for(CORPUS)('$name', async ({ bytes }) => {
    const raster = await openRaster(await copyOf(bytes, { shiftMm: 0 }))
    const { width, data } = raster.render(0, 4)
    const at = (xMm: number, yMm: number) => data[Math.round(yMm * 4) * width + Math.round(xMm * 4)]
    expect([at(10.5, 10.5), at(29.5, 10.5), at(10.5, 29.5), at(29.5, 29.5), at(20, 20)]).toEqual([
      0, 0, 0, 0, 0,
    ])
    expect([at(9, 9), at(31, 9)]).toEqual([255, 255])
    raster.close()
  })

  test('a stencil paints where bits are 1, with the alpha asked for, at the size asked for', async () => {
    const bits = new Uint8Array([0b10000000, 0b01000000])
    const overlay: Overlay = {
      operators: '/A gs 0 g q 40 0 0 -40 10 50 cm /S Do Q',
      stencils: { S: { width: 2, height: 2, bits } },
      alphas: { A: 0.5 },
    }
    const raster = await openRaster(await copyOf(onePage({ content: '' }), { overlays: [overlay] }))
    const { width, data } = raster.render(0, 2)
    const at = (xMm: number, yMm: number) => data[yMm * 2 * width + xMm * 2]
    expect([at(20, 20), at(40, 20), at(20, 40), at(40, 40)]).toEqual([128, 255, 255, 128])
    raster.close()
  })

  test('a shared form is written once', async () => {
    const form = { operators: '0 g 0 0 1 1 re f %only-once'.padEnd(60, ' x'), box: [0, 0, 1, 1] } as const
    const overlay: Overlay = {
      operators: 'q 10 0 0 10 5 5 cm /F Do Q q 10 0 0 10 50 50 cm /F Do Q',
      forms: { F: form },
    }
    const tree = CORPUS.find((one) => one.words.length > 1)
    const copy = await copyOf(tree?.bytes ?? new Uint8Array(), { overlays: [overlay] })
    const pdf = await PDFDocument.load(copy)
    const boxes = pdf.context
      .enumerateIndirectObjects()
      .filter(([, it]) => String(it).includes('/BBox [ 0 0 1 1 ]'))
    expect(boxes).toHaveLength(1)
  })

  test('a print-only layer is off on screen and on in print', async () => {
    const copy = await copyOf(onePage({ content: '' }), { overlays: [{ ...SQUARE, layer: 'print-only' }] })
    const raster = await openRaster(copy)
    const inkOf = (printing: boolean) =>
      raster.render(0, 2, { printing }).data.filter((grey) => grey < 128).length
    expect([inkOf(false), inkOf(true)]).toEqual([0, 1600])
    raster.close()
  })
})

describe('identity', () => {
  test('goes in and comes out, whatever characters it has', async () => {
    expect(await readIdentity(await copyOf(onePage({ content: '' })))).toEqual(IDENTITY)
  })

  test('is replaced, not doubled, when a copy is issued again', async () => {
    const again = await copyOf(await copyOf(onePage({ content: '' })))
    expect(again.toString('latin1').match(/siglum:CopyId=/g)).toHaveLength(1)
  })

  test('is read and replaced in the forms that other programs give it', () => {
    const packet = metadataOf(metadataBase(null, 'A & B'), IDENTITY)
    expect(titleIn(packet)).toBe('A & B')
    const elements = packet
      .replace(/ siglum:(\w+)="([^"]*)"/g, '<siglum:$1>$2</siglum:$1>')
      .replace('urn:siglum:copy:1:"', 'urn:siglum:copy:1:">')
    expect(identityIn(elements)).toEqual(IDENTITY)
    const other = { ...IDENTITY, copyId: 'other' }
    const again = metadataOf(metadataBase(elements, null), other)
    expect(identityIn(again)).toEqual(other)
    expect(again).not.toContain('more')
  })

  test('is null in what is not a copy, and never an error', async () => {
    expect(await readIdentity(onePage({ content: '' }))).toBeNull()
    expect(await readIdentity(new Uint8Array([1, 2, 3]))).toBeNull()
  })

  test('is found in a damaged file', async () => {
    const copy = await copyOf(onePage({ content: '' }))
    expect(
      await readIdentity(copy.subarray(copy.indexOf('<?xpacket') - 20, copy.lastIndexOf('startxref') - 200)),
    ).toEqual(IDENTITY)
  })
})

describe('copies', () => {
  test('are the same bytes for the same input and differ for another', async () => {
    const { bytes } = CORPUS[0]
    expect((await copyOf(bytes)).equals(await copyOf(bytes))).toBe(true)
    expect((await copyOf(bytes)).equals(await copyOf(bytes, { shiftMm: 0.05 }))).toBe(false)
  })

  // Each of these is a whole string of the original; in a copy, words of their own shifts part them.
  const WHOLE = [
    '(Budget of the water board)',
    '(second line here)',
    '(inside the form)',
    '(inner text)',
    '(shared form)',
  ]

  test('hold no stream that shows the text where the original had it', async () => {
    let seen = 0
    for (const { bytes, words: counts } of CORPUS.filter(
      ({ name }) => name !== 'hidden layer' && name !== 'state left behind',
    )) {
      const before = Buffer.from(bytes).toString('latin1')
      const pdf = await PDFDocument.load(await copyOf(bytes))
      const streams = pdf.context
        .enumerateIndirectObjects()
        .map(([, it]) => (it instanceof PDFRawStream ? decodePDFRawStream(it).decode() : new Uint8Array()))
        .map((data) => Buffer.from(data).toString('latin1'))
      for (const text of WHOLE.filter((whole) => before.includes(whole))) {
        seen++
        expect(
          streams.filter((stream) => stream.includes(text)),
          `${text} ${counts.join()}`,
        ).toEqual([])
      }
    }
    expect(seen).toBeGreaterThan(20)
  })
})

describe('the meeting paper', () => {
  test('is moved word for word, Chinese and Latin', async () => {
    const bytes = readFileSync(new URL('../../paper/meeting-paper.pdf', import.meta.url))
    const source = await openDocument(bytes)
    const copy = await copyOf(bytes)
    const [before, after] = [await openRaster(bytes), await openRaster(copy)]
    source.pages.forEach((page, i) => {
      const shifts = new Float64Array(2 * page.words.length).fill(0.1)
      const errors = moveErrors(page, shifts, before.chars(i), after.chars(i))
      expect(errors.moved).toBeGreaterThan(page.words.length)
      expect(errors).toMatchObject({ still: 0, worstStill: 0 })
      expect(errors.worstMoved).toBeLessThan(0.001)
    })
    expect(copy.length).toBeLessThan(bytes.length * 1.05)
    before.close()
    after.close()
  })
})

describe('a document that does not say what its codes mean', () => {
  test('has the same words where there is much text, for spaces are told by their empty outlines', async () => {
    const bytes = readFileSync(new URL('../../paper/meeting-paper.pdf', import.meta.url))
    const pdf = await PDFDocument.load(bytes)
    for (const [, object] of pdf.context.enumerateIndirectObjects()) {
      if (object instanceof PDFDict) object.delete(PDFName.of('ToUnicode'))
    }
    const [told, untold] = [await openDocument(bytes), await openDocument(await pdf.save())]
    told.pages.forEach(({ words }, i) => {
      const share = untold.pages[i].words.length / words.length
      expect(share, `page ${i}`).toBeLessThan(1.03)
      // Words whose script is not known are not taken apart; with spaces unknown too, a line would be one.
      expect(share, `page ${i}`).toBeGreaterThan(0.65)
    })
  })
})

describe('a document that readers show otherwise than by its pages', () => {
  test.each([
    ['a portfolio', '/Collection<</Type/Collection>>'],
    ['a form laid out as it is opened', '/NeedsRendering true/AcroForm<</XFA[]>>'],
  ])('is refused: %s', async (_name, catalog) => {
    await expect(openDocument(onePage({ content: '', catalog }))).rejects.toMatchObject({
      code: 'document-unmarkable',
    })
  })

  test('is shown by its pages: of a form in both ways the copy has the one', async () => {
    const catalog = '/AcroForm<</Fields[]/DA(/Helv 9 Tf)/XFA 20 0 R>>'
    const more = { 20: { dict: '', data: '<xdp:xdp/>' } }
    const pdf = await PDFDocument.load(await copyOf(onePage({ content: '', catalog, more })))
    const form = pdf.catalog.lookup(PDFName.of('AcroForm'), PDFDict)
    expect(form.has(PDFName.of('DA'))).toBe(true)
    expect(form.has(PDFName.of('XFA'))).toBe(false)
  })
})

describe('a document with everything', () => {
  let original: Uint8Array = new Uint8Array()
  beforeAll(async () => {
    original = await richPdf()
  })

  test('keeps its links, outline, fields, labels, attachment, title and metadata', async () => {
    const copy = await copyOf(original)
    const pdf = await PDFDocument.load(copy, { updateMetadata: false })
    expect(pdf.getTitle()).toBe('Budget 预算')
    expect(pdf.getForm().getTextField('remark').getText()).toBe('keep me')
    expect(pdf.getPage(0).node.Annots()?.size()).toBe(2)
    const catalog = pdf.catalog
    for (const key of ['Outlines', 'PageLabels', 'Names', 'AcroForm'])
      expect(catalog.has(PDFName.of(key)), key).toBe(true)
    const xmp = copy.toString('utf8')
    expect(xmp).toContain('<dc:title>')
    expect(xmp.match(/<\/rdf:RDF>/g)).toHaveLength(1)
  })

  test('is said to carry a file that no mark can be on', async () => {
    expect((await openDocument(original)).warnings).toContain('carries-files')
    expect((await openDocument(onePage({ content: '' }))).warnings).toEqual([])
    const annotation = '<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]>>'
    const pinned = onePage({ content: '', page: '/Annots[20 0 R]', more: { 20: annotation } })
    expect((await openDocument(pinned)).warnings).toEqual(['carries-files'])
  })

  test('is said to be signed', async () => {
    expect((await openDocument(original)).warnings).toContain('signature-broken')
    expect((await openDocument(original)).title).toBe('Budget 预算')
  })

  test.runIf(hasJudge('qpdf'))('opens however it is packed', async () => {
    const plain = await openDocument(original)
    const packings = [
      ['--linearize'],
      ['--object-streams=generate'],
      ['--object-streams=disable', '--compress-streams=n'],
      ['--encrypt', 'secret', 'owner', '256', '--'],
      ['--encrypt', '', 'owner', '128', '--use-aes=y', '--'],
      ['--object-streams=generate', '--encrypt', 'secret', 'owner', '256', '--'],
    ]
    for (const options of packings) {
      const password = options.includes('secret') ? 'secret' : undefined
      const packed = judge('qpdf', [...options, '$', '%'], original).made()
      const source = await openDocument(packed, password === undefined ? {} : { password })
      expect(source.pages, options.join(' ')).toEqual(plain.pages)
      expect(source.title, options.join(' ')).toBe('Budget 预算')
      expect(source.warnings.includes('was-encrypted')).toBe(options.includes('--encrypt'))
      const copy = await copyOf(packed, password === undefined ? {} : { password })
      expect(judge('qpdf', ['--check', '$'], copy).status, options.join(' ')).toBe(0)
      const raster = await openRaster(copy)
      expect(raster.pageCount).toBe(plain.pages.length)
      raster.close()
    }
  })

  test.runIf(hasJudge('qpdf'))('asks for the password it needs', async () => {
    const locked = judge('qpdf', ['--encrypt', 'secret', 'owner', '256', '--', '$', '%'], original).made()
    await expect(openDocument(locked)).rejects.toMatchObject({ code: 'document-encrypted' })
    await expect(openDocument(locked, { password: 'wrong' })).rejects.toMatchObject({
      code: 'document-encrypted',
    })
    await expect(openRaster(locked)).rejects.toMatchObject({ code: 'document-encrypted' })
    const raster = await openRaster(locked, { password: 'secret' })
    expect(raster.pageCount).toBe(2)
    raster.close()
  })
})
