import { beforeAll, describe, expect, it } from 'vitest'
import type { PageEdit, WordingSlot } from '../../../main/document/document.ts'
import { openDocument } from '../../../main/document/open-document.ts'
import type { OpenDocument } from '../../../main/document/open-document.ts'
import { openRaster } from '../../../main/document/open-raster.ts'
import { openWording, withSlots } from '../../../main/document/open-wording.ts'
import { prepareWriter } from '../../../main/document/prepare-writer.ts'
import { wordingPaper } from '../../paper/wording-paper.ts'
import { hasJudge, judge } from './judges.ts'
import { onePage } from './raw-pdf.ts'

const IDENTITY = { documentId: 'd', issuanceId: 'i', copyId: 'c', copyNumber: '1/1' }

/** The slot of some words on a page, by what the glyphs read as. */
const slotOf = (document: OpenDocument, page: number, printed: string, equal: string): WordingSlot => {
  const { glyphs } = openWording(document, page)
  const text = glyphs.map((glyph) => (glyph.isSpace ? ' ' : glyph.text)).join('')
  const first = text.indexOf(printed)
  expect(first).toBeGreaterThanOrEqual(0)
  return { first, glyphs: printed.length, equal }
}

const write = async (document: OpenDocument, page: number, slots: readonly WordingSlot[], taken: boolean) => {
  const worded = withSlots(document, new Map([[page, slots]]))
  const writer = await prepareWriter(worded)
  const edits = worded.pages.map((_, at): PageEdit => {
    return { overlays: [], ...(at === page && taken && { wordings: new Set(slots.keys()) }) }
  })
  return writer.write(edits, IDENTITY)
}

const charsOf = async (bytes: Uint8Array, page: number) => {
  const raster = await openRaster(bytes)
  try {
    return raster.chars(page).filter(({ code }) => /\S/u.test(String.fromCodePoint(code)))
  } finally {
    raster.close()
  }
}

const textOf = (chars: readonly { readonly code: number }[]): string =>
  chars.map(({ code }) => String.fromCodePoint(code)).join('')

describe.each([
  ['a simple font', 0, 'about', 'some'],
  ['a composite font', 1, '目前旅客', '当前旅客'],
] as const)('other words in %s', (_, page, printed, equal) => {
  let document: OpenDocument
  let slot: WordingSlot
  beforeAll(async () => {
    document = await openDocument(await wordingPaper())
    slot = slotOf(document, page, printed, equal)
  })

  it('are read by a viewer, and all beside them stays where it was', async () => {
    const before = await charsOf(await write(document, page, [slot], false), page)
    const after = await charsOf(await write(document, page, [slot], true), page)
    const at = textOf(before).indexOf(printed)
    expect(textOf(after)).toBe(textOf(before).replace(printed, equal))
    const rest = [...before.slice(0, at), ...before.slice(at + printed.length)]
    const now = [...after.slice(0, at), ...after.slice(at + equal.length)]
    const moved = rest.map(({ x, y }, k) => Math.hypot(now[k].x - x, now[k].y - y))
    expect(Math.max(...moved)).toBeLessThan(0.0005)
  })

  it.runIf(hasJudge('pdftotext'))('are found by a search in what poppler extracts', async () => {
    const { out } = judge('pdftotext', ['$', '-'], await write(document, page, [slot], true))
    expect(out).toContain(equal)
  })

  it('leave the page as it was in copies that keep what is printed', async () => {
    const plain = await prepareWriter(document)
    const unedited = await plain.write(
      document.pages.map(() => ({ overlays: [] })),
      IDENTITY,
    )
    const kept = await write(document, page, [slot], false)
    expect(textOf(await charsOf(kept, page))).toBe(textOf(await charsOf(unedited, page)))
  })

  it('are no words that move', () => {
    const worded = withSlots(document, new Map([[page, [slot]]]))
    expect(worded.pages[page].words.length).toBeLessThan(document.pages[page].words.length)
    expect(worded.pages[1 - page]).toBe(document.pages[1 - page])
  })
})

describe('a place is refused', () => {
  const refusalOf = async (content: string, printed: string, equal: string): Promise<string | null> => {
    const document = await openDocument(onePage({ content }))
    return openWording(document, 0).whyNot(slotOf(document, 0, printed, equal))?.reason ?? null
  }
  const LINE = 'BT /F1 11 Tf 20 200 Td (We saw about 30 of them.) Tj ET'

  it.each([
    ['nothing, where it fits', LINE, 'about', 'some', null],
    ['longer words', LINE, 'about', 'approximately', 'longer by more'],
    ['far shorter ones', LINE, 'about', 'ca', 'shorter by more'],
    ['characters that the font has not', LINE, 'about', '约', 'lacks a character'],
    [
      'text drawn twice',
      `${LINE} BT /F1 11 Tf 20.2 200 Td (We saw about 30 of them.) Tj ET`,
      'about',
      'some',
      'drawn twice',
    ],
    [
      'text that the file speaks',
      '/Span <</ActualText (We saw)>> BDC BT /F1 11 Tf 20 200 Td (We saw about 30.) Tj ET EMC',
      'about',
      'some',
      'reads as',
    ],
    [
      'words over the end of a line',
      'BT /F1 11 Tf 20 200 Td (We saw more) Tj 0 -14 Td (than 30 of them.) Tj ET',
      'morethan',
      'upwardsof',
      'line breaks',
    ],
  ])('for %s', async (_, content, printed, equal, reason) => {
    const refused = await refusalOf(content, printed, equal)
    if (reason === null) expect(refused).toBeNull()
    else expect(refused).toContain(reason)
  })

  it('not where a line is shown piece by piece: one piece sets it all', async () => {
    const content =
      'BT /F1 11 Tf 1 0 0 1 20 200 Tm (We saw ) Tj (more ) Tj (than) Tj ( 30 of them.) Tj 1 0 0 1 20 180 Tm (End.) Tj ET'
    const document = await openDocument(onePage({ content }))
    const slot = slotOf(document, 0, 'more than', 'much over')
    const before = await charsOf(await write(document, 0, [slot], false), 0)
    const after = await charsOf(await write(document, 0, [slot], true), 0)
    expect(textOf(after)).toBe('Wesawmuchover30ofthem.End.')
    const last = (chars: typeof before) => chars.slice(-12)
    last(before).forEach(({ x, y }, k) => {
      expect(last(after)[k].x).toBeCloseTo(x, 3)
      expect(last(after)[k].y).toBeCloseTo(y, 3)
    })
  })
})

describe('what codes read as', () => {
  const readAs = async (encoding: string, codes: string): Promise<string> => {
    const font = `<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding ${encoding}>>`
    const content = `BT /F9 11 Tf 20 200 Td <${codes}> Tj ET`
    const document = await openDocument(onePage({ content, resources: `/Font <</F9 ${font}>>` }))
    return openWording(document, 0)
      .glyphs.map(({ text }) => text)
      .join('|')
  }
  it.each([
    ['/WinAnsiEncoding', '41922d', 'A|’|-'],
    ['<</BaseEncoding/WinAnsiEncoding/Differences[1/fi/uni4E00]>>', '410102', 'A|fi|一'],
    ['<</BaseEncoding/MacRomanEncoding>>', '4180', 'A|'],
  ])('%s', async (encoding, codes, text) => expect(await readAs(encoding, codes)).toBe(text))
})
