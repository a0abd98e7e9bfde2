import { describe, expect, test } from 'vitest'
import type { CarrierScore } from '../../../main/issue/judge-carriers.ts'
import { documentShortfall, pageShortfall } from '../../../main/issue/judge-carriers.ts'

/** Dots of a page with many words, in a document of so many pages, at these shares of sqrt(n) in turn. */
const dots = (pages: number, ...shares: readonly number[]): CarrierScore[] =>
  Array.from({ length: pages }, (_, page) => ({
    page,
    carrier: 'dots',
    z: shares[page % shares.length] * Math.sqrt(72),
    n: 72,
  }))

describe('a page', () => {
  test.each([
    ['dots', 72, 4.8, 0],
    ['dots', 72, 3.3, 1],
    ['dots', 840, 11, 1],
    ['words', 400, 7, 1],
    ['words', 400, 9, 0],
    ['tint', 12_000, 40, 0],
    ['tint', 12_000, 7, 1],
    ['tint', 12_000, 0, 1],
  ] as const)('%s, %i signs, score %d: %i complaints', (carrier, n, z, complaints) => {
    expect(pageShortfall({ carrier, n, z })).toHaveLength(complaints)
  })

  test('of a few signs proves nothing either way', () => {
    expect(pageShortfall({ carrier: 'words', n: 20, z: -1 })).toEqual([])
  })
})

describe('a document', () => {
  test('whose pages are good but for one in a hundred passes', () => {
    const shares = [...Array.from({ length: 99 }, () => 0.84), 0.45]
    expect(documentShortfall(dots(1000, ...shares))).toEqual([])
  })

  test('all of whose pages pass but weakly does not', () => {
    const scores = dots(300, 0.45, 0.5, 0.55)
    expect(scores.flatMap(pageShortfall)).toEqual([])
    expect(documentShortfall(scores)).toEqual(['all pages: dots scores 73.5 where 86.2 is the least'])
  })

  test('of one page is given the play of chance', () => {
    expect(documentShortfall(dots(1, 0.5))).toEqual([])
    expect(documentShortfall(dots(1, 0.39))).toHaveLength(1)
  })

  test('with the signs of another copy does not, even where no page has enough to tell', () => {
    const few = Array.from({ length: 10 }, (_, page) => ({
      page,
      carrier: 'words' as const,
      z: page % 2 ? 1.1 : -0.8,
      n: 20,
    }))
    expect(few.flatMap(pageShortfall)).toEqual([])
    expect(documentShortfall(few)).toHaveLength(1)
  })

  test('without signs has nothing against it', () => {
    expect(documentShortfall([{ page: 0, carrier: 'words', z: 0, n: 0 }])).toEqual([])
  })
})
