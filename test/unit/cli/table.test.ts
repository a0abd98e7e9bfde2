import { describe, expect, it } from 'vitest'
import { pagesInWords, plain, table } from '../../../main/cli/table.ts'

describe('table', () => {
  it('lines up Chinese and Latin', () => {
    expect(
      table(
        ['name', 'no'],
        [
          ['王小明', '1'],
          ['Ann', '2'],
        ],
      ),
    ).toBe('name    no\n王小明  1\nAnn     2\n')
  })

  it('lets nothing steer the terminal', () => {
    expect(plain('a\u001B[31mb\u202Ec\nd')).toBe('a[31mbc d')
  })

  it('takes pages in a row together', () => {
    expect(pagesInWords([3])).toBe('page 3')
    expect(pagesInWords([1, 2, 3, 4, 7, 9, 10])).toBe('pages 1 to 4, 7, 9 to 10')
    expect(pagesInWords(Array.from({ length: 40 }, (_, k) => 2 * k))).toMatch(/^pages 0, 2, .*, 22 and more$/)
  })
})
