import { describe, expect, test } from 'vitest'
import type { TextWord } from '../../../main/document/document.ts'
import { wordFinder } from '../../../main/document/find-words.ts'
import { kindOfUnicode } from '../../../main/document/font.ts'
import type { GlyphKind } from '../../../main/document/font.ts'
import type { PlacedGlyph } from '../../../main/document/placed-text.ts'

/** In millimetres; an em is 4. */
const glyph = (x: number, kind: GlyphKind, width = 4, y = 100): PlacedGlyph => ({
  bytes: new Uint8Array(1),
  kind,
  x,
  y,
  advance: [width, 0],
  em: [0, -4],
  pause: false,
  painted: true,
  mayStop: true,
  word: -1,
  stop: -1,
  slot: -1,
  text: '',
  thousandths: 0,
})
const letter = (x: number, y = 100): PlacedGlyph => glyph(x, 'letter', 2, y)

/** Glyphs side by side, `gap` apart, from x = 10. */
const line = (count: number, kind: GlyphKind, width = 2, gap = 0): PlacedGlyph[] =>
  Array.from({ length: count }, (_, i) => glyph(10 + (width + gap) * i, kind, width))

const findWords = (glyphs: readonly PlacedGlyph[]): TextWord[] => {
  const finder = wordFinder(210, 297)
  glyphs.forEach(finder.add)
  return [...finder.finish().words]
}
const sizesOf = (glyphs: readonly PlacedGlyph[]): number[] => findWords(glyphs).map((word) => word.glyphs)

/** Single letters far down the page and far apart, up to so many glyphs in all: they fill a page without adding groups. */
const filledUpTo = (total: number, glyphs: readonly PlacedGlyph[]): PlacedGlyph[] => [
  ...glyphs,
  ...Array.from({ length: total - glyphs.length }, (_, i) =>
    letter(10 + 4 * (i % 45), 120 + 5 * Math.floor(i / 45)),
  ),
]
const firstSizes = (total: number, glyphs: readonly PlacedGlyph[]): number[] =>
  findWords(filledUpTo(total, glyphs))
    .filter(({ y }) => y < 110)
    .map((word) => word.glyphs)

describe('pieces of one word', () => {
  const firsts = (glyphs: readonly PlacedGlyph[]) => findWords(glyphs).map(({ first }) => first)

  test('know their first, which tells how high they all stand', () => {
    const twoWords = [...line(7, 'letter'), ...line(4, 'letter').map((g) => ({ ...g, x: g.x + 40 }))]
    expect(firsts(twoWords)).toEqual([undefined, 0, 0, undefined, 3])
  })

  test('are none among ideographs, which stand apart anyway', () => {
    expect(firsts(line(4, 'ideograph', 4))).toEqual([undefined, undefined, undefined, undefined])
  })

  test('drawn twice, as a shadow, stand as high as what they are the shadow of', () => {
    const ghost = line(7, 'letter').map((g) => ({ ...g, x: g.x + 0.1 }))
    expect(firsts([...line(7, 'letter'), ...ghost])).toEqual([undefined, 0, 0])
  })
})

describe('how many glyphs move as one', () => {
  // Up to 1000 glyphs on a page: letters in threes; beyond: in fours; ideographs singly, however many.
  test.for([
    [20, 'letter', 12, [3, 3, 3, 3]],
    [1000, 'letter', 12, [3, 3, 3, 3]],
    [1001, 'letter', 12, [4, 4, 4]],
    [500, 'ideograph', 7, [1, 1, 1, 1, 1, 1, 1]],
    [1000, 'ideograph', 4, [1, 1, 1, 1]],
    [1001, 'ideograph', 4, [1, 1, 1, 1]],
    [20, 'joined', 12, [12]],
    [1001, 'joined', 12, [12]],
  ] as const)('on a page of %i, %s: %i', ([total, kind, count, sizes]) => {
    expect(firstSizes(total, line(count, kind))).toEqual(sizes)
  })

  test('groups are as even as they can be, in any order', () => {
    const sorted = (total: number, kind: GlyphKind, count: number) =>
      firstSizes(total, line(count, kind)).sort((p, q) => q - p)
    expect([1, 3, 4, 5, 7].map((count) => sorted(20, 'letter', count))).toEqual([
      [1],
      [3],
      [2, 2],
      [3, 2],
      [3, 2, 2],
    ])
    expect(sorted(1001, 'letter', 6)).toEqual([3, 3])
    expect(sorted(1001, 'letter', 7)).toEqual([4, 3])
  })

  test('spaces do not count', () => {
    const spaced = line(12, 'letter').concat(glyph(40, 'space', 2))
    expect(firstSizes(1001, spaced)).toEqual([3, 3, 3, 3])
  })
})

describe('where words end', () => {
  test('gaps, spaces, other lines, other scripts and other sizes part words', () => {
    expect(sizesOf([letter(10), letter(12), letter(14.1), letter(17.2)])).toEqual([3, 1])
    expect(sizesOf([letter(10), glyph(12, 'space', 0.1), letter(12.1)])).toEqual([1, 1])
    expect(sizesOf([letter(10), letter(12, 101)])).toEqual([1, 1])
    expect(sizesOf([letter(10), glyph(12, 'ideograph')])).toEqual([1, 1])
    expect(sizesOf([letter(10), { ...letter(12), em: [0, -6] }])).toEqual([1, 1])
  })

  test('end() parts what touches', () => {
    const finder = wordFinder(210, 297)
    finder.add(letter(10))
    finder.end(true)
    finder.add(letter(12))
    expect(finder.finish().words).toHaveLength(2)
  })

  test('a box lies around its glyphs', () => {
    const down = {
      bytes: new Uint8Array(1),
      kind: 'letter',
      advance: [0, 2],
      em: [4, 0],
      pause: false,
      painted: true,
      mayStop: true,
      word: -1,
      stop: -1,
      slot: -1,
      text: '',
      thousandths: 0,
    } as const
    const [word] = findWords([
      { ...down, x: 50, y: 50 },
      { ...down, x: 50, y: 52 },
    ])
    expect(word).toMatchObject({ y: 52, along: 4, angle: Math.PI / 2, glyphs: 2 })
    expect(word.x).toBeGreaterThan(50)
  })

  test('slanted type: each origin lies in its own box', () => {
    const slanted = line(3, 'ideograph', 4).map((one) => ({ ...one, em: [1.6, -4] as const }))
    findWords(slanted).forEach((word, i) => {
      expect(word.x - word.along / 2).toBeCloseTo(slanted[i].x)
      expect(word.across).toBeCloseTo(4)
    })
  })
})

describe('what must never come apart', () => {
  const accent = (x: number, y = 100) => glyph(x, 'letter', 0, y)

  test('an accent and its letter, wherever the accent is drawn', () => {
    for (const [x, y] of [
      [16, 100],
      [15, 98],
      [13.6, 99.5],
    ]) {
      const glyphs = [letter(10), letter(12), letter(14), accent(x, y), letter(16), letter(18)]
      const words = findWords(glyphs)
      expect(words.map((word) => word.glyphs).reduce((sum, n) => sum + n)).toBe(6)
      expect(glyphs[3].word).toBe(glyphs[2].word)
      // Nor does it end the word, or draw its box awry.
      expect(words.reduce((sum, word) => sum + word.along, 0)).toBeCloseTo(10)
    }
  })

  test('TeX: the accent is drawn first and the letter laid over it', () => {
    const glyphs = [letter(10), letter(12), letter(14), letter(14.1), letter(16.1), letter(18.1)]
    findWords(glyphs)
    expect(glyphs[3].word).toBe(glyphs[2].word)
  })

  test('letters drawn twice, one by one', () => {
    const glyphs = line(6, 'ideograph', 4).flatMap((one) => [one, { ...one, x: one.x + 0.1 }])
    const words = findWords(glyphs)
    expect(words.map((word) => word.glyphs)).toEqual([2, 2, 2, 2, 2, 2])
  })

  test('text drawn twice, whole lines after each other, though taken apart', () => {
    for (const kind of ['letter', 'ideograph'] as const) {
      const glyphs = line(9, kind, kind === 'letter' ? 0.9 : 4)
      const shadow = glyphs.map((one) => ({ ...one, x: one.x + 0.2, y: one.y + 0.4 }))
      const words = findWords([...glyphs, ...shadow])
      expect(words).toHaveLength(kind === 'letter' ? 3 : 9)
      expect(shadow.map(({ word }) => word)).toEqual(glyphs.map(({ word }) => word))
    }
  })

  test('narrow neighbours are not taken for each other', () => {
    expect(sizesOf(line(4, 'letter', 0.9))).toEqual([2, 2])
  })

  test('letters of a joined script, and a word with any such', () => {
    const glyphs = line(9, 'letter')
    expect(sizesOf([...glyphs.slice(0, 8), { ...glyphs[8], kind: 'joined' }])).toEqual([9])
  })

  test('spaced letters, whose gaps are nearly as wide as a space', () => {
    expect(sizesOf(line(9, 'letter', 2, 0.16))).toEqual([3, 3, 3])
    expect(sizesOf(line(9, 'letter', 2, 0.4))).toEqual([9])
    expect(sizesOf(line(9, 'letter', 2, 0.9))).toEqual([9])
    expect(sizesOf(line(9, 'letter', 2, 2))).toEqual([9])
    expect(sizesOf(line(9, 'letter', 2, 2.6))).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1])
    expect(sizesOf(line(5, 'ideograph', 4, 0.16))).toEqual([1, 1, 1, 1, 1])
    expect(sizesOf(line(9, 'ideograph', 4, 0.24))).toEqual([9])
    expect(sizesOf(line(9, 'ideograph', 4, 1.2))).toEqual([9])
  })
})

test.for([
  ['space', ' \u00a0\u2003\u3000'],
  ['letter', 'Az9é%-ŁЖα한\u0301ﬁ'],
  ['ideograph', '中。あア，（𠮷'],
  ['joined', 'شאहกខ་မᠮﷲﻼ_—–─＿'],
] as const)('%s: %s', ([kind, characters]) => {
  for (const character of characters)
    expect(kindOfUnicode(character.codePointAt(0) ?? 0), character).toBe(kind)
})
