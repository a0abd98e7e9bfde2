import { describe, expect, it } from 'vitest'
import { SEALED, CUSTODY_STATES, takeStep } from '../../../shared/contract/custody-steps.ts'
import type { CustodyState } from '../../../shared/contract/custody-steps.ts'
import type { CustodyStep } from '../../../shared/contract/custody-events.ts'
import type { CopyListRow } from '../../../shared/contract/app/register-calls.ts'
import {
  begin,
  elsewhereOf,
  meet,
  missingOf,
  take,
  untakeLast,
} from '../../../renderer/screens/register/collect/collecting.ts'
import { narrowedBy, NO_FILTER, questionOf } from '../../../renderer/screens/register/lists/filter.ts'
import { firstDraft, problemsOf, stepOf } from '../../../renderer/parts/steps/step-draft.ts'
import type { Draft } from '../../../renderer/parts/steps/step-draft.ts'
import { STEP_TYPES, today, whyNot } from '../../../renderer/parts/steps/step-law.ts'
import { copyStand } from '../../support/copy-stand.ts'

const TODAY = '2026-05-12'
const FULL: Draft = {
  ...firstDraft(TODAY),
  toName: 'Ann Lee',
  method: 'shredded',
  approver: 'Chief',
  witness1: 'A. Bee',
  witness2: 'C. Dee',
  certificate: 'D-1',
  incident: 'I-7',
}

describe('which steps are offered', () => {
  it.each(CUSTODY_STATES.flatMap((state) => STEP_TYPES.map((type) => [state, type] as const)))(
    'agrees with the law: %s, %s',
    (state: CustodyState, type) => {
      const step = { type, body: { copyId: `c-${'a'.repeat(26)}`, ...stepOf(type, FULL) } } as CustodyStep
      const refused = 'refused' in takeStep({ ...SEALED, state }, step, TODAY)
      expect(whyNot({ state, receipt: null }, type, TODAY) !== null).toBe(refused)
    },
  )

  it('says why not in the words that fit', () => {
    const out = { state: 'out', receipt: { name: 'Ann', on: TODAY, scan: null } } as const
    expect(whyNot(out, 'receipt-signed', TODAY)).toBe('signed')
    expect(whyNot(out, 'copy-destroyed', TODAY)).toBe('not-returned')
    expect(whyNot(out, 'copy-taken-back', TODAY)).toBe('not-lent')
    const kept = { state: 'returned', receipt: null, retainUntil: '2030-01-01' } as const
    expect(whyNot(kept, 'copy-destroyed', TODAY)).toBe('retained')
    expect(whyNot(kept, 'copy-destroyed', '2030-01-01')).toBeNull()
    expect(whyNot({ state: 'reserved', receipt: null }, 'copy-handed-out', TODAY)).toBe('reserved')
  })

  it('writes days as the register does', () => {
    expect(today(new Date(2026, 4, 2))).toBe('2026-05-02')
  })
})

describe('filling in a step', () => {
  it('leaves out what was left empty', () => {
    expect(stepOf('copy-handed-out', { ...FULL, to: '  ', note: '' })).toEqual({
      type: 'copy-handed-out',
      channel: 'by-hand',
      on: TODAY,
    })
    expect(stepOf('copy-transferred', { ...FULL, lent: 'yes', due: '2026-06-01' })).toEqual({
      type: 'copy-transferred',
      on: TODAY,
      lent: true,
      to: { name: 'Ann Lee', unit: '', id: '', email: '' },
      due: '2026-06-01',
    })
  })

  it('names what is missing, and what cannot be', () => {
    expect(problemsOf('copy-destroyed', firstDraft(TODAY), TODAY)).toHaveLength(5)
    expect(problemsOf('copy-destroyed', FULL, TODAY)).toEqual([])
    expect(problemsOf('copy-destroyed', { ...FULL, witness2: ' a.  BEE' }, TODAY)).toEqual([
      { key: 'witness2', why: 'same-person' },
    ])
    expect(problemsOf('copy-lost', { on: '2026-05-13' }, TODAY)).toEqual([{ key: 'on', why: 'future' }])
    expect(problemsOf('copy-recalled', { on: TODAY, due: '2026-05-11' }, TODAY)).toEqual([
      { key: 'due', why: 'before' },
    ])
  })
})

const row = (number: number, state: CopyListRow['state']): CopyListRow => ({
  ...copyStand(number - 1, 9, {
    id: `c-${number}`,
    code: `AAAA-000${number}`,
    recipient: { name: `R${number}`, unit: '', id: '' },
    state,
  }),
  title: 'Paper',
  documentNumber: null,
  occasion: null,
})

describe('collecting', () => {
  const rows = [row(1, 'out'), row(2, 'recalled'), row(3, 'returned'), row(4, 'lost'), row(5, 'at-desk')]
  const start = begin(rows)

  it('knows who still has one', () => {
    expect(missingOf(start).map(({ copy }) => copy)).toEqual(['1/9', '2/9', '4/9'])
    expect(elsewhereOf(start).map(({ copy }) => copy)).toEqual(['3/9', '5/9'])
  })

  it('takes each once, tells the rest apart, and takes the last one back', () => {
    expect(meet(start, 'AAAA-0001')).toMatchObject({ kind: 'take' })
    expect(meet(start, 'AAAA-0003')).toMatchObject({ kind: 'not-out' })
    expect(meet(start, 'ZZZZ-0003')).toEqual({ kind: 'stranger' })
    const one = take(start, { copy: rows[0], event: 40 })
    expect(meet(one, 'AAAA-0001')).toMatchObject({ kind: 'taken-already' })
    expect(missingOf(one)).toHaveLength(2)
    expect(missingOf(untakeLast(one))).toHaveLength(3)
  })
})

describe('the filter of copies', () => {
  it('asks only for what was set', () => {
    expect(questionOf(NO_FILTER)).toEqual({})
    const filter = { ...NO_FILTER, search: ' 水务 ', states: ['out'], overdue: true, unit: 'Treasury' }
    expect(questionOf(filter)).toEqual({ search: '水务', state: ['out'], overdue: true, unit: 'Treasury' })
    expect(narrowedBy(filter)).toBe(3)
    expect(narrowedBy(NO_FILTER)).toBe(0)
  })
})
