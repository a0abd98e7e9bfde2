import { describe, expect, it } from 'vitest'
import { newId } from '../../../main/register/new-id.ts'
import { PERSONAL_FIELDS } from '../../../shared/contract/events.ts'
import { ALLOWED_FROM } from '../../../shared/contract/custody-steps.ts'
import { refusal, sealedCopies, step } from './custody-fixture.ts'
import { expectFailure, importDocument, recipientNamed, reserve, sealing } from './fixture.ts'
import { databaseOf } from './tamper.ts'

describe("a copy's life", () => {
  it('goes from desk to desk and to destruction', async () => {
    const { register, copyIds } = await sealedCopies()
    const [id] = copyIds
    expect(register.copy(id).custody?.state).toBe('at-desk')
    register.append([
      step(id, 'copy-handed-out', { channel: 'printed', to: 'Bearer', due: '2026-12-01', on: '2026-11-20' }),
      step(id, 'receipt-signed', { name: '张三', on: '2026-11-20' }),
      step(id, 'pages-checked'),
      step(id, 'copy-transferred', { lent: true, due: '2026-12-05' }),
    ])
    expect(register.copy(id).custody).toMatchObject({
      state: 'lent',
      channel: 'printed',
      outOn: '2026-11-20',
      due: '2026-12-05',
      holder: { name: '李四' },
      receipt: null,
    })
    expect(register.copies({ recipient: '李四' }).map((copy) => copy.id)).toEqual([id])
    register.append([step(id, 'copy-taken-back'), step(id, 'copy-recalled', { due: '2026-11-30' })])
    expect(register.copy(id).custody).toMatchObject({ state: 'recalled', holder: null, due: '2026-11-30' })
    register.append([step(id, 'copy-returned', { condition: 'damaged', on: '2026-11-29' })])
    register.append([step(id, 'copy-destroyed', { on: '2026-11-30' })])
    expect(register.copy(id).custody).toMatchObject({
      state: 'destroyed',
      due: null,
      returned: { condition: 'damaged', on: '2026-11-29' },
      destroyed: { certificate: 'D-1', witnesses: ['W', 'V'] },
    })
    register.append([step(id, 'incident-linked')])
    expect(register.verify()).toMatchObject({ verdict: 'intact', findings: [] })
  })

  it('refuses what cannot be, and says why', async () => {
    const { register, copyIds } = await sealedCopies()
    const [a, b] = copyIds
    register.append([step(a, 'copy-handed-out')])
    expect(refusal(register, [step(a, 'copy-destroyed')])).toBe(
      'Copy 1/3 was not returned, so it cannot be destroyed.',
    )
    expect(refusal(register, [step(a, 'copy-handed-out')])).toBe(
      'Copy 1/3 is handed out and not returned, so it cannot be handed out.',
    )
    expect(refusal(register, [step(b, 'copy-returned')])).toBe(
      'Copy 2/3 was never handed out, so it cannot be returned.',
    )
    expect(refusal(register, [step(a, 'copy-taken-back')])).toMatch(/is not lent/)
    register.append([step(a, 'receipt-signed')])
    expect(refusal(register, [step(a, 'receipt-signed')])).toMatch(/was signed for on/)
    register.append([step(b, 'copy-destroyed')])
    for (const type of Object.keys(ALLOWED_FROM) as (keyof typeof ALLOWED_FROM)[]) {
      if (type !== 'incident-linked')
        expect(refusal(register, [step(b, type)]), type).toMatch(/was destroyed/)
    }
    expectFailure(() => register.append([step(newId('c'), 'copy-lost')]), 'not-found')
  })

  it('takes no witness twice, however the name is written', async () => {
    const { register, copyIds } = await sealedCopies()
    for (const witnesses of [
      ['Ann Lee', 'ann  lee'],
      ['王 小明', '王小明'],
      ['Ａnn', 'Ann'],
    ] as const) {
      const events = [step(copyIds[0], 'copy-destroyed', { witnesses: [...witnesses] })]
      expectFailure(() => register.append(events), 'step-refused')
    }
  })

  it('knows no custody of copies that were never released', async () => {
    const { register, documentId } = await sealedCopies()
    const { copyIds } = reserve(register, documentId)
    expect(register.copy(copyIds[0]).custody).toBeNull()
    expect(refusal(register, [step(copyIds[0], 'copy-handed-out')])).toMatch(/is reserved: it was never/)
  })

  it('keeps what must be kept until its day', async () => {
    const { register } = await sealedCopies()
    const documentId = importDocument(register, { retainUntil: '2030-01-01' })
    const { copyIds } = reserve(register, documentId)
    register.append(copyIds.map(sealing))
    expect(refusal(register, [step(copyIds[0], 'copy-destroyed')])).toBe(
      'Copy 1/3 must be kept until 2030-01-01, so it cannot be destroyed.',
    )
    register.append([
      {
        type: 'document-amended',
        by: 'clerk',
        body: { documentId, reason: 'new schedule', retainUntil: '2020-01-01', title: '新标题' },
      },
    ])
    register.append([step(copyIds[0], 'copy-destroyed')])
    expect(register.document(documentId)).toMatchObject({ retainUntil: '2020-01-01', title: '新标题' })
    expect(register.copies({ search: '新标题' })).toHaveLength(3)
  })

  it('records a batch whole or not at all', async () => {
    const { register, copyIds } = await sealedCopies()
    register.append([step(copyIds[2], 'copy-handed-out')])
    const size = register.size()
    expect(
      refusal(
        register,
        copyIds.map((id) => step(id, 'copy-handed-out')),
      ),
    ).toMatch(/3\/3/)
    expect([register.size(), register.copy(copyIds[0]).custody?.state]).toEqual([size, 'at-desk'])
  })

  it('keeps people out of what is hashed', async () => {
    const { vault, register, copyIds } = await sealedCopies()
    const [id] = copyIds
    register.append([
      step(id, 'copy-handed-out', { to: 'SECRET', note: 'SECRET' }),
      step(id, 'receipt-signed', { name: 'SECRET' }),
      step(id, 'copy-transferred', { to: recipientNamed('SECRET') }),
      step(id, 'copy-returned', { receiver: 'SECRET' }),
      step(id, 'copy-destroyed', { approver: 'SECRET', witnesses: ['SECRET 1', 'SECRET 2'] }),
    ])
    const leaves = databaseOf(vault, (db) => db.prepare('SELECT leaf FROM event').pluck().all() as string[])
    expect(leaves.join('\n')).not.toMatch(/SECRET/)
    expect(PERSONAL_FIELDS['copy-destroyed']).toContain('/witnesses/*')
  })
})

describe('corrections', () => {
  it('take the place of what was wrong; both show', async () => {
    const { register, copyIds } = await sealedCopies()
    const [id] = copyIds
    register.append([step(id, 'copy-handed-out', { channel: 'e-mail' }), step(id, 'copy-returned')])
    const wrong = register.size() - 2
    register.append([
      step(id, 'copy-handed-out', { channel: 'by-hand', corrects: wrong, reason: 'slip of the pen' }),
    ])
    expect(register.copy(id).custody).toMatchObject({ state: 'returned', channel: 'by-hand' })
    const history = register.history(id)
    expect(history.map(({ event }) => event.type)).toEqual([
      'issuance-reserved',
      'copy-sealed',
      'copy-handed-out',
      'copy-returned',
      'copy-handed-out',
    ])
    expect(history.map(({ correctedBy }) => correctedBy)).toEqual([null, null, wrong + 2, null, null])
    expect(refusal(register, [step(id, 'copy-handed-out', { corrects: wrong })])).toMatch(/correct that one/)
    register.append([step(id, 'copy-handed-out', { channel: 'printed', corrects: wrong + 2 })])
    expect(register.copy(id).custody?.channel).toBe('printed')
    expect(register.verify()).toMatchObject({ verdict: 'intact', findings: [] })
  })

  it('strike what did not happen, unless something rests on it', async () => {
    const { register, copyIds } = await sealedCopies()
    const [id, other] = copyIds
    register.append([step(id, 'copy-handed-out'), step(id, 'copy-returned')])
    const [out, back] = [register.size() - 2, register.size() - 1]
    const strike = (copyId: string, event: number) =>
      ({ type: 'entry-struck', by: 'clerk', body: { copyId, event, reason: 'wrong copy' } }) as const
    expect(refusal(register, [strike(id, out)])).toMatch(/was never handed out, so it cannot be returned/)
    expect(refusal(register, [strike(other, out)])).toMatch(/has no step/)
    register.append([strike(id, back), strike(id, out)])
    expect(register.copy(id).custody?.state).toBe('at-desk')
    expect(refusal(register, [strike(id, out)])).toMatch(/already/)
    expect(register.verify()).toMatchObject({ verdict: 'intact', findings: [] })
  })
})

describe('reprints', () => {
  const reprint = (
    register: Awaited<ReturnType<typeof sealedCopies>>['register'],
    ids: { readonly issuanceId: string; readonly reprintOf: string },
    numbers: readonly (readonly [number, number])[],
  ) => {
    const codes = register.newCodes(numbers.length)
    const copies = numbers.map(([sub, subOf], i) => ({
      copyId: newId('c'),
      sub,
      subOf,
      code: codes[i],
      recipient: recipientNamed('张三'),
    }))
    const body = { ...ids, reason: 'coffee', folder: '/again', copies }
    register.append([{ type: 'reprint-reserved', by: 'clerk', body }])
    return copies.map(({ copyId }) => copyId)
  }

  it('are copies of their own, numbered on without gaps', async () => {
    const { register, issuanceId, copyIds } = await sealedCopies()
    const ids = { issuanceId, reprintOf: copyIds[0] }
    const [first, second] = reprint(register, ids, [
      [1, 2],
      [2, 2],
    ])
    expect(register.copy(second)).toMatchObject({ number: 1, of: 3, sub: 2, subOf: 2, folder: '/again' })
    expect(register.copies({ issuanceId }).map(({ number, sub }) => [number, sub])).toEqual([
      [1, 0],
      [1, 1],
      [1, 2],
      [2, 0],
      [3, 0],
    ])
    expectFailure(() => reprint(register, ids, [[1, 1]]), 'usage')
    expectFailure(() => reprint(register, ids, [[4, 4]]), 'usage')
    expectFailure(() => reprint(register, { issuanceId, reprintOf: first }, [[1, 1]]), 'step-refused')
    register.append([sealing(first), step(first, 'copy-handed-out')])
    expect(register.copy(first).custody?.state).toBe('out')
    expect(register.reprints(copyIds[0])).toBe(2)
    expect(register.verify()).toMatchObject({ verdict: 'intact', findings: [] })
  })
})
