import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import { boundAsFigure, boundInWords, isLeastBound } from '../../../renderer/parts/figures/bound-in-words.ts'

const WORDS: readonly [number, string | null, string | null][] = [
  [1e-300, 'less than one in a trillion', '不到万亿分之一'],
  [9.9e-13, 'less than one in a trillion', '不到万亿分之一'],
  [1e-12, 'less than one in a hundred billion', '不到千亿分之一'],
  [3e-10, 'less than one in a billion', '不到十亿分之一'],
  [1e-9, 'less than one in a hundred million', '不到亿分之一'],
  [9e-7, 'less than one in a million', '不到百万分之一'],
  [5e-5, 'less than one in ten thousand', '不到万分之一'],
  [0.0009, 'less than one in a thousand', '不到千分之一'],
  [0.001, 'less than one in 900', '不到 900 分之一'],
  [0.004, 'less than one in 200', '不到 200 分之一'],
  [0.06, 'less than one in 10', '不到 10 分之一'],
  [0.3, 'less than one in 3', '不到 3 分之一'],
  [0.49, 'less than one in 2', '不到 2 分之一'],
  [0.5, null, null],
  [1, null, null],
  [Number.NaN, null, null],
]

const saidIn = (words: string): number => {
  const scale: Record<string, number> = {
    hundred: 100,
    ten: 10,
    thousand: 1e3,
    million: 1e6,
    billion: 1e9,
    trillion: 1e12,
  }
  const parts = words.replace('less than one in ', '').split(' ')
  return parts.reduce((product, part) => product * (part === 'a' ? 1 : (scale[part] ?? Number(part))), 1)
}

describe('a bound in words', () => {
  it.each(WORDS)('%s', (bound, en, zh) => {
    expect(boundInWords(bound, 'en')).toBe(en)
    expect(boundInWords(bound, 'zh')).toBe(zh)
  })

  it('never says more than the figure does', () => {
    fc.assert(
      fc.property(fc.double({ min: -290, max: -0.31, noNaN: true }), (exponent) => {
        const bound = 10 ** exponent
        const words = boundInWords(bound, 'en')
        expect(words).not.toBeNull()
        expect(bound).toBeLessThan(1 / saidIn(words ?? ''))
      }),
    )
  })

  it('is written as a figure, rounded up', () => {
    expect(boundAsFigure(3.21e-40)).toBe('3.3 × 10⁻⁴⁰')
    expect(boundAsFigure(9.99e-12)).toBe('1 × 10⁻¹¹')
    expect(boundAsFigure(2e-7)).toBe('2 × 10⁻⁷')
    expect(boundAsFigure(0.0123)).toBe('0.0123')
    expect(boundAsFigure(0.01231)).toBe('0.0124')
    expect(boundAsFigure(7)).toBe('1')
    expect([1e-300, 1e-310].map(boundAsFigure)).toEqual(['10⁻³⁰⁰', '10⁻³⁰⁰'])
    expect([0, 1e-300, 1.1e-300, 1].map(isLeastBound)).toEqual([false, true, false, false])
  })
})
