import { beforeAll, describe, expect, it } from 'vitest'
import { decodeLayouts, encodeLayouts } from '../../../main/engine/layouts-blob.ts'
import type { GreyRaster } from '../../../main/document/document.ts'
import { openDocument } from '../../../main/document/open-document.ts'
import { openRaster } from '../../../main/document/open-raster.ts'
import { movesInPictures, textWords } from '../../../main/issue/moves-in-pictures.ts'
import { openViews } from '../../../main/issue/page-views.ts'
import { pictureWords } from '../../../main/issue/picture-words.ts'
import { shiftWords } from '../../../main/issue/shift-words.ts'
import { halfExtents, seenWords, signCount } from '../../../shared/mark/layout.ts'
import type { WordPlace } from '../../../shared/mark/layout.ts'
import { packedSigns, signAt } from '../../../shared/mark/signs.ts'
import { makePage } from '../../paper/page-kinds.ts'
import { scanned, scanOf } from '../../paper/scanned-page.ts'
import { denseChinese } from '../../paper/text-pages.ts'
import { planDocument } from '../../support/plan-document.ts'
import { openPaper, testStream } from './small-paper.ts'

const lookAt = async (pdf: Uint8Array) => {
  const source = await openDocument(pdf)
  const raster = await openRaster(pdf)
  const views = await openViews(source, raster)
  const [{ layout }] = await planDocument(source, raster, 'both')
  const [page, pictureless] = [views.wordless(0, 6), views.pictureless(0, 6)]
  views.close()
  raster.close()
  return { page: source.pages[0], layout, raster: page, pictureless }
}

const sides = (word: WordPlace) => {
  const [x, y] = halfExtents(word)
  return [word.x - x, word.y - y, word.x + x, word.y + y]
}

/** Places are kept in whole micrometres. */
const ROUNDED = 0.002
const meet = (p: readonly number[], q: readonly number[]): boolean =>
  Math.min(p[2] - q[0], q[2] - p[0], p[3] - q[1], q[3] - p[1]) > ROUNDED

let english: Awaited<ReturnType<typeof lookAt>>
let scan: Uint8Array
beforeAll(async () => {
  scan = await makePage('scan', 4)
  english = await lookAt(scan)
})

/** A raster of white with ink in these boxes of pixels. */
const inked = (boxes: readonly (readonly [number, number, number, number])[], paper = 245): GreyRaster => {
  const [width, height] = [1260, 600]
  const data = new Uint8Array(width * height).fill(paper)
  for (const [left, top, right, bottom] of boxes)
    for (let y = top; y < bottom; y++) data.fill(40, y * width + left, y * width + right)
  return { width, height, data }
}
const white: GreyRaster = { width: 1260, height: 600, data: new Uint8Array(1260 * 600).fill(255) }
const PAGE = {
  geometry: { widthMm: 210, heightMm: 100, toUser: { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 } },
  pictures: [{ number: 0, width: 2100, height: 1000, toPage: { a: 0.1, b: 0, c: 0, d: 0.1, e: 0, f: 0 } }],
}

/** A line of words at the foot, so that there are enough of them, and how many. */
const LINE = Array.from({ length: 16 }, (_, k) => [100 + 60 * k, 540, 140 + 60 * k, 560] as const)

describe('the words that a scan shows', () => {
  it('are those that were typed, nearly all of them', () => {
    // What was typed lies beneath the picture, some tenths of a degree from where that shows it.
    const typed = english.page.words.filter(({ first }) => first === undefined)
    const found = english.layout.words.slice(english.page.words.length)
    const near = typed.filter(({ x, y, along }) =>
      found.some((word) => {
        const [left, top, right, bottom] = sides(word)
        const [fromX, toX] = [x - along / 2 - 2.5, x + along / 2 + 2.5]
        return y > top - 2.5 && y < bottom + 2.5 && right > fromX && left < toX
      }),
    )
    expect(near.length).toBeGreaterThan(0.97 * typed.length)
    expect(found.length).toBeGreaterThan(0.8 * typed.length)
    expect(found.length).toBeLessThan(1.4 * typed.length)
  })

  it('lie apart from one another, in the picture, and none of them is text', () => {
    const { layout, page } = english
    expect(textWords(layout.words)).toBe(page.words.length)
    expect(seenWords(layout)).toEqual(layout.words.slice(page.words.length))
    const found = seenWords(layout).map(sides)
    const overlaps = found.filter((p, i) => found.some((q, k) => k > i && meet(p, q)))
    expect(overlaps).toEqual([])
    for (const [left, top, right, bottom] of found) {
      expect(Math.min(left, top)).toBeGreaterThan(0)
      expect(right).toBeLessThan(210)
      expect(bottom).toBeLessThan(297)
    }
  })

  it('take the place of dots, and are kept with the page', () => {
    const { layout } = english
    expect(layout.dots.length).toBeLessThan(100)
    expect(layout.dotDiameterMm).toBeLessThan(0.12)
    expect(decodeLayouts(encodeLayouts([layout]))[0].words).toEqual(layout.words)
  })

  it('are taken apart where they are ideographs', async () => {
    const { layout } = await lookAt(await scanOf(scanned(denseChinese, 'nothing'), 4))
    const wide = layout.words.filter(({ along, across }) => along > 3 * across)
    expect(layout.words.length).toBeGreaterThan(500)
    expect(wide.length).toBeLessThan(0.05 * layout.words.length)
  })

  it('are letters that stand close, with their dots, and no rules, frames or dust', () => {
    const letters = [0, 11, 22].map((x) => [100 + x, 100, 108 + x, 120] as const)
    const dotted = [133, 100, 137, 120] as const
    const dot = [133, 94, 137, 97] as const
    const nextLine = [100, 132, 120, 152] as const
    const rule = [60, 170, 500, 173] as const
    const frame = [700, 100, 900, 300] as const
    const dust = [400, 400, 401, 401] as const
    const words = pictureWords(
      PAGE,
      inked([...letters, dotted, dot, nextLine, rule, frame, dust, ...LINE]),
      white,
    )
    const px = words.map((word) => sides(word).map((side) => Math.round(6 * side))).slice(0, -LINE.length)
    expect(px).toEqual([
      [100, 94, 137, 120],
      [100, 132, 120, 152],
    ])
  })

  it('are none where something else paints, at the picture’s edge, or where everything is ink', () => {
    const word = [100, 100, 140, 120] as const
    const count = (boxes: Parameters<typeof inked>[0], bare = white, page = PAGE) =>
      pictureWords(page, inked([...boxes, ...LINE]), bare).length - LINE.length
    expect(count([word])).toBe(1)
    expect(count([word], inked([word], 255))).toBe(0)
    expect(count([[0, 100, 40, 120]])).toBe(0)
    expect(pictureWords({ ...PAGE, pictures: [] }, inked(LINE), white)).toEqual([])
    expect(pictureWords(PAGE, inked(LINE.slice(1)), white)).toEqual([])
    const [picture] = PAGE.pictures
    const corner = { ...picture, number: 1, width: 300, height: 300 }
    expect(count([word], white, { ...PAGE, pictures: [picture, corner] })).toBe(0)
    const beside = { ...picture, toPage: { ...picture.toPage, e: 400 } }
    const others = pictureWords(
      { ...PAGE, pictures: [beside, { ...picture, number: 4 }] },
      inked(LINE),
      white,
    )
    expect(new Set(others.map((one) => one.picture))).toEqual(new Set([4]))
    const texture = Array.from({ length: 13_000 }, (_, k) => {
      const [x, y] = [8 + 8 * (k % 150), 4 + 6 * Math.floor(k / 150)]
      return [x, y, x + 6, y + 4] as const
    })
    expect(pictureWords(PAGE, inked(texture), white)).toEqual([])
    expect(() => pictureWords(PAGE, inked([]), { ...white, width: 1259 })).toThrow(RangeError)
  })

  it('are moved in their picture by their signs, and the text beneath is not', () => {
    const { layout, page } = english
    const signs = packedSigns(testStream, 'c', 0, 'words', signCount(layout, 'words'))
    const shifts = shiftWords(layout, signs)
    const moves = movesInPictures(layout.words, shifts)
    expect([...moves.keys()]).toEqual([0])
    expect(moves.get(0)).toHaveLength(layout.words.length - page.words.length)
    expect(shifts.subarray(0, 2 * page.words.length).every((shift) => shift === 0)).toBe(true)
    const first = page.words.length
    expect(moves.get(0)?.[0].shiftMm[0]).toBeCloseTo(0.07 * signAt(signs, 2 * first), 2)
    expect(moves.get(0)?.[0].shiftMm[1]).toBeCloseTo(0.035 * signAt(signs, 2 * first + 1), 2)
  })
})

describe('a copy of a scan', () => {
  it('is released when its picture’s words stand as its signs have them, and not otherwise', async () => {
    const paper = await openPaper(scan, 'both')
    const copy = await paper.make(3)
    const scores = await paper.check(3, copy)
    const words = scores.find(({ carrier }) => carrier === 'words')
    expect(words?.n).toBeGreaterThan(1000)
    expect((words?.z ?? 0) / Math.sqrt(words?.n ?? 1)).toBeGreaterThan(0.9)
    // Soft edges of what moved change as little as tint does, and would take half of its score.
    const tint = scores.find(({ carrier }) => carrier === 'tint')
    expect((tint?.z ?? 0) / Math.sqrt(tint?.n ?? 1)).toBeGreaterThan(0.5)
    await expect(paper.check(4, copy)).rejects.toMatchObject({ code: 'copy-failed-check' })
    const unmoved = await paper.make(3, {
      visible: true,
      tint: true,
      words: false,
      dots: true,
      text: true,
      wording: true,
    })
    await expect(paper.check(3, unmoved)).rejects.toMatchObject({
      code: 'copy-failed-check',
      details: expect.arrayContaining([expect.stringContaining('words scores')]),
    })
  })
})
