import { assert, integer, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editCost } from '../../../shared/mark/edit-cost.ts'
import { foldWording } from '../../../shared/mark/fold-wording.ts'
import type { WordingLayout } from '../../../shared/mark/layout.ts'
import { signCount } from '../../../shared/mark/layout.ts'
import { placesNeeded, wordingResiduals } from '../../../shared/mark/read-wording.ts'
import { scoreSigns } from '../../../shared/mark/score.ts'
import { signLabel } from '../../../shared/mark/signs.ts'
import { testStream } from '../../support/test-streams.ts'

const BOX = { x: 0, y: 0, along: 1, across: 1, angle: 0 }

/** A page out of pieces: [printed, equal] is a place, a string is what stands between. */
type Piece = string | readonly [string, string]

const layoutOf = (pieces: readonly Piece[]): WordingLayout => {
  let text = ''
  const places: WordingLayout['places'][number][] = []
  for (const piece of pieces) {
    const from = text.length
    text += foldWording(typeof piece === 'string' ? piece : piece[0])
    if (typeof piece !== 'string')
      places.push({
        from,
        to: text.length,
        equal: piece[1],
        firstGlyph: 0,
        glyphs: 1,
        drawn: piece[1],
        box: BOX,
      })
  }
  return { text, places }
}

/** The page as a copy words it. */
const worded = (pieces: readonly Piece[], takesEqual: (place: number) => boolean): string => {
  let place = 0
  return pieces
    .map((piece) => (typeof piece === 'string' ? piece : piece[takesEqual(place++) ? 1 : 0]))
    .join('')
}

const ENGLISH: readonly Piece[] = [
  'The board met at noon and was told that ',
  ['about', 'some'],
  ' thirty of the older lamps had gone dark ',
  ['while', 'whilst'],
  ' the electrician was ashore; the harbour asked for ropes, ',
  ['chains and', 'chains, and'],
  ' anchors, and nothing was settled ',
  ['until', 'till'],
  ' the ferry of ',
  ['12 May 2026', 'May 12, 2026'],
  ' came in with the mail.',
]
const CHINESE: readonly Piece[] = [
  '渡轮公司的',
  ['会议决定', '会议确定'],
  '自下月起调整冬季班次，缆绳',
  ['和', '与'],
  '浮筒由水手长统一保管，',
  ['目前', '当前'],
  '候船大厅的座位不足，旅客',
  ['应当', '应该'],
  '提前到达码头等候。',
]

const read = (pieces: readonly Piece[], passage: string): number[] => [
  ...wordingResiduals([layoutOf(pieces)], foldWording(passage))[0],
]

describe('folding', () => {
  it.each([
    ['Ａｂｏｕｔ 30，', 'about30,'],
    ['“Élan” — naïve', "'elan'-naive"],
    ['a\u200bb\ufe05c\u00add', 'abcd'],
    ['复印、拍照', '复印、拍照'],
  ])('%j', (text, folded) => expect(foldWording(text)).toBe(folded))

  it('is done once: folding again changes nothing', () => {
    assert(
      property(string({ unit: 'grapheme' }), (text) => {
        const once = foldWording(text)
        expect(foldWording(once)).toBe(once)
      }),
    )
  })
})

describe('edit cost', () => {
  it.each([
    ['some', 'a some b', 0],
    ['some', 'a sme b', 1],
    ['about', 'some', 4],
    ['', 'x', 0],
    ['abc', '', 3],
  ])('of %j in %j', (pattern, text, cost) => expect(editCost(pattern, text)).toBe(cost))
})

describe.each([
  ['English', ENGLISH, 5],
  ['Chinese', CHINESE, 4],
] as const)('reading %s', (_, pieces, places) => {
  const all = Array.from({ length: places }, (__, k) => k)

  it('tells every combination of wordings, however it was retyped', () => {
    for (let pattern = 0; pattern < 1 << places; pattern++) {
      const takes = (place: number) => ((pattern >> place) & 1) === 1
      const expected = all.map((place) => (takes(place) ? 1 : -1))
      const text = worded(pieces, takes)
      expect(read(pieces, text)).toEqual(expected)
      expect(read(pieces, `${text.toUpperCase().replace(/\s+/g, '\n')}`)).toEqual(expected)
      expect(read(pieces, text.replaceAll('，', ', ').replaceAll('。', '. '))).toEqual(expected)
    }
  })

  it('finds a part of the page within somebody’s own words', () => {
    const text = worded(pieces, () => true)
    const part = `I was sent this today: ${text.slice(0, Math.floor(text.length * 0.6))} -- what do you think of it?`
    const residuals = read(pieces, part)
    expect(residuals.slice(0, 2)).toEqual([1, 1])
    expect(residuals.at(-1)).toBe(0)
  })

  it('outlives a slip of the hand in every dozen characters', () => {
    const text = worded(pieces, () => true)
    const slipped = [...text].filter((_char, k) => k % 14 !== 6).join('')
    const residuals = read(pieces, slipped)
    expect(residuals.filter((r) => r === 1).length).toBeGreaterThanOrEqual(places - 1)
    expect(residuals).not.toContain(-1)
  })

  it('says nothing where neither wording stands, or the place is not there', () => {
    const other = worded(
      pieces.map((piece) => (typeof piece === 'string' ? piece : (['xyzzy', 'xyzzy'] as const))),
      () => true,
    )
    expect(read(pieces, other)).toEqual(all.map(() => 0))
    expect(
      read(pieces, 'Nothing of the kind was ever printed by anybody in this town, 从来没有这回事。'),
    ).toEqual(all.map(() => 0))
    expect(read(pieces, '')).toEqual(all.map(() => 0))
  })
})

describe('the same words on two pages', () => {
  it('are no evidence for either: which page it is nobody can tell', () => {
    const page = layoutOf(ENGLISH)
    const text = foldWording(worded(ENGLISH, () => true))
    const residuals = wordingResiduals([page, undefined, page], text)
    expect(residuals.map(({ length }) => length)).toEqual([5, 0, 5])
    expect(residuals.flatMap((r) => [...r])).toEqual(Array<number>(10).fill(0))
  })
})

describe('the law', () => {
  it('has signs of its own for wording, one to a place', () => {
    expect(signLabel('c', 3, 'wording')).toBe('siglum mark 1/c/3/wording')
    const layout = { wording: layoutOf(ENGLISH) } as Parameters<typeof signCount>[0]
    expect(signCount(layout, 'wording')).toBe(5)
    expect(signCount({} as Parameters<typeof signCount>[0], 'wording')).toBe(0)
  })

  it('needs as many agreeing places as Hoeffding asks for', () => {
    expect(placesNeeded(1000, 1e-6)).toBe(42)
    assert(
      property(integer({ min: 1, max: 1e6 }), integer({ min: 1, max: 12 }), (trials, digits) => {
        const limit = 10 ** -digits
        const n = placesNeeded(trials, limit)
        expect(trials * Math.exp(-n / 2)).toBeLessThanOrEqual(limit * 1.0001)
        expect(trials * Math.exp(-(n - 1) / 2)).toBeGreaterThan(limit * 0.9999)
      }),
    )
  })

  it('holds for keys of no copy, whatever was typed', () => {
    const passage = foldWording(worded(ENGLISH, (place) => place % 2 === 0) + worded(CHINESE, () => true))
    const residuals = wordingResiduals([layoutOf(ENGLISH), layoutOf(CHINESE)], passage)
    const joined = Float32Array.from(residuals.flatMap((r) => [...r]))
    const stream = testStream('wording law')
    const scores = Array.from({ length: 4000 }, (_, k) => scoreSigns(joined, stream(`key ${k}`, 2)))
    for (const t of [1, 2, 2.5]) {
      const rate = scores.filter((z) => z >= t).length / scores.length
      expect(rate).toBeLessThanOrEqual(Math.exp((-t * t) / 2))
    }
  })
})
