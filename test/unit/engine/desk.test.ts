import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findCopies } from '../../../main/engine/custody/find-copies.ts'
import { recordStep } from '../../../main/engine/custody/record-step.ts'
import { handOver } from '../../../main/engine/custody/hand-over.ts'
import { musterCopies } from '../../../main/engine/custody/muster-copies.ts'
import { actAs } from '../../../main/engine/permissions.ts'
import { exportCopies } from '../../../main/engine/papers/export-copies.ts'
import { newId } from '../../../main/register/new-id.ts'
import type { Vault } from '../../../main/vault.ts'
import { formatCode, makeCode } from '../../../shared/contract/copy-code.ts'
import { sealedCopies } from '../register/custody-fixture.ts'
import {
  expectFailure,
  expectRejection,
  recipientNamed,
  sealing,
  temporaryFolder,
} from '../register/fixture.ts'

const handOut = (vault: Vault, names: readonly string[], all = false) =>
  recordStep(vault, {
    copies: { names, all },
    by: 'clerk',
    step: { type: 'copy-handed-out', channel: 'by-hand' },
  })

/** A code without a letter, its check character among the digits. */
const digitsOnly = (): string => {
  const codes = Array.from({ length: 10 }, (_, last) => makeCode(Uint8Array.of(7, 0, 6, 0, 9, 2, last)))
  const digits = codes.find((code) => /^\d{8}$/.test(code))
  if (digits === undefined) throw new Error('No check character is a digit')
  return digits
}

describe('copies as people name them', () => {
  it('are found by code, id, and number, each once', async () => {
    const { register, issuanceId, copyIds } = await sealedCopies()
    const { code } = register.copy(copyIds[1])
    const found = (...names: string[]) => findCopies(register, { names }).map(({ number }) => number)
    expect(found(code, formatCode(code), formatCode(code).toLowerCase(), copyIds[1])).toEqual([2])
    expect(found(issuanceId, '3/3', '1')).toEqual([3, 1])
    expect(found(`${issuanceId} 2/3`, code)).toEqual([2])
    const list = join(temporaryFolder(), 'scanned.txt')
    writeFileSync(list, `\uFEFF${code}\r\n\r\n${issuanceId} 3/3\r\n`)
    expect(findCopies(register, { names: [], list }).map(({ number }) => number)).toEqual([2, 3])
  })

  it('tell a reprint from the copy it is made from', async () => {
    const { register, issuanceId, copyIds } = await sealedCopies()
    const copies = [1, 2].map((sub, i) => ({
      copyId: newId('c'),
      sub,
      subOf: 2,
      code: register.newCodes(2)[i],
      recipient: recipientNamed('张三'),
    }))
    const body = { reprintOf: copyIds[2], issuanceId, reason: 'worn', folder: '/x', copies }
    register.append([{ type: 'reprint-reserved', by: 'clerk', body }])
    const found = (...names: string[]) =>
      findCopies(register, { names: [issuanceId, ...names] }).map(({ number, sub }) => [number, sub])
    expect(found('3/3')).toEqual([[3, 0]])
    expect(found('3/1', '3/2 of 2')).toEqual([
      [3, 1],
      [3, 2],
    ])
    expect(findCopies(register, { names: [issuanceId], all: true })).toHaveLength(3)
    register.append(copies.map(({ copyId }) => sealing(copyId)))
    expect(findCopies(register, { names: [issuanceId], all: true })).toHaveLength(5)
  })

  it('are found by a code that happens to be all digits, after an issuance too', async () => {
    const { register, issuanceId, copyIds } = await sealedCopies()
    const code = digitsOnly()
    const copies = [{ copyId: newId('c'), sub: 1, subOf: 1, code, recipient: recipientNamed('张三') }]
    const body = { reprintOf: copyIds[2], issuanceId, reason: 'worn', folder: '/x', copies }
    register.append([{ type: 'reprint-reserved', by: 'clerk', body }])
    const found = (...names: string[]) => findCopies(register, { names }).map(({ id }) => id)
    expect(found(code)).toEqual([copies[0].copyId])
    expect(found(issuanceId, '1', code)).toEqual([copyIds[0], copies[0].copyId])
  })

  it('are not guessed at', async () => {
    const { register, issuanceId, copyIds } = await sealedCopies()
    const refused =
      (...names: string[]) =>
      () =>
        findCopies(register, { names })
    const { code } = register.copy(copyIds[0])
    const exchanged = `${code[1]}${code[0]}${code.slice(2)}`
    if (code[0] !== code[1]) expectFailure(refused(exchanged), 'code-mistyped')
    expectFailure(refused('K7'), 'code-mistyped')
    expectFailure(refused(register.newCodes(1)[0]), 'not-found')
    expectFailure(refused(newId('c')), 'not-found')
    expectFailure(refused('3/3'), 'usage')
    expectFailure(refused(issuanceId), 'usage')
    expectFailure(refused(issuanceId, '4/3'), 'not-found')
    expectFailure(refused(), 'usage')
  })
})

describe('the desk', () => {
  it('records for all or for none, and files a scan only with what is recorded', async () => {
    const { vault, register, issuanceId, copyIds } = await sealedCopies()
    handOut(vault, [copyIds[0]])
    const size = register.size()
    expectFailure(() => handOut(vault, [issuanceId], true), 'step-refused')
    expect(register.size()).toBe(size)
    const scan = join(temporaryFolder(), 'sheet.jpg')
    writeFileSync(scan, 'a scan')
    recordStep(vault, {
      copies: { names: [copyIds[0]] },
      by: 'clerk',
      step: { type: 'receipt-signed' },
      scan,
    })
    const event = register.event(size)
    expect(event).toMatchObject({
      type: 'receipt-signed',
      body: { name: '张三', scan: { name: 'sheet.jpg' } },
    })
    const blob = event.type === 'receipt-signed' ? (event.body.scan?.blob ?? '') : ''
    expect(Buffer.from(vault.blobs.get(blob)).toString()).toBe('a scan')
    expect(register.blobIds()).toContain(blob)
  })

  it('counts what is there against what should be', async () => {
    const { vault, register, copyIds } = await sealedCopies()
    handOut(vault, [copyIds[0]])
    const muster = musterCopies(vault, { found: { names: copyIds.slice(0, 2) }, place: 'desk', by: 'clerk' })
    expect([muster.expected, muster.missing.length, muster.unexpected.length]).toEqual([2, 1, 1])
    expect(register.musters()).toMatchObject([{ expected: 2, found: 2, scope: 'copies at the desk' }])
    const give = { from: 'Mei', to: 'Lin', by: 'Mei' }
    expectFailure(() => handOver(vault, { ...give, counted: { names: [copyIds[1]] } }), 'step-refused')
    expectFailure(() => handOver(vault, { ...give, to: ' mei' }), 'usage')
    const over = handOver(vault, { ...give, counted: { names: [copyIds[1]] }, acceptMissing: true })
    expect([over.taken, over.missing, over.outstanding].map(({ length }) => length)).toEqual([1, 1, 1])
  })

  it('is the custodian’s; auditors may take lists away', async () => {
    const { vault, copyIds } = await sealedCopies()
    const as = (role: 'auditor' | 'investigator') => actAs({ ...vault, user: { name: 'X', role } })
    for (const role of ['auditor', 'investigator'] as const)
      expectFailure(() => handOut(as(role), [copyIds[0]]), 'not-permitted')
    const order = (name: string) =>
      ({ question: {}, format: 'csv', out: join(temporaryFolder(), name), by: 'X' }) as const
    expect((await exportCopies(as('auditor'), order('a.csv'))).rows).toBe(3)
    await expectRejection(exportCopies(as('investigator'), order('b.csv')), 'not-permitted')
  })
})
