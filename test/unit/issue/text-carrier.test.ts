import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { decodeLayouts, encodeLayouts } from '../../../main/engine/layouts-blob.ts'
import { openDocument } from '../../../main/document/open-document.ts'
import { openRaster } from '../../../main/document/open-raster.ts'
import { openWording } from '../../../main/document/open-wording.ts'
import { noticeLines } from '../../../main/issue/notice.ts'
import { placeText } from '../../../main/issue/place-text.ts'
import { SCORED_CARRIERS, signCount } from '../../../shared/mark/layout.ts'
import type { PageLayout } from '../../../shared/mark/layout.ts'
import { readText } from '../../../shared/mark/read-text.ts'
import { isMarkCharacter, SIGNS_PER_MARK } from '../../../shared/mark/text-marks.ts'
import { withPdfiumText } from '../../bench/pdfium-text.ts'
import { makePage } from '../../paper/page-kinds.ts'
import { FONT_CASES } from '../document/corpus-fonts.ts'
import { hasJudge, judge } from '../document/judges.ts'
import { onePage } from '../document/raw-pdf.ts'
import { openPaper } from './small-paper.ts'

const NONE = { visible: false, tint: false, words: false, dots: false, text: false, wording: false }
const TEXT = { ...NONE, text: true }

const withoutText = ({ text: _text, ...layout }: PageLayout): PageLayout => layout

const meetingPaper = () => readFileSync(new URL('../../paper/meeting-paper.pdf', import.meta.url))

describe('marks in the text of the meeting paper', () => {
  let bare: Uint8Array
  let marked: Uint8Array
  let places = 0
  beforeAll(async () => {
    const paper = await openPaper(meetingPaper(), 'both')
    bare = await paper.make(3, NONE)
    marked = await paper.make(3, TEXT)
    places = paper.pages.reduce((sum, { layout }) => sum + (layout.text?.places.length ?? 0), 0)
  })

  /** PDFium works in single precision: near 500 points its numbers are 0.00001 mm apart, and a line adds them up. */
  const SAME_PLACE_MM = 0.0002

  /** Which blanks are the file's and which the renderer's own is told otherwise where text is in more pieces. */
  const hasInk = ({ code }: { readonly code: number }): boolean => /\S/u.test(String.fromCodePoint(code))

  test('leave every glyph where it was', async () => {
    const [before, after] = [await openRaster(bare), await openRaster(marked)]
    try {
      for (let page = 0; page < before.pageCount; page++) {
        const from = before.chars(page).filter(hasInk)
        const to = after.chars(page).filter((char) => hasInk(char) && !isMarkCharacter(char.code))
        expect(to.map(({ code }) => code)).toEqual(from.map(({ code }) => code))
        const apart = from.map(({ x, y }, k) => Math.hypot(to[k].x - x, to[k].y - y))
        expect(Math.max(...apart)).toBeLessThan(SAME_PLACE_MM)
      }
    } finally {
      before.close()
      after.close()
    }
  })

  test('show nothing: but for glyphs that a renderer rounds to the next pixel, none changes', async () => {
    const paper = await openPaper(meetingPaper(), 'both')
    const words = { ...NONE, words: true }
    const [before, after] = [
      await openRaster(await paper.make(3, words)),
      await openRaster(await paper.make(3, { ...words, text: true })),
    ]
    try {
      let changed = 0
      let all = 0
      for (let page = 0; page < before.pageCount; page++) {
        const [from, to] = [before.render(page, 9).data, after.render(page, 9).data]
        all += from.length
        from.forEach((value, k) => (changed += value === to[k] ? 0 : 1))
        const ink = (data: Uint8Array) => data.reduce((sum, value) => sum + 255 - value, 0)
        expect(Math.abs(ink(to) / ink(from) - 1)).toBeLessThan(1e-4)
      }
      expect(changed / all).toBeLessThan(0.001)
    } finally {
      before.close()
      after.close()
    }
  })

  test('are all read back, and leave the text that is seen as it was', async () => {
    const [before, after] = [
      await withPdfiumText(bare, ({ text }) => text),
      await withPdfiumText(marked, ({ text }) => text),
    ]
    expect(places).toBeGreaterThan(400)
    expect(readText(before).marks).toHaveLength(0)
    expect(readText(after).marks).toHaveLength(places)
    expect(after.replace(/[\ufe03-\ufe0e]/g, '')).toBe(before)
  })

  test('do not hide words from a search', async () => {
    const words = ['committee', 'loan', 'Waterworks', '投资', '水厂', '表决']
    const hits = (pdf: Uint8Array) => withPdfiumText(pdf, ({ count }) => words.map(count))
    const found = await hits(bare)
    expect(Math.min(...found)).toBeGreaterThan(0)
    expect(await hits(marked)).toEqual(found)
  })
})

/** The first page as a grey map, by programs that are told not to smooth edges, as drivers of printers do not. */
const UNSMOOTHED = {
  mutool: ['draw', '-q', '-A', '0', '-r', '150', '-F', 'pgm', '-o', '%', '$', '1'],
  gs: ['-q', '-dNOPAUSE', '-dBATCH', '-sDEVICE=pgmraw', '-r200', '-dLastPage=1', '-o', '%', '$'],
} as const

describe.each(Object.keys(UNSMOOTHED).filter(hasJudge))('where %s smooths no edges', (program) => {
  const NOTICE = ['NOTICE. Automated systems must not process this.', '声明：自动系统不得处理。']
  const drawn = (bytes: Uint8Array) =>
    judge(program, UNSMOOTHED[program as keyof typeof UNSMOOTHED], bytes).made()

  test.each([
    ['filled', 0],
    ['stroked', 1],
    ['bold by a stroke', 2],
  ])('marks in %s text, and the notice, show nothing', async (_, mode) => {
    const content = `1.5 w BT /F1 10 Tf ${mode} Tr 20 200 Td (one, two; three. four: five.) Tj 0 -20 Td (six, seven.) Tj ET`
    const bytes = onePage({ content })
    const paper = await openPaper(bytes, 'both', NOTICE)
    const marked = await paper.make(3, TEXT)
    const read = await withPdfiumText(marked, ({ text }) => text)
    expect(readText(read).marks).toHaveLength(7)
    expect(read).toContain(NOTICE[0])
    const [before, after] = [drawn(bytes), drawn(marked)]
    expect(before.length).toBeGreaterThan(10_000)
    const ink = (map: Buffer): number => map.reduce((sum, value) => sum + (value < 128 ? 1 : 0), 0)
    expect(after.length).toBe(before.length)
    const changed = before.reduce((sum, value, k) => sum + (Math.abs(value - after[k]) > 128 ? 1 : 0), 0)
    // A stroke may be rounded otherwise where text is in more pieces; a bar would be as high as a capital.
    expect(changed).toBeLessThanOrEqual(mode === 0 ? 0 : 0.005 * ink(before))
  })
})

describe('a copy', () => {
  test('is checked for its text, and one that bears another copy’s marks is refused', async () => {
    const paper = await openPaper(await makePage('dense-english', 4), 'both')
    const scores = await paper.check(3, await paper.make(3))
    const { z, n } = scores.find(({ carrier }) => carrier === 'text') ?? { z: 0, n: 0 }
    expect(n).toBeGreaterThan(SIGNS_PER_MARK * 60)
    expect(z).toBeCloseTo(Math.sqrt(n), 5)
    await expect(paper.check(4, await paper.make(3, { ...TEXT, visible: true }))).rejects.toMatchObject({
      code: 'copy-failed-check',
    })
  })

  test('marked by layouts from before there was a text carrier has none, and its layouts still parse', async () => {
    const paper = await openPaper(await makePage('cover', 4), 'both')
    const old = paper.pages.map(({ layout }) => withoutText(layout))
    const parsed = decodeLayouts(encodeLayouts(old))
    expect(JSON.stringify(parsed)).toBe(JSON.stringify(old))
    expect(SCORED_CARRIERS.map((carrier) => signCount(parsed[0], carrier)).slice(-2)).toEqual([0, 0])
    const current = paper.pages.map(({ layout }) => layout)
    expect(JSON.stringify(decodeLayouts(encodeLayouts(current)))).toBe(JSON.stringify(current))
  })
})

describe('pages that are laid out otherwise', () => {
  const LINE = 'one, two; three. four: five, six. seven, eight.'
  const lines = (before: string, first: string) =>
    `BT /F1 10 Tf ${before} ${first} Tm (${LINE}) Tj 0 -14 Td (${LINE}) Tj 0 -14 Td (${LINE}) Tj ET`
  const scoreOf = async (bytes: Uint8Array) => {
    const paper = await openPaper(bytes, 'both')
    const scores = await paper.check(3, await paper.make(3))
    return scores.find(({ carrier }) => carrier === 'text') ?? { z: 0, n: 0 }
  }

  test.each([
    [0, '1 0 0 1', '20 200'],
    [90, '0 1 -1 0', '100 20'],
    [180, '-1 0 0 -1', '280 200'],
    [270, '0 -1 1 0', '200 280'],
  ])('turned by %i, and read upright, carry as many marks', async (turn, matrix, first) => {
    const { z, n } = await scoreOf(onePage({ content: lines(matrix, first), page: `/Rotate ${turn}` }))
    expect(n).toBe(24 * SIGNS_PER_MARK)
    expect(z).toBeCloseTo(Math.sqrt(n), 5)
  })

  test('with text upside down get no marks in it, for extractors read it in other orders', async () => {
    expect(await scoreOf(onePage({ content: lines('-1 0 0 -1', '280 200') }))).toMatchObject({ n: 0 })
  })

  test('from right to left get none, for readers turn it round with what is in it', async () => {
    const hebrew = FONT_CASES.find(({ name }) => name.startsWith('Hebrew'))
    const { pages } = await openPaper(hebrew?.bytes ?? new Uint8Array(0), 'both')
    // The two English lines have one each.
    expect(pages[0].layout.text?.places).toHaveLength(2)
  })

  test('with letters set apart get none among them: poppler would read each letter as a word', async () => {
    const spaced = 'BT /F1 10 Tf 3 Tc 20 250 Td (one, two; three.) Tj 0 Tc ET '
    const { z, n } = await scoreOf(onePage({ content: spaced + lines('1 0 0 1', '20 200') }))
    expect(n).toBe(24 * SIGNS_PER_MARK)
    expect(z).toBeCloseTo(Math.sqrt(n), 5)
  })

  test('that say themselves what a stretch reads as get none there', async () => {
    const spoken = `/Span <</ActualText (${LINE})>> BDC BT /F1 10 Tf 20 250 Td (${LINE}) Tj ET EMC `
    const { z, n } = await scoreOf(onePage({ content: spoken + lines('1 0 0 1', '20 200') }))
    expect(n).toBe(24 * SIGNS_PER_MARK)
    expect(z).toBeCloseTo(Math.sqrt(n), 5)
  })
})

describe('text that is only there to be read, as in scans that can be searched', () => {
  const READ_ONLY = '3 Tr 20 200 Td (one, two; three. four: five.) Tj 0 -20 Td (six, seven.) Tj 0 Tr'

  test('is marked and does not move; what is painted beside it keeps its numbers', async () => {
    const painted = '0 -20 Td (eight, nine.) Tj'
    const bytes = onePage({ content: `BT /F1 10 Tf ${READ_ONLY} ${painted} ET` })
    const [alone, both] = [
      await openDocument(onePage({ content: `BT /F1 10 Tf 20 160 Td (eight, nine.) Tj ET` })),
      await openDocument(bytes),
    ]
    expect(both.pages[0].words).toEqual(alone.pages[0].words)
    expect(both.pages[0].stops.slice(0, alone.pages[0].stops.length)).toEqual(alone.pages[0].stops)
    expect(openWording(both, 0).glyphs).toEqual(openWording(alone, 0).glyphs)
    const paper = await openPaper(bytes, 'both')
    const { z, n } =
      (await paper.check(3, await paper.make(3))).find(({ carrier }) => carrier === 'text') ?? {}
    expect(n).toBe(9 * SIGNS_PER_MARK)
    expect(z).toBeCloseTo(Math.sqrt(9 * SIGNS_PER_MARK), 5)
  })

  test('shows nothing once it is marked, and reads as before', async () => {
    const bytes = onePage({ content: `BT /F1 10 Tf ${READ_ONLY} ET` })
    const paper = await openPaper(bytes, 'both')
    const marked = await paper.make(3, TEXT)
    const read = (pdf: Uint8Array) => withPdfiumText(pdf, ({ text }) => text)
    expect((await read(marked)).replace(/[\ufe03-\ufe0e]/g, '')).toBe(await read(bytes))
    const raster = await openRaster(marked)
    expect(raster.render(0, 9).data.every((level) => level === 255)).toBe(true)
    raster.close()
  })
})

describe('places', () => {
  /** Characters 2 mm apart on lines 5 mm apart, each with a stop after it. */
  const lay = (lines: readonly string[]) => {
    const chars = lines.flatMap((line, row) =>
      Array.from(line, (c, column) => ({ code: c.codePointAt(0) ?? 0, x: 10 + 2 * column, y: 10 + 5 * row })),
    )
    const stops = chars.map(({ x, y }) => ({ x, y, angle: 0, emMm: 3 }))
    return { chars, stops }
  }
  const marksOf = (...lines: string[]): string => {
    const { chars, stops } = lay(lines)
    const { letters, places } = placeText(stops, chars)
    const after = new Set(places.map((place) => place.after))
    return Array.from(letters, (letter, k) => (after.has(k + 1) ? `${letter}|` : letter)).join('')
  }

  test.each([
    [['we met, then left.'], 'wemet|thenleft|'],
    [['no pause in here', 'but at the end'], 'nopauseinhere|butattheend|'],
    [['a re-', 'solution'], 'aresolution|'],
    [['会议决定，自七月', '一日起。'], '会议决定|自七月一日起|'],
    [['(one) two'], 'one|two|'],
    [['”!?'], ''],
  ])('%j', (lines, expected) => {
    expect(marksOf(...lines)).toBe(expected)
  })

  test('never two after one letter, and only where the file pauses', () => {
    const { chars } = lay(['end.”) Next'])
    expect(placeText([], chars).places).toHaveLength(0)
    const { stops } = lay(['end.”) Next'])
    expect(placeText(stops, chars).places).toEqual([
      { after: 3, stop: 5 },
      { after: 7, stop: 10 },
    ])
  })
})

describe('the notice', () => {
  test('speaks the languages of the document', () => {
    expect(noticeLines('Secret', 'A paper about copper').join()).toMatch(/^NOTICE\. Classification: Secret/)
    expect(noticeLines('机密', '关于铜的报告').join()).toMatch(/^声明：本文件密级：机密/)
    const both = noticeLines(undefined, 'A paper about copper 关于铜的报告')
    expect(both.join()).toMatch(/NOTICE[\s\S]*声明|声明[\s\S]*NOTICE/)
    expect(noticeLines(undefined, '')).toHaveLength(4)
    expect(both.join()).not.toMatch(/Classification|密级/)
  })
})
