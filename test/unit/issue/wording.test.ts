import { createHash } from 'node:crypto'
import { assert, property, string } from 'fast-check'
import { beforeAll, describe, expect, it, test } from 'vitest'
import { decodeLayouts, encodeLayouts } from '../../../main/engine/layouts-blob.ts'
import { openDocument } from '../../../main/document/open-document.ts'
import { openRaster } from '../../../main/document/open-raster.ts'
import { openWording } from '../../../main/document/open-wording.ts'
import type { PageWording, ReadGlyph } from '../../../main/document/open-wording.ts'
import { proposePlaces } from '../../../main/issue/wording/propose-places.ts'
import { placeWording, unreadablePlaces, wordedText } from '../../../main/issue/wording/place-wording.ts'
import { foldWording } from '../../../shared/mark/fold-wording.ts'
import { wordingResiduals } from '../../../shared/mark/read-wording.ts'
import { packedSigns, signAt } from '../../../shared/mark/signs.ts'
import { MARK_ALPHABET } from '../../../shared/mark/text-marks.ts'
import { wordingPaper } from '../../paper/wording-paper.ts'
import { onePage } from '../document/raw-pdf.ts'
import { openPaper, testStream } from './small-paper.ts'
import { openWordedPaper } from './worded-paper.ts'

/** A page on which everything fits: lines 6 mm apart, glyphs 2 mm. */
const pageOf = (...lines: readonly string[]): PageWording => {
  const glyphs = lines.flatMap((line, row) =>
    Array.from(line, (text, column): ReadGlyph => {
      const [x, y] = [10 + 2 * column, 20 + 6 * row]
      return { text, isSpace: text === ' ', x, y, end: [x + 2, y], emMm: 4, angle: 0 }
    }),
  )
  const box = { x: 0, y: 0, along: 1, across: 1, angle: 0, glyphs: 1 }
  return { glyphs, whyNot: () => null, boxOf: () => box }
}

const proposed = (...lines: readonly string[]): string[] =>
  proposePlaces(pageOf(...lines)).proposals.map(({ printed, equal }) => `${printed} > ${equal}`)

describe('proposals', () => {
  test.each([
    ['The clerk counted about 30 lamps on the quay.', ['about > some']],
    ['It was open until the ice had gone away.', ['until > till']],
    ['While the pilot slept, about forty boats came in.', ['While > Whilst', 'about > some']],
    ['It was decided on 12 May 2026 and not before.', ['12 May 2026 > May 12, 2026']],
    ['It was decided on May 12, 2026 and not before.', ['May 12, 2026 > 12 May 2026']],
    ['We asked for ropes, chains and anchors at noon.', ['chains and > chains, and']],
    ['They will organise the relief of the northern pier.', ['organise > organize']],
    ['公司的会议决定自三月五日起调整班次。', ['会议决定 > 会议确定', '日 > 号']],
    ['缆绳和那些浮筒目前由水手长保管。', ['和 > 与', '目前 > 当前']],
    ['引水员须提前二百米鸣笛，以便小艇避让。', ['二 > 两']],
  ])('%s', (line, expected) => expect(proposed(line)).toEqual(expected))

  test.each([
    ['a quotation', 'He said “we saw about 30 lamps on the quay” and left.'],
    ['a straight quotation', 'He said "we saw about 30 lamps on the quay" and left.'],
    ['a citation', 'The lamps are counted (Harbour Papers, about 30 pp. 1998) each decade of the century.'],
    ['a heading', 'About 30 lamps on the quay'],
    ['a heading with a number', '3. While the pilot slept on the quay'],
    ['a name', 'He was with Messrs Toward and Sons of the old harbour office.'],
    ['a name that begins with the word', 'He read it in While the Pilot Slept by an unknown hand.'],
    ['part of a word', 'The whereabouts of thirty lamps remain unknown to the pilots.'],
    ['no number after it', 'They talked about lamps on the quay and went home.'],
    ['an aside before a clause', 'It was, however, and remains a matter of taste to most.'],
    ['a figure', 'It cost 30,000 in all and 31,000 with the paint on the rail.'],
    ['a law by its name', '请读《港口管理办法和目前规定》中登记手续一章的全文。'],
    ['a body by its name', '由国家发展和改革委员会主管此项登记手续的全部事务。'],
    ['和 within a word', '各方须和谐相处，总和不变，饱和为止即可停止供水。'],
  ])('leave alone %s', (_, line) => expect(proposed(line)).toEqual([]))

  it('leaves alone the cells of a table', () => {
    const cell = (text: string, x: number): ReadGlyph[] =>
      Array.from(text, (letter, k) => ({
        text: letter,
        isSpace: letter === ' ',
        x: x + 2 * k,
        y: 20,
        end: [x + 2 * k + 2, 20] as const,
        emMm: 4,
        angle: 0,
      }))
    const glyphs = [...cell('about 30 lamps.', 10), ...cell('some 40 boats.', 80)]
    expect(proposePlaces({ ...pageOf(), glyphs }).proposals).toEqual([])
  })

  it('reads on over the end of a line, in both languages', () => {
    const [{ before, after }] = proposePlaces(
      pageOf('The clerk walked the quay and', 'counted about 30 lamps before', 'he went home.'),
    ).proposals
    expect(before + after).toBe('The clerk walked the quay and counted  30 lamps before he went home.')
    expect(proposePlaces(pageOf('水手长说浮筒与', '各种缆绳目前由他保管。')).proposals[1].before).toBe(
      '水手长说浮筒与各种缆绳',
    )
  })
})

describe('places that an author allowed', () => {
  const page = pageOf('The clerk counted about 30 lamps, and later about 30 boats.')
  const place = { page: 1, before: 'counted ', printed: 'about', equal: 'some', after: ' 30 lamps' }

  it('are found by the words around them, however these are typed', () => {
    const typed = { ...place, before: 'COUNTED', after: '３０ lamps' }
    for (const approved of [place, typed]) {
      const { layout, problems } = placeWording(page, [approved])
      expect(problems).toEqual([])
      expect(layout.places).toMatchObject([{ from: 15, to: 20, equal: 'some', firstGlyph: 18, glyphs: 5 }])
    }
  })

  test.each([
    [{ after: ' 31 lamps' }, 'is not on that page'],
    [{ before: '', after: ' 30' }, 'more than once'],
    [{ equal: 'ABOUT' }, 'read the same'],
    [{ printed: '…', before: '', after: '' }, 'is not on that page'],
  ])('%j is a problem', (change, problem) => {
    expect(placeWording(page, [{ ...place, ...change }]).problems).toEqual([expect.stringContaining(problem)])
  })

  it('may not lie over one another', () => {
    const over = { ...place, before: 'clerk ', printed: 'counted about', equal: 'saw some' }
    expect(placeWording(page, [place, over]).problems).toEqual([expect.stringContaining('lies over')])
  })

  it('are told apart, or known not to be', () => {
    const { layout } = placeWording(page, [place])
    expect(unreadablePlaces([layout, undefined])).toEqual([[], []])
    expect(unreadablePlaces([layout, layout])).toEqual([[0], [0]])
  })
})

describe('a paper with wordings', () => {
  let pdf: Uint8Array
  let paper: Awaited<ReturnType<typeof openWordedPaper>>
  beforeAll(async () => {
    pdf = await wordingPaper()
    paper = await openWordedPaper(pdf, 'both')
  })

  it('has places on both of its pages, most of those that it was written for', () => {
    const counts = paper.pages.map(({ layout }) => layout.wording?.places.length ?? 0)
    expect(counts[0]).toBeGreaterThan(30)
    expect(counts[1]).toBeGreaterThan(20)
  })

  it('keeps them in its layouts, which still parse without any', () => {
    const layouts = paper.pages.map(({ layout }) => layout)
    expect(JSON.stringify(decodeLayouts(encodeLayouts(layouts)))).toBe(JSON.stringify(layouts))
    const without = layouts.map(({ wording: _wording, ...layout }) => layout)
    expect(decodeLayouts(encodeLayouts(without))[0].wording).toBeUndefined()
  })

  it('makes copies that read as their signs say, look like the original elsewhere and pass their check', async () => {
    const bytes = await paper.make(3)
    const scores = await paper.check(3, bytes)
    for (const { carrier, z, n } of scores) if (carrier === 'wording') expect(z).toBeCloseTo(Math.sqrt(n), 5)
    expect(scores.filter(({ carrier }) => carrier === 'wording')).toHaveLength(2)
    const raster = await openRaster(bytes)
    const text = raster.text(0)
    raster.close()
    const { wording } = paper.pages[0].layout
    const signs = packedSigns(testStream, 'copy-3', 0, 'wording', wording?.places.length ?? 0)
    const expected = wording ? wordedText(wording, (k) => signAt(signs, k) === 1) : ''
    expect(foldWording(text)).toBe(expected)
  })

  it('refuses a copy that was worded as another', async () => {
    await expect(paper.check(4, await paper.make(3))).rejects.toMatchObject({
      code: 'copy-failed-check',
      details: expect.arrayContaining([expect.stringContaining('does not read as it was set')]) as unknown,
    })
  })

  it('reads any copy’s text back to its signs', () => {
    const layouts = paper.pages.map(({ layout }) => layout.wording)
    assert(
      property(string({ minLength: 1, maxLength: 12 }), (copyId) => {
        const signs = layouts.map((layout, page) =>
          packedSigns(testStream, copyId, page, 'wording', layout?.places.length ?? 0),
        )
        const text = layouts
          .map((layout, page) => (layout ? wordedText(layout, (k) => signAt(signs[page], k) === 1) : ''))
          .join('')
        wordingResiduals(layouts, text).forEach((residuals, page) =>
          residuals.forEach((r, k) => expect(r).toBe(signAt(signs[page], k))),
        )
      }),
      { numRuns: 10 },
    )
  })
})

describe('a paper of which nothing was allowed', () => {
  it('is written as if there were no such thing as wordings, byte for byte', async () => {
    const pdf = await wordingPaper()
    const plain = await openPaper(pdf, 'both')
    const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
    const worded = await openWordedPaper(pdf, 'both', () => false)
    expect(sha256(await worded.make(3))).toBe(sha256(await plain.make(3)))
    const [before, after] = [await openRaster(pdf), await openRaster(await plain.make(3))]
    const marks = new RegExp(`[${MARK_ALPHABET.join('')}]`, 'gu')
    for (const page of [0, 1]) expect(after.text(page).replace(marks, '')).toBe(before.text(page))
    before.close()
    after.close()
  })
})

describe('codes that say nothing', () => {
  it('are no text to be worded otherwise', async () => {
    const font =
      '<</Type/Font/Subtype/Type1/BaseFont/Odd/FontDescriptor<</Type/FontDescriptor/Flags 4>>/Widths[500]>>'
    const content = 'BT /F9 11 Tf 20 200 Td (The clerk counted about 30 lamps on the quay.) Tj ET'
    const document = await openDocument(onePage({ content, resources: `/Font <</F9 ${font}>>` }))
    expect(proposePlaces(openWording(document, 0)).proposals).toEqual([])
  })
})
