import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { initVault } from '../../../main/engine.ts'
import { createSession } from '../../../main/host/session.ts'

const PASSPHRASE = 'a long enough passphrase'
const folder = mkdtempSync(join(tmpdir(), 'siglum-session-'))
const dir = join(folder, 'vault')
beforeAll(async () => {
  await initVault({ dir, passphrase: PASSPHRASE, scryptLogN: 10 })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a session', () => {
  it('locks by itself, unless somebody is there', async () => {
    let locked = 0
    const session = createSession({ idleMs: () => 150, onLock: () => (locked += 1) })
    await session.open(dir, { passphrase: PASSPHRASE })
    for (let i = 0; i < 4; i++) {
      await wait(80)
      session.engine().touch()
    }
    expect(session.shown()?.path).toBe(dir)
    for (let i = 0; i < 5; i++) {
      await wait(60)
      session.shown() // looking is no use
      session.grew()
    }
    expect(session.shown()).toBeNull()
    expect(locked).toBe(1)
    expect(() => session.engine()).toThrow(expect.objectContaining({ code: 'vault-locked' }))
    session.lock()
    expect(locked).toBe(1)
  })

  it('has one vault, and says when its register grew', async () => {
    const session = createSession({ idleMs: () => 60_000, onLock: () => {} })
    await session.open(dir, { passphrase: PASSPHRASE })
    await session.open(dir, { passphrase: PASSPHRASE })
    expect(session.grew()).toBe(false)
    session.engine().muster({ found: { names: [] }, place: 'desk', by: 'clerk' })
    expect(session.grew()).toBe(true)
    expect(session.grew()).toBe(false)
    session.lock()
  })
})
