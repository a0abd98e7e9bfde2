import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { backupIfDue, scheduleBackups, showSchedule } from '../../../main/engine/scheduled-backup.ts'
import { watchBackups } from '../../../main/host/watch-backups.ts'
import { backupName } from '../../../main/vault/backup-ladder.ts'
import { expectFailure, expectRejection, newVault, temporaryFolder } from '../register/fixture.ts'

const HOUR = 3_600_000

const scheduled = async (everyHours = 24) => {
  const vault = await newVault()
  const folder = join(temporaryFolder(), 'backups')
  scheduleBackups(vault, { folder, everyHours })
  return { vault, folder, inHours: (hours: number) => new Date(Date.now() + hours * HOUR) }
}

describe('a backup that a vault schedules', () => {
  it('is made when the newest in its folder is too old, or gone', async () => {
    const { vault, folder, inHours } = await scheduled()
    expect(showSchedule(vault)).toEqual({ folder, everyHours: 24, newest: null })
    const made = await backupIfDue(vault)
    expect(made).toMatchObject({ damaged: [], removed: [] })
    expect(readdirSync(folder)).toHaveLength(1)
    expect(showSchedule(vault).newest).not.toBeNull()
    expect(await backupIfDue(vault)).toBeNull()
    expect(await backupIfDue(vault, inHours(23))).toBeNull()
    expect(await backupIfDue(vault, inHours(24.1))).not.toBeNull()
    for (const name of readdirSync(folder)) rmSync(join(folder, name))
    expect(await backupIfDue(vault)).not.toBeNull()
  })

  it('is not put off by a file that claims to be from the future, nor by other vaults’ backups', async () => {
    const { vault, folder, inHours } = await scheduled()
    writeFileSync(join(folder, backupName('v-aaaaaaaaaaaaaaaaaaaaaaaaaa', new Date())), 'x')
    writeFileSync(join(folder, backupName(vault.id, inHours(1000))), 'x')
    expect(await backupIfDue(vault)).not.toBeNull()
  })

  it('is a matter for custodians, and of whole hours', async () => {
    const { vault, folder } = await scheduled()
    const auditor = { ...vault, user: { name: 'X', role: 'auditor' as const } }
    expect(await backupIfDue(auditor)).toBeNull()
    expectFailure(() => scheduleBackups(auditor, null), 'not-permitted')
    for (const everyHours of [0, 1.5])
      expectFailure(() => scheduleBackups(vault, { folder, everyHours }), 'usage')
    expect(scheduleBackups(vault, null)).toEqual({ folder: null, everyHours: null, newest: null })
    expect(await backupIfDue(vault)).toBeNull()
  })

  it('fails where there is no folder to be had', async () => {
    const { vault, folder } = await scheduled()
    rmSync(folder, { recursive: true })
    writeFileSync(folder, 'a file')
    await expectRejection(backupIfDue(vault), 'file-unwritable')
  })
})

describe('the watch over backups', () => {
  const watch = (results: readonly (Error | null)[]) => {
    const left = [...results]
    const backupIfDue = vi.fn(async () => {
      await wait(5)
      const next = left.shift() ?? null
      if (next !== null) throw next
      return null
    })
    const onFailed = vi.fn()
    return { engine: { backupIfDue }, onFailed, backups: watchBackups({ onFailed, everyMs: 30 }) }
  }

  it('looks at once and again and again, says what failed, and goes on', async () => {
    const { engine, onFailed, backups } = watch([new Error('no disk')])
    backups.begin(engine)
    await vi.waitFor(() => expect(engine.backupIfDue.mock.calls.length).toBeGreaterThan(2))
    backups.end()
    expect(onFailed).toHaveBeenCalledTimes(1)
    const calls = engine.backupIfDue.mock.calls.length
    await wait(100)
    expect(engine.backupIfDue.mock.calls.length).toBe(calls)
  })

  it('says nothing of a vault that was locked meanwhile', async () => {
    const { engine, onFailed, backups } = watch([new Error('closed')])
    backups.begin(engine)
    backups.end()
    await wait(30)
    expect(onFailed).not.toHaveBeenCalled()
  })
})
