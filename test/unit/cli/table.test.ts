import { describe, expect, it } from 'vitest'
import { plain, table } from '../../../main/cli/table.ts'

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
})
