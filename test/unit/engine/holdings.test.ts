import { describe, expect, it } from 'vitest'
import { exposureOf } from '../../../main/engine/retold/holdings.ts'
import { momentOf } from '../../../main/engine/retold/moment.ts'
import type { Holding } from '../../../shared/contract/retold-results.ts'
import { sealedCopies, step } from '../register/custody-fixture.ts'
import { expectFailure, importDocument } from '../register/fixture.ts'

/** Copies are sealed now, so all that happens to them in these tests happens later. */
const nextYear = new Date().getFullYear() + 1
const day = (monthAndDay: string): string => `${nextYear}-${monthAndDay}`

const lines = (holdings: readonly Holding[] | undefined): string[] =>
  (holdings ?? []).map(({ copy, person, from, until, ended }) =>
    [copy, person.name, from.slice(5), until?.slice(5) ?? 'has it', ended ?? ''].join(' ').trim(),
  )

describe('who had copies at a date', () => {
  it('is everybody who had one before, also who gave it back', async () => {
    const { register, documentId, copyIds } = await sealedCopies()
    const [a, b] = copyIds
    register.append([
      step(a, 'copy-handed-out', { on: day('03-01'), to: 'Bearer' }),
      step(a, 'receipt-signed', { on: day('03-01') }),
      step(b, 'copy-handed-out', { on: day('03-05') }),
      step(a, 'copy-returned', { on: day('03-10') }),
      step(a, 'copy-destroyed', { on: day('03-20') }),
    ])
    const at = (monthAndDay: string) => exposureOf(register, documentId, momentOf(day(monthAndDay)))
    expect(lines(at('02-28')?.holdings)).toEqual([])
    expect(at('02-28')?.notHandedOut).toHaveLength(3)
    expect(lines(at('03-04')?.holdings)).toEqual(['1/3 张三 03-01 has it'])
    expect(at('03-04')?.holdings[0]).toMatchObject({ takenBy: 'Bearer', signed: true })
    expect(lines(at('03-15')?.holdings)).toEqual(['1/3 张三 03-01 03-10 returned', '2/3 Adaobi 03-05 has it'])
    expect(at('04-01')?.notHandedOut.map(({ recipient }) => recipient.name)).toEqual(['Bobrowski'])
    expect(at('04-01')?.copies).toBe(3)
  })

  it('follows a copy from hand to hand', async () => {
    const { register, documentId, copyIds } = await sealedCopies(['Ada'])
    const [id] = copyIds
    register.append([
      step(id, 'copy-handed-out', { on: day('05-01') }),
      step(id, 'copy-transferred', { on: day('05-02'), lent: true }),
      step(id, 'copy-taken-back', { on: day('05-04') }),
      step(id, 'copy-transferred', { on: day('05-06') }),
      step(id, 'copy-lost', { on: day('05-08') }),
      step(id, 'copy-returned', { on: day('05-20') }),
    ])
    expect(lines(exposureOf(register, documentId, momentOf(day('06-01')))?.holdings)).toEqual([
      '1/1 Ada 05-01 05-02 lent',
      '1/1 李四 05-02 05-04 taken-back',
      '1/1 Ada 05-04 05-06 handed-on',
      '1/1 李四 05-06 05-08 lost',
    ])
  })

  it('goes by corrections, not by what they correct', async () => {
    const { register, documentId, copyIds } = await sealedCopies(['Ada'])
    const [id] = copyIds
    register.append([step(id, 'copy-handed-out', { on: day('05-09') })])
    const wrong = register.size() - 1
    register.append([step(id, 'receipt-signed', { on: day('05-10') })])
    register.append([
      step(id, 'copy-handed-out', {
        on: day('05-03'),
        corrects: wrong,
        reason: 'misread',
        channel: 'printed',
      }),
    ])
    expect(lines(exposureOf(register, documentId, momentOf(day('05-05')))?.holdings)).toEqual([
      '1/1 Ada 05-03 has it',
    ])
    const receipt = wrong + 1
    register.append([
      { type: 'entry-struck', by: 'clerk', body: { copyId: id, event: receipt, reason: 'not hers' } },
    ])
    expect(exposureOf(register, documentId, momentOf(day('06-01')))?.holdings[0].signed).toBe(false)
  })

  it('is nobody before the first copy was sealed, and for papers never issued', async () => {
    const { register, documentId } = await sealedCopies()
    expect(exposureOf(register, documentId, momentOf('2001-01-01'))).toBeNull()
    expect(exposureOf(register, importDocument(register), momentOf(undefined))).toBeNull()
  })
})

describe('a moment', () => {
  it('is a day to its end, a time, or now', () => {
    expect(momentOf('2026-12-05').day).toBe('2026-12-05')
    expect(new Date(momentOf('2026-12-05').iso).getHours()).toBe(23)
    expect(momentOf('2026-12-05T18:30').iso).toBe(new Date('2026-12-05T18:30').toISOString())
    const now = new Date()
    expect(momentOf(undefined, now).iso).toBe(now.toISOString())
  })

  it.each(['yesterday', '2026-13-01', '2026-02-30', '5.12.2026', ''])('is not "%s"', (typed) =>
    expectFailure(() => momentOf(typed), 'usage'),
  )
})
