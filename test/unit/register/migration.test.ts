import Database from 'better-sqlite3'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openVault, openVaultForReading } from '../../../main/vault.ts'
import { closeAfterTest, expectRejection, PASSPHRASE } from './fixture.ts'
import { step } from './custody-fixture.ts'
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
