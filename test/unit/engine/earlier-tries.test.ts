import { describe, expect, it } from 'vitest'
import { earlierTries, narrowingOf } from '../../../main/engine/earlier-tries.ts'
import type { TraceLeaksRequest } from '../../../main/engine/trace-request.ts'

const LEAK = { name: 'leak.jpg', sha256: 'a'.repeat(64) }
const OTHER = { name: 'other.jpg', sha256: 'b'.repeat(64) }
const CORNERS: NonNullable<TraceLeaksRequest['byHand']>['corners'] = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
]
const HAND = { byHand: { documentId: 'd-1', page: 1, corners: CORNERS } }

const traced = (asked: Parameters<typeof earlierTries>[1], leaks = [LEAK]) => {
  const narrowed = narrowingOf(asked)
  const byHand = asked.byHand === undefined ? {} : { byHand: true }
  return { leaks, figures: { ...byHand, ...(narrowed === '' ? {} : { narrowed }) } }
}

describe('earlier tries on a leak', () => {
  it('are none of the first, nor of the same trace once more', () => {
    expect(earlierTries([], {}, [LEAK])).toBe(0)
    expect(earlierTries([traced({}), traced({})], {}, [LEAK])).toBe(0)
    const paper = { documentId: 'd-1' }
    expect(earlierTries([traced(paper), traced(paper)], paper, [LEAK])).toBe(0)
  })

  it('are those among other copies, each once', () => {
    const before = ['d-1', 'd-2', 'd-2', 'd-3'].map((documentId) => traced({ documentId }))
    expect(earlierTries(before, {}, [LEAK])).toBe(3)
    expect(earlierTries([traced({}), ...before], { documentId: 'd-3' }, [LEAK])).toBe(3)
    expect(earlierTries(before, { documentId: 'd-1', issuanceId: 'i-1' }, [LEAK])).toBe(3)
  })

  it('are all that were laid by hand, and for one of these every other', () => {
    const before = [traced({}), traced(HAND), traced(HAND)]
    expect(earlierTries(before, {}, [LEAK])).toBe(2)
    expect(earlierTries(before, HAND, [LEAK])).toBe(3)
  })

  it('are those on this leak alone, by its file, whatever else was traced with it', () => {
    const before = [traced(HAND, [OTHER]), traced(HAND, [OTHER, LEAK])]
    expect(earlierTries(before, {}, [LEAK])).toBe(1)
  })
})
