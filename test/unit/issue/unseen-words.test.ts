import { describe, expect, test } from 'vitest'
import { decodeLayouts, encodeLayouts } from '../../../main/engine/layouts-blob.ts'
import { openDocument } from '../../../main/document/open-document.ts'
import { openRaster } from '../../../main/document/open-raster.ts'
import { forecastPage } from '../../../main/issue/forecast.ts'
import { openViews } from '../../../main/issue/page-views.ts'
import { shiftWords } from '../../../main/issue/shift-words.ts'
import { planWordedPage } from '../../../main/issue/wording/plan-worded-page.ts'
import { seenWords, signCount } from '../../../shared/mark/layout.ts'
import { packedSigns } from '../../../shared/mark/signs.ts'
import { planDocument } from '../../support/plan-document.ts'
import { scanned, scanOf } from '../../paper/scanned-page.ts'
import { denseEnglish } from '../../paper/text-pages.ts'
import { onePage } from '../document/raw-pdf.ts'
import { openPaper, testStream } from './small-paper.ts'
import { openWordedPaper } from './worded-paper.ts'

const plan = async (pdf: Uint8Array) => {
  const source = await openDocument(pdf)
  const raster = await openRaster(pdf)
  try {
    return (await planDocument(source, raster, 'both'))[0]
  } finally {
    raster.close()
  }
}

const text = (operators: string, x: number, y: number, word: string): string =>
  `q ${operators} BT /F1 14 Tf ${x} ${y} Td (${word}) Tj ET Q\n`

/** Words of two letters, so that each is one: of the first four nothing is seen. */
const PAGE = onePage({
  content:
    text('', 40, 250, 'ab') +
    '1 g 30 240 60 30 re f 0 g\n' +
    text('1 g', 120, 250, 'cd') +
    text('/Clear gs', 200, 250, 'ef') +
    text('', 40, 200, 'gh') +
    '0 g 30 190 60 30 re f\n' +
    text('', 120, 200, 'ij') +
    text('0.8 g', 200, 200, 'kl') +
    '0 g 110 90 60 30 re f\n' +
    text('1 g', 120, 100, 'mn') +
    text('', 200, 100, 'op') +
    '1 g 190 90 20 30 re f\n',
  resources: '/ExtGState<</Clear<</ca 0>>>>',
})

describe('words of which nothing is seen', () => {
  test('are those under white and under black, white ones, and clear ones', async () => {
    const { layout } = await plan(PAGE)
    expect(layout.words.map(({ unseen }) => unseen ?? false)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ])
    expect(seenWords(layout)).toHaveLength(4)
    expect(decodeLayouts(encodeLayouts([layout]))[0].words).toEqual(layout.words)
  })

  test('stay where they are in copies, the others move by the signs that they had', async () => {
    const { layout } = await plan(PAGE)
    const packed = packedSigns(testStream, 'copy-1', 0, 'words', signCount(layout, 'words'))
    const all = { ...layout, words: layout.words.map(({ unseen: _unseen, ...word }) => word) }
    const shifts = shiftWords(layout, packed)
    expect([...shifts.subarray(0, 8)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
    expect(shifts.subarray(8)).toEqual(shiftWords(all, packed).subarray(8))
  })

  test('are not worded otherwise: nobody would read it off the page', async () => {
    const sentence = (operators: string) =>
      onePage({
        content: text(operators, 20, 250, 'The clerk counted about 30 lamps on the quay of the harbour.'),
        resources: '/ExtGState<</Clear<</ca 0>>>>',
      })
    await expect(openWordedPaper(sentence('/Clear gs'), 'both')).rejects.toThrow(
      /where "some" could stand, the printed words cannot be seen/,
    )
    const { pages } = await openWordedPaper(sentence(''), 'both')
    expect(pages[0].layout.wording?.places).toHaveLength(1)
  })

  test('are not worded otherwise where words about them are seen, and give room', async () => {
    const parts = [
      'BT /F1 14 Tf 20 250 Td (The clerk counted about thirty ) Tj',
      '(lamps) Tj',
      '( on the quay of the harbour.) Tj ET',
    ]
    const page = (before: string, after: string) =>
      onePage({
        content: `${parts[0]} ${before} ${parts[1]} ${after} ${parts[2]}`,
        resources: '/ExtGState<</Clear<</ca 0>>/Seen<</ca 1>>>>',
      })
    const problemsOf = async (pdf: Uint8Array) => {
      const [source, raster] = [await openDocument(pdf), await openRaster(pdf)]
      const views = await openViews(source, raster)
      const place = {
        page: 1,
        before: 'about thirty ',
        printed: 'lamps',
        equal: 'lights',
        after: ' on the quay',
      }
      try {
        return planWordedPage({ source, page: 0, approved: [place], views, medium: 'both' }).problems
      } finally {
        views.close()
        raster.close()
      }
    }
    expect(await problemsOf(page('', ''))).toEqual([])
    expect(await problemsOf(page('/Clear gs', '/Seen gs'))).toEqual([
      'page 1: where "lights" could stand, the printed words cannot be seen',
    ])
  })

  test('a scan that can be searched is marked and foretold like one that cannot, where its picture stays as it is', async () => {
    const pdf = await scanOf(scanned(denseEnglish, 'text', 'png'), 'searched')
    const { layout, ground } = await plan(pdf)
    expect(layout.words.length).toBeGreaterThan(1000)
    expect(seenWords(layout)).toHaveLength(0)
    expect(layout.dots.length).toBeGreaterThan(500)
    expect(forecastPage(layout, ground, 'both').print).toBe('likely')
    const paper = await openPaper(pdf, 'both')
    const scores = await paper.check(3, await paper.make(3))
    const of = (carrier: string) => scores.find((score) => score.carrier === carrier)
    expect(of('words')?.n).toBe(0)
    expect(of('dots')?.z).toBeGreaterThan(20)
    expect(of('text')?.z).toBeGreaterThan(40)
  })
})
