import { describe, expect, it } from 'vitest'
import { DEFAULT_LIMIT } from '../../../main/trace/decide.ts'
import {
  asFound,
  asRead,
  asSideFile,
  countUsed,
  linesOf,
  USUALLY_NEEDED,
  withTicks,
} from '../../../renderer/screens/issue/wording/wordings.ts'
import type { WordingList } from '../../../shared/contract/wording-list.ts'
import { placesNeeded } from '../../../shared/mark/read-wording.ts'

const place = (page: number, printed: string, approved = false) => ({
  page,
  kind: 'own' as const,
  before: '',
  printed,
  equal: `${printed} too`,
  after: '',
  approved,
})
const listOf = (places: WordingList['places']): WordingList => ({
  kind: 'siglum wording',
  format: 1,
  paper: { file: 'paper.pdf', sha256: 'a'.repeat(64), pages: 3 },
  places,
})
const needed = { copies: 1000, places: USUALLY_NEEDED }
const found = asFound({ list: listOf([place(2, 'b'), place(1, 'a'), place(2, 'c')]), refused: [], needed })

describe('wordings on the Issue screen', () => {
  it('promise what the law of tracing has', () => {
    expect(USUALLY_NEEDED).toBe(placesNeeded(1000, DEFAULT_LIMIT))
  })

  it('are used only where they are ticked and the author agrees', () => {
    const ticked = withTicks(found, [0, 2], true)
    expect([countUsed(null), countUsed(found), countUsed(ticked)]).toEqual([0, 0, 0])
    expect(asSideFile(ticked).places.map(({ approved }) => approved)).toEqual([false, false, false])
    const agreed = { ...ticked, agreed: true }
    expect(countUsed(agreed)).toBe(2)
    expect(asSideFile(agreed).places.map(({ approved }) => approved)).toEqual([true, false, true])
  })

  it('want a new yes for a new tick, and none for fewer', () => {
    const agreed = { ...withTicks(found, [0, 2], true), agreed: true }
    expect(withTicks(agreed, [1], true).agreed).toBe(false)
    expect(withTicks(agreed, [0], true).agreed).toBe(true)
    expect(withTicks(agreed, [0], false).agreed).toBe(true)
    expect(withTicks(agreed, [0, 2], false).agreed).toBe(false)
  })

  it('come out of a side file ticked as it has them, and not yet agreed to', () => {
    const read = asRead({ list: listOf([place(1, 'a'), place(1, 'b', true)]), needed })
    expect([...read.ticked]).toEqual([1])
    expect(read.agreed).toBe(false)
  })

  it('are shown page by page, in their order on it', () => {
    expect(linesOf(found.list).map((line) => (line.kind === 'page' ? line.indexes : line.index))).toEqual([
      [1],
      1,
      [0, 2],
      0,
      2,
    ])
  })
})
