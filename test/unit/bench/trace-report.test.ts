import { describe, expect, it } from 'vitest'
import { against } from '../../bench/trace-figures.ts'
import { failureLines, traceReport } from '../../bench/trace-report.ts'
import { isAccusation, isTraced, wentWrong, type TraceRow } from '../../bench/trace-row.ts'
import { TRACED_ROW } from '../../support/traced-row.ts'

const row: TraceRow = {
  ...TRACED_ROW,
  placed: { on: 'mixed/first', likeness: 0.9, agreeing: 9, boxes: 10 },
}
const wrong: TraceRow = { ...row, named: ['mixed/first/c2'], best: 'mixed/first/c2', bestZ: 9 }
const facts = { command: 'bench', seed: '1', documents: 27, planned: 2 }

describe('a leak', () => {
  const mixture: TraceRow = { ...row, leakKind: 'average-two', leaked: ['a', 'b'], zs: [9, 8], named: [] }

  it('goes right when the copy that leaked is named, and nobody else', () => {
    expect(isTraced(row)).toBe(true)
    expect(wentWrong(row)).toBe(false)
    expect(wentWrong({ ...row, named: [] })).toBe(true)
    expect(isTraced(wrong)).toBe(false)
    expect(isAccusation(wrong)).toBe(true)
  })

  it('of a mixture may name any of its contributors, or none', () => {
    for (const named of [[], ['a'], ['b'], ['a', 'b']]) expect(wentWrong({ ...mixture, named })).toBe(false)
    expect(wentWrong({ ...mixture, named: ['a', 'c'] })).toBe(true)
  })

  it('of anything unmarked may name nobody', () => {
    const innocent: TraceRow = { ...row, truth: 'unmarked', leaked: [], zs: [] }
    expect(wentWrong(innocent)).toBe(true)
    expect(wentWrong({ ...innocent, named: [] })).toBe(false)
  })
})

describe('a bar', () => {
  it('is met or missed when the interval lies on one side of it', () => {
    expect(against(0.8, 100, 100)).toBe('met')
    expect(against(0.8, 50, 100)).toBe('not met')
    expect(against(0.8, 9, 10)).toBe('straddles, above')
    expect(against(0.8, 7, 10)).toBe('straddles, below')
    expect(against(1, 10, 10)).toBe('met')
    expect(against(1, 999, 1000)).toBe('not met')
    expect(against(0.8, 0, 0)).toBe('')
  })
})

describe('the report', () => {
  it('counts a wrong name as an accusation, never as a trace', () => {
    expect(failureLines([row])).toEqual([])
    expect(failureLines([wrong])[0]).toContain('named mixed/first/c2')
    expect(traceReport([row, wrong], facts)).toMatch(/flatbed scan.*\| +1\/2 /)
    expect(traceReport([row, wrong], facts)).toMatch(/copy: another one named +\| +2 +\| +1 /)
  })

  it('counts whoever is named after an innocent leak, by kind of leak', () => {
    const named: TraceRow = { ...row, truth: 'unmarked', leaked: [], zs: [] }
    expect(traceReport([row, named], facts)).toMatch(/unmarked +\| +1 +\| +1 /)
    expect(traceReport([row, named], facts)).toMatch(/flatbed scan[^|]*\| +1\/1 \| +1\/1 /)
  })

  it('says how far sparse pages lie from the bar', () => {
    const cover: TraceRow = { ...row, pageKind: 'cover' }
    const missed: TraceRow = { ...cover, named: [], verdict: 'inconclusive' }
    expect(traceReport([row, cover, missed], facts)).toMatch(/flatbed scan[^|]*\| +100 % \| +-50 ! \|/)
  })

  it('says how many contributors to mixtures were named', () => {
    const both: TraceRow = {
      ...row,
      leakKind: 'splice-two',
      leaked: ['a', 'b'],
      named: ['a', 'b'],
      zs: [9, 9],
    }
    const one: TraceRow = { ...both, named: ['a'] }
    expect(traceReport([both, one, one], facts)).toMatch(
      /strips of two copies \| +3 \| +1 \| +2 \| +0 \| +0 /,
    )
  })
})
