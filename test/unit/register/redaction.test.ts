import { readFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { behindTheTriggers, databaseOf, filledVault } from './tamper.ts'
import { expectFailure, recipientNamed } from './fixture.ts'
import type { NewEvent } from '../../../shared/contract/events.ts'

const WHY = { by: 'tester', reason: 'retention is over', approver: 'Head of office' }

const everyByte = (dir: string): string =>
  ['', '-wal']
    .map((rest) => join(dir, `register.sqlite${rest}`))
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, 'utf8'))
    .join('')

describe('redaction', () => {
  it('erases a recipient and breaks nothing', async () => {
    const { vault, register, copyIds } = await filledVault()
    const head = register.checkpoint()
    const targets = register.findPersonal({ copyIds: new Set([copyIds[1]]) })
    expect(targets).toEqual([{ event: 2, path: '/copies/1/recipient' }])
    register.redact({ ...WHY, targets })
    expect(register.copy(copyIds[1]).recipient).toMatchObject({
      name: expect.stringMatching(/^\[redacted [\w-]{8}\]$/),
      unit: '',
    })
    expect(register.copy(copyIds[0]).recipient.name).toBe('张三')
    expect(register.verify(head)).toMatchObject({ verdict: 'intact', redacted: 1, findings: [] })
    expect([...register.events()].at(-1)).toMatchObject({
      type: 'redacted',
      body: { approver: 'Head of office' },
    })
    const bytes = everyByte(vault.dir)
    expect(bytes).toContain('张三')
    expect(bytes).not.toContain('Adaobi')
  })

  it('erases everything personal before a day, once', async () => {
    const { register } = await filledVault()
    const targets = register.findPersonal({ before: '9999' })
    expect(targets.map(({ path }) => path)).toEqual([
      '/copies/0/recipient',
      '/copies/1/recipient',
      '/copies/2/recipient',
      '/leaks/0/name',
    ])
    register.redact({ ...WHY, targets })
    expect(register.findPersonal({})).toEqual([])
    expect(register.findPersonal({ before: '2000' })).toEqual([])
    expect(new Set(register.copies().map(({ recipient }) => recipient.name)).size).toBe(3)
    expect(register.verify()).toMatchObject({ verdict: 'intact', redacted: 4 })
    const size = register.size()
    expectFailure(() => register.redact({ ...WHY, targets }), 'not-found')
    expect(register.size()).toBe(size)
    register.rebuildProjections()
    expect(register.verify().verdict).toBe('intact')
  })

  it('erases everybody in a copy’s whole life, which stays a possible one', async () => {
    const { vault, register, copyIds } = await filledVault()
    const [copyId] = copyIds
    const steps: readonly NewEvent[] = [
      {
        type: 'copy-handed-out',
        by: 'tester',
        body: { copyId, channel: 'by-hand', to: 'Secretary Sunderland' },
      },
      {
        type: 'receipt-signed',
        by: 'tester',
        body: { copyId, name: 'Secretary Sunderland', note: 'left-handed' },
      },
      {
        type: 'copy-transferred',
        by: 'tester',
        body: { copyId, to: { ...recipientNamed('Deputy Dengfeng'), id: 'D-14142135' }, lent: false },
      },
      {
        type: 'copy-returned',
        by: 'tester',
        body: { copyId, condition: 'good', receiver: 'Clerk Caithness' },
      },
      {
        type: 'copy-destroyed',
        by: 'tester',
        body: {
          copyId,
          method: 'shredded',
          approver: 'Head Hanseatic',
          witnesses: ['Witness Weidmann', 'Witness Xiaogang'],
          certificate: 'D-7',
        },
      },
    ]
    for (const step of steps) register.append([step])
    const targets = register.findPersonal({ copyIds: new Set([copyId]) })
    expect(targets).toHaveLength(9)
    register.redact({ ...WHY, targets })
    expect(register.verify()).toMatchObject({ verdict: 'intact', redacted: 9, findings: [] })
    expect(register.copy(copyId).custody?.state).toBe('destroyed')
    const bytes = everyByte(vault.dir)
    expect(bytes).toContain('Adaobi')
    // Long ones: three letters are found by chance among hashes and signatures.
    const names = [
      '张三',
      'Sunderland',
      'left-handed',
      'Dengfeng',
      '14142135',
      'Caithness',
      'Hanseatic',
      'Weidmann',
      'Xiaogang',
    ]
    expect(names.filter((name) => bytes.toLowerCase().includes(name.toLowerCase()))).toEqual([])
  })

  it('is the only way: a value erased without one is missed', async () => {
    const { vault, register, copyIds } = await filledVault()
    const erase = "DELETE FROM disclosure WHERE path = '/copies/1/recipient'"
    databaseOf(vault, (db) => expect(() => db.exec(erase)).toThrow(/append-only/))
    behindTheTriggers(vault, (db) => db.exec(erase))
    expect(register.verify()).toMatchObject({ verdict: 'altered' })
    expect(register.verify().findings.map(({ kind }) => kind)).toContain('personal-missing')
    expectFailure(() => [...register.events()], 'register-altered')
    expectFailure(() => register.rebuildProjections(), 'register-altered')
    expect(register.copy(copyIds[1]).recipient.name).toBe('Adaobi')
  })

  it('does not hide a value that was changed first', async () => {
    const { vault, register, copyIds } = await filledVault()
    behindTheTriggers(vault, (db) => {
      db.exec("UPDATE disclosure SET value = replace(value, 'Bobrowski', 'Eve')")
      db.exec("UPDATE recipient SET name = 'Eve' WHERE name = 'Bobrowski'")
    })
    const targets = register.findPersonal({ copyIds: new Set([copyIds[0]]) })
    expectFailure(() => register.redact({ ...WHY, targets }), 'register-altered')
    expect(register.verify().findings.map(({ kind }) => kind)).toEqual(['personal-changed'])
  })
})
