import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TextLayout } from '../../../shared/mark/layout.ts'
import { textResiduals } from '../../../shared/mark/place-marks.ts'
import { lettersOf, readText } from '../../../shared/mark/read-text.ts'
import { signAt } from '../../../shared/mark/signs.ts'
import {
  MARK_ALPHABET,
  MARK_LENGTH,
  markAt,
  SIGNS_PER_MARK,
  signsOfMark,
} from '../../../shared/mark/text-marks.ts'

const threeBytes = fc.uint8Array({ minLength: 3, maxLength: 3 })

describe('a mark', () => {
  test('says its 24 signs, in eight characters of which none comes twice', () => {
    fc.assert(
      fc.property(threeBytes, (packed) => {
        const mark = markAt(packed, 0)
        expect(new Set(mark).size).toBe(MARK_LENGTH)
        expect([...(signsOfMark(mark) ?? [])]).toEqual(
          Array.from({ length: SIGNS_PER_MARK }, (_, bit) => signAt(packed, bit)),
        )
      }),
    )
  })

  test('that no copy has is not read', () => {
    const [a, b] = MARK_ALPHABET
    expect(signsOfMark(a.repeat(MARK_LENGTH))).toBeNull()
    expect(signsOfMark(a + b)).toBeNull()
    // The last arrangement of all lies beyond 2^24.
    expect(signsOfMark(MARK_ALPHABET.toReversed().slice(0, MARK_LENGTH).join(''))).toBeNull()
  })

  test('is made of what Unicode tells everybody not to show, and no normalisation changes', () => {
    for (const character of MARK_ALPHABET) {
      expect(character).toMatch(/^\p{Default_Ignorable_Code_Point}$/u)
      expect(character).not.toMatch(/\p{Cf}/u)
      for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD'])
        expect(`a${character}b`.normalize(form)).toBe(`a${character}b`)
    }
  })
})

describe('reading', () => {
  test('counts letters and digits alone, whatever form they come in', () => {
    expect(lettersOf('Ｃａｆé — “ﬁrst” 3½')).toBe('cafefirst312')
    expect(lettersOf('会议决定，\n自七月')).toBe('会议决定自七月')
    expect(lettersOf('Zürich'.normalize('NFD'))).toBe(lettersOf('Zürich'))
  })

  test('finds marks where blanks, markup and line breaks came among their characters', () => {
    const mark = markAt(Uint8Array.of(1, 2, 3), 0)
    const { letters, marks } = readText(`abc,${mark.slice(0, 3)}\n> ${mark.slice(3)} def`)
    expect(letters).toBe('abcdef')
    expect(marks).toHaveLength(1)
    expect(marks[0].after).toBe(3)
  })

  test('of any text at all ends well, and its letters are those of the same text without marks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...MARK_ALPHABET))),
        (parts) => {
          const text = parts.join('')
          const bare = text.replace(new RegExp(`[${MARK_ALPHABET.join('')}]`, 'g'), '')
          expect(readText(text).letters).toBe(readText(bare).letters)
        },
      ),
    )
  })
})

/** A page of random letters with a place after every tenth. */
const pageOf = (letters: string): TextLayout => ({
  letters,
  places: Array.from({ length: Math.floor(letters.length / 10) }, (_, k) => ({
    after: 10 * (k + 1),
    stop: k,
  })),
})

/** The page as it is extracted: a mark at every place. */
const extracted = ({ letters, places }: TextLayout, packed: Uint8Array): string =>
  [0, ...places.map(({ after }) => after)]
    .map((from, k) => letters.slice(from, places.at(k)?.after) + (k < places.length ? markAt(packed, k) : ''))
    .join('')

const randomPage = (seed: number): string => {
  let state = seed
  return Array.from({ length: 300 }, () => {
    state = (state * 1103515245 + 12345) % 2 ** 31
    return String.fromCharCode(97 + Math.floor((state / 2 ** 31) * 26))
  }).join('')
}

describe('placing', () => {
  const page = pageOf(randomPage(1))
  const other = pageOf(randomPage(2))
  const packed = Uint8Array.from({ length: 3 * page.places.length }, (_, i) => (37 * i + 11) % 256)
  const whole = extracted(page, packed)

  test('a piece from anywhere gives the signs of its own places, and nothing of others', () => {
    const characters = whole.length
    fc.assert(
      fc.property(fc.nat(characters - 120), fc.integer({ min: 60, max: 120 }), (from, length) => {
        const read = readText(whole.slice(from, from + length))
        const [none, found] = textResiduals([other, page], read)
        expect(none.every((r) => r === 0)).toBe(true)
        found.forEach((r, i) => expect(r === 0 || r === signAt(packed, i)).toBe(true))
      }),
    )
  })

  test('all of it gives all signs', () => {
    const [found] = textResiduals([page], readText(whole))
    expect([...found]).toEqual(Array.from({ length: found.length }, (_, i) => signAt(packed, i)))
  })

  test('what the marks say takes no part in where they are placed', () => {
    const changed = readText(
      extracted(
        page,
        packed.map((byte) => 255 - byte),
      ),
    )
    const [found] = textResiduals([page], changed)
    const [before] = textResiduals([page], readText(whole))
    expect(found.map((r) => Math.abs(r))).toEqual(before.map((r) => Math.abs(r)))
  })

  test('a line that comes twice is no place', () => {
    const line = randomPage(3).slice(0, 40)
    const twice: TextLayout = {
      letters: line + line,
      places: [
        { after: 20, stop: 0 },
        { after: 60, stop: 1 },
      ],
    }
    const passage = `${line.slice(0, 20)}${markAt(packed, 0)}${line.slice(20)}`
    const [found] = textResiduals([twice], readText(passage))
    expect(found.every((r) => r === 0)).toBe(true)
  })

  test('two copies pasted together count as half each', () => {
    const second = packed.map((byte) => byte ^ 0x0f)
    const [found] = textResiduals([page], readText(whole + extracted(page, second)))
    found.forEach((r, i) => expect(r).toBe((signAt(packed, i) + signAt(second, i)) / 2))
  })
})
