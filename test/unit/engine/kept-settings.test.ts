import { join } from 'node:path'
import { expect, it } from 'vitest'
import { keptSettings } from '../../../main/engine/app/kept-settings.ts'
import { restoreVault } from '../../../main/engine.ts'
import { backUp } from '../../../main/engine/back-up.ts'
import { openVault } from '../../../main/vault.ts'
import { closeAfterTest, newVault, PASSPHRASE, temporaryFolder } from '../register/fixture.ts'

const PERSON = { name: '陈立群', unit: '水务局', id: 'A-1', email: '' }

it('keeps settings and lists through closing, backup and restoring, and verification finds nothing to say', async () => {
  const vault = await newVault()
  const kept = keptSettings(vault)
  expect(kept.settings()).toMatchObject({ limit: 1e-6, hideFromCapture: true, notice: true })
  expect(kept.lists()).toEqual({ lists: [] })
  kept.changeSettings({ limit: 1e-9, classifications: ['秘密'] })
  kept.saveList('常委会', [PERSON])
  kept.saveList('Board', [{ ...PERSON, name: 'Ann' }])
  const { lists } = kept.saveList('常委会', [PERSON, { ...PERSON, name: '王雅琴', id: 'A-2' }])
  expect(lists.map(({ name, recipients }) => [name, recipients.length])).toEqual([
    ['Board', 1],
    ['常委会', 2],
  ])
  const out = join(temporaryFolder(), 'kept.backup')
  expect((await backUp(vault, { out })).damaged).toEqual([])
  const dir = join(temporaryFolder(), 'restored')
  expect((await restoreVault({ backup: out, dir, opener: { passphrase: PASSPHRASE } })).verdict).toBe(
    'intact',
  )
  const restored = closeAfterTest(await openVault(dir, PASSPHRASE))
  expect(restored.register.verify().findings).toEqual([])
  const again = keptSettings(restored)
  expect(again.settings()).toEqual(kept.settings())
  expect(again.lists()).toEqual({ lists })
  expect(again.removeList(lists[0].id).lists).toEqual([lists[1]])
})

it('are for custodians to change', async () => {
  const vault = await newVault()
  const auditor = keptSettings({ ...vault, user: { name: 'A', role: 'auditor' } })
  for (const act of [
    () => auditor.changeSettings({ limit: 0.001 }),
    () => auditor.saveList('x', [PERSON]),
    () => auditor.removeList('x'),
  ])
    expect(act).toThrow(expect.objectContaining({ code: 'not-permitted' }))
  expect(auditor.changeSettings({})).toMatchObject({ limit: 1e-6 })
})
