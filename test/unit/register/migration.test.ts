import Database from 'better-sqlite3'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { newId } from '../../../main/register/new-id.ts'
import type { Register } from '../../../main/register/register.ts'
import { openVault, openVaultForReading } from '../../../main/vault.ts'
import { closeAfterTest, expectRejection, PASSPHRASE, tracing } from './fixture.ts'
import { sealedCopies, step } from './custody-fixture.ts'
import { inFirstForm } from './first-form.ts'
import { behindTheTriggers, filledVault, snapshot } from './tamper.ts'

it('opens a register of the first form, with all that was in it', async () => {
  const { vault, register, copyIds } = await filledVault()
  const before = [register.documents(), register.issuances(), register.copies(), register.traces()]
  const checkpoint = register.checkpoint()
  const dir = snapshot(vault)
  inFirstForm(dir)
  await expectRejection(openVaultForReading(dir, PASSPHRASE), 'usage')
  const { register: again } = closeAfterTest(await openVault(dir, PASSPHRASE))
  expect([again.documents(), again.issuances(), again.copies(), again.traces()]).toEqual(before)
  expect(again.verify(checkpoint)).toMatchObject({ verdict: 'intact', findings: [] })
  expect(again.copies({ search: '张三' }).map(({ id }) => id)).toEqual([copyIds[0]])
  expect(again.history(copyIds[0])).toHaveLength(3)
  again.append([step(copyIds[0], 'copy-handed-out')])
  expect(again.verify(checkpoint)).toMatchObject({ verdict: 'intact', findings: [] })
})

it('leaves a register of the first form that was altered as it is', async () => {
  const { vault } = await filledVault()
  const dir = snapshot(vault)
  inFirstForm(dir)
  behindTheTriggers({ dir }, (db) => db.exec("UPDATE event SET leaf = replace(leaf, 'tester', 'nobody')"))
  await expectRejection(openVault(dir, PASSPHRASE), 'register-altered')
  const db = new Database(join(dir, 'register.sqlite'), { readonly: true })
  expect(db.pragma('user_version', { simple: true })).toBe(1)
  db.close()
})

it('takes the marks of old inventories out of their events', async () => {
  const { vault, register, copyIds } = await filledVault()
  const muster = (found: readonly string[]) => {
    const body = { musterId: newId('m'), scope: 'all', expected: [...copyIds], found: [...found] }
    return register.append([{ type: 'mustered', by: 'clerk', body }]).size - 1
  }
  const [early, late] = [muster(copyIds), muster([])]
  const dir = snapshot(vault)
  behindTheTriggers({ dir }, (db) => {
    db.exec(
      'DROP TABLE muster_mark; DROP INDEX muster_event; DROP INDEX handover_event; DROP INDEX export_event',
    )
    for (const table of ['muster', 'handover', 'export'])
      db.exec(`ALTER TABLE ${table} DROP COLUMN corrected_by`)
    db.exec('ALTER TABLE muster DROP COLUMN place; PRAGMA user_version = 5')
  })
  const { register: again } = closeAfterTest(await openVault(dir, PASSPHRASE))
  expect(again.verify()).toMatchObject({ verdict: 'intact', findings: [] })
  again.append([{ type: 'record-struck', by: 'clerk', body: { event: late, reason: 'x', copies: [] } }])
  expect(again.copy(copyIds[0]).mustered?.found).toBe(true)
  again.append([{ type: 'record-struck', by: 'clerk', body: { event: early, reason: 'x', copies: [] } }])
  expect(again.copy(copyIds[0]).mustered).toBeNull()
})

it('a trace that named several copies concerns each, also one of before that was told', async () => {
  const { vault, register, copyIds, documentId } = await sealedCopies()
  const also = [{ id: copyIds[1], z: 7, bound: 1e-8 }]
  const traced = tracing({ documentId, copyId: copyIds[0], figures: { alsoCopies: also } })
  const event = register.append([traced]).size - 1
  const tracesOf = (of: Register, copyId: string) =>
    of.history(copyId).flatMap(({ event: { type }, index }) => (type === 'traced' ? [index] : []))
  const told = (of: Register) => copyIds.map((copyId) => tracesOf(of, copyId))
  expect(told(register)).toEqual([[event], [event], []])
  const dir = snapshot(vault)
  behindTheTriggers({ dir }, (db) => {
    db.prepare('DELETE FROM copy_event WHERE copy = ? AND event = ?').run(copyIds[1], event)
    db.exec('PRAGMA user_version = 6')
  })
  const { register: again } = closeAfterTest(await openVault(dir, PASSPHRASE))
  expect(told(again)).toEqual([[event], [event], []])
  expect(again.verify()).toMatchObject({ verdict: 'intact', findings: [] })
  again.rebuildProjections()
  expect(told(again)).toEqual([[event], [event], []])
})
