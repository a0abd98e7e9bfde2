import { describe, expect, it } from 'vitest'
import { LISTED_WORDS, newSignatureList } from '../../../main/image/signature-list.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'

const onesIn = (word: number): number => [...(word >>> 0).toString(2)].filter((bit) => bit === '1').length

describe('a list of signatures', () => {
  const random = seededRandom(4)
  const drawn = (count: number) =>
    Uint32Array.from({ length: count * LISTED_WORDS }, () => random() * 2 ** 32)
  const COUNT = 5000
  const list = newSignatureList(COUNT, COUNT)
  list.words.set(drawn(COUNT))
  const asked = drawn(3)

  it.each([
    [0, COUNT, 64],
    [0, COUNT, 56],
    [17, 18, 128],
    [100, 900, 60],
    [40, 40, 128],
  ])('finds those from %i to %i that differ in %i bits or fewer', (from, to, limit) => {
    const offset = LISTED_WORDS
    const expected: number[][] = []
    for (let k = from; k < to; k++) {
      let bits = 0
      for (let w = 0; w < LISTED_WORDS; w++)
        bits += onesIn(list.words[k * LISTED_WORDS + w] ^ asked[offset + w])
      if (bits <= limit) expected.push([k, bits])
    }
    expect(list.near(from, to, asked, offset, limit)).toBe(expected.length)
    expect([...list.hits.subarray(0, 2 * expected.length)]).toEqual(expected.flat())
  })
})
