import { describe, expect, it } from 'vitest'
import { emptyPages, pagesOf, putPage, rowAt } from '../../../renderer/parts/table/row-pages.ts'
import type { RowPages } from '../../../renderer/parts/table/row-pages.ts'
import { NOTHING, onlyRow, rangeTo, toggled, withRange } from '../../../renderer/parts/table/selection.ts'

const TOTAL = 100_000
const page = (number: number): number[] => Array.from({ length: 200 }, (_, i) => number * 200 + i)

describe('rows in pages', () => {
  it('answers for what has come and for nothing else', () => {
    const pages = putPage(emptyPages<number>(200), 3, page(3), TOTAL)
    expect(rowAt(pages, 600)).toBe(600)
    expect(rowAt(pages, 799)).toBe(799)
    expect(rowAt(pages, 800)).toBeUndefined()
    expect(pages.total).toBe(TOTAL)
    expect(pagesOf(pages, 590, 810)).toEqual([2, 3, 4])
  })

  it('keeps what is near when somebody scrolls through everything', () => {
    let pages: RowPages<number> = emptyPages(200)
    for (let number = 0; number < 500; number++) pages = putPage(pages, number, page(number), TOTAL)
    expect(pages.pages.size).toBe(60)
    expect(rowAt(pages, 99_999)).toBe(99_999)
    expect(rowAt(pages, 0)).toBeUndefined()
  })

  it('drops pages that a shorter list no longer has', () => {
    const long = [0, 1, 2].reduce(
      (all, number) => putPage(all, number, page(number), 600),
      emptyPages<number>(200),
    )
    expect([...putPage(long, 0, page(0).slice(0, 150), 150).pages.keys()]).toEqual([0])
  })
})

describe('choosing rows', () => {
  it('takes single rows, adds and removes by Ctrl', () => {
    const two = toggled(onlyRow('a', 0), 'c', 2)
    expect([...two.keys]).toEqual(['a', 'c'])
    expect([...toggled(two, 'a', 0).keys]).toEqual(['c'])
  })

  it('draws ranges from where the last choice was, either way', () => {
    const start = onlyRow('c', 2)
    expect(rangeTo(start, 5)).toEqual([2, 5])
    expect(rangeTo(start, 0)).toEqual([0, 2])
    expect(rangeTo(NOTHING, 4)).toEqual([4, 4])
    const range = withRange(start, ['c', 'd', 'e'], 4, false)
    expect([...range.keys]).toEqual(['c', 'd', 'e'])
    expect(rangeTo(range, 0)).toEqual([0, 2])
    expect([...withRange(onlyRow('x', 9), ['c'], 2, true).keys]).toEqual(['x', 'c'])
  })
})
