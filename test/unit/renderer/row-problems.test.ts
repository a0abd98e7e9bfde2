import { describe, expect, it } from 'vitest'
import { rowProblems } from '../../../renderer/screens/issue/row-problems.ts'
import type { Row } from '../../../renderer/screens/issue/draft.ts'
import { pageRanges } from '../../../renderer/screens/issue/page-ranges.ts'
import { problemsOf } from '../../../main/issue/recipient-problems.ts'

const rows = (...cells: readonly (readonly [string, string?, string?, string?])[]): Row[] =>
  cells.map(([name, unit = '', id = '', email = ''], key) => ({ key, name, unit, id, email }))

const CASES = {
  'a name that is missing': rows(['', 'Board']),
  'no address': rows(['Ann', '', '', 'ann at home']),
  'one person twice': rows(['Ann', 'Board'], ['Ann', 'Board']),
  'two of one name, told apart by their ids': rows(['Ann', 'Board', '1'], ['Ann', 'Board', '2']),
  'two of one name, one without an id': rows(['Ann', 'Board', '1'], ['Ann', 'Board']),
  'one id twice': rows(['Ann', 'Board', '1'], ['Bob', 'Board', '1']),
  'one name in two units': rows(['Ann', 'Board'], ['Ann', 'Finance']),
  'two without a name': rows(['', 'Board'], ['', 'Board']),
}

describe('problems of rows', () => {
  it.each(Object.entries(CASES))('are on the rows on which the engine finds them: %s', (_, list) => {
    const read = list.map(({ name, unit, id, email }, at) => ({
      line: at,
      recipient: { name, unit, id, email },
    }))
    const lines = problemsOf(read).map((problem) => Number(/^Line (\d+)/.exec(problem)?.[1]))
    expect([...rowProblems(list).keys()].sort()).toEqual([...new Set(lines)].sort())
  })
})

describe('pages', () => {
  it('are written as people write them', () => {
    expect(pageRanges([1, 2, 3, 5, 8, 9])).toBe('1–3, 5, 8–9')
    expect(pageRanges([4])).toBe('4')
    expect(pageRanges([])).toBe('')
  })
})
