import { describe, expect, it } from 'vitest'
import { searchQuery, searchWords } from '../../../main/register/search-words.ts'
import type { CopyFilter } from '../../../main/register/rows.ts'
import { formatCode } from '../../../shared/contract/copy-code.ts'
import { sealedCopies, step } from './custody-fixture.ts'
import { importDocument, reserve, sealing } from './fixture.ts'

const office = async () => {
  const first = await sealedCopies(['欧阳文静', 'Ann Lee', 'Zoë Émile'])
  const { register } = first
  const documentId = importDocument(register, {
    title: '关于水库扩建的请示 (Reservoir)',
    number: '水发〔2026〕12号',
  })
  const second = reserve(register, documentId, ['张三', '张三丰'])
  register.append(second.copyIds.map(sealing))
  const names = (filter: CopyFilter) => register.copies(filter).map(({ recipient }) => recipient.name)
  return { ...first, documentId, second, names }
}

describe('search', () => {
  it('finds any piece of Chinese and the beginnings of other words', async () => {
    const { register, names, second } = await office()
    expect(names({ search: '文静' })).toEqual(['欧阳文静'])
    expect(names({ search: '阳' })).toEqual(['欧阳文静'])
    expect(names({ search: '静文' })).toEqual([])
    expect(names({ search: '张三' })).toEqual(['张三', '张三丰'])
    expect(names({ search: 'ann' })).toEqual(['Ann Lee'])
    expect(names({ search: 'lee ANN' })).toEqual(['Ann Lee'])
    expect(names({ search: 'zoe emi' })).toEqual(['Zoë Émile'])
    expect(names({ search: '水库 reserv' })).toEqual(['张三', '张三丰'])
    expect(names({ search: '2026 12号' })).toEqual(['张三', '张三丰'])
    const { code } = register.copy(second.copyIds[1])
    for (const typed of [code, formatCode(code), formatCode(code).toLowerCase()])
      expect(names({ search: typed })).toEqual(['张三丰'])
  })

  it('is not upset by what people type', async () => {
    const { names } = await office()
    for (const typed of [
      '"',
      '*',
      'a" OR "b',
      'NEAR(',
      '',
      '  ',
      '-x',
      '(',
      'copy:x',
      '^',
      '%',
      '😀',
      "'; DROP",
    ])
      expect(() => names({ search: typed }), typed).not.toThrow()
    expect(names({ search: '!!!' })).toEqual([])
  })

  it('takes ideographs one by one', () => {
    expect(searchWords(['王Ann明', null, ''])).toBe('王 Ann 明')
    expect(searchQuery('王小 an')).toBe('"王 小" AND "an"*')
    expect(searchQuery('--')).toBeNull()
  })
})

describe('filters', () => {
  it('narrow down by everything a clerk asks for', async () => {
    const { register, copyIds, names, documentId, second } = await office()
    register.append([
      step(copyIds[0], 'copy-handed-out', { due: '2026-01-10', on: '2026-01-01' }),
      step(copyIds[1], 'copy-handed-out', { due: '2026-03-10', on: '2026-01-01' }),
    ])
    register.append([
      step(copyIds[1], 'copy-transferred', { to: { name: '李四', unit: '档案馆', id: '', email: '' } }),
    ])
    expect(names({ overdueOn: '2026-02-01' })).toEqual(['欧阳文静'])
    expect(names({ overdueOn: '2026-01-10' })).toEqual([])
    expect(names({ custody: ['out', 'lent', 'recalled'] })).toEqual(['欧阳文静', 'Ann Lee'])
    expect(names({ custody: ['at-desk'] })).toEqual(['Zoë Émile', '张三', '张三丰'])
    expect(names({ recipient: '李四' })).toEqual(['Ann Lee'])
    expect(names({ unit: '档案' })).toEqual(['Ann Lee'])
    expect(names({ recipient: '%' })).toEqual([])
    expect(names({ documentId })).toEqual(['张三', '张三丰'])
    expect(names({ issuanceId: second.issuanceId, recipient: '丰' })).toEqual(['张三丰'])
    const moment = register.copy(copyIds[0]).reservedAt
    expect(names({ from: moment })).toHaveLength(5)
    expect(names({ until: moment })).toEqual([])
    expect(names({ limit: 2, offset: 1 })).toEqual(['Ann Lee', 'Zoë Émile'])
    register.append([step(copyIds[0], 'copy-returned')])
    expect(names({ overdueOn: '2026-02-01' })).toEqual([])
  })

  it('are counted as they are listed, whichever go together', async () => {
    const { register, copyIds } = await office()
    register.append([step(copyIds[1], 'copy-handed-out', { due: '2026-01-10', on: '2026-01-01' })])
    const custodies = [undefined, ['at-desk'], ['out'], ['at-desk', 'out']] as const
    const others: CopyFilter[] = [
      {},
      { search: 'lee' },
      { recipient: '张三' },
      { unit: '局' },
      { overdueOn: '2026-02-01' },
      { search: 'zoe', state: 'sealed' },
    ]
    for (const other of others) {
      for (const custody of custodies) {
        const filter = { ...other, ...(custody === undefined ? {} : { custody }) }
        expect([filter, register.countCopies(filter)]).toEqual([filter, register.copies(filter).length])
      }
    }
  })
})
