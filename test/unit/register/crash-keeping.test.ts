import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { restoreVault } from '../../../main/engine.ts'
import { openVault } from '../../../main/vault.ts'
import type { Vault } from '../../../main/vault.ts'
import { newVault, PASSPHRASE, temporaryFolder } from './fixture.ts'

/** One after each kind of confirmation, and some more. */
const KILLS = 8

interface Confirmation {
  readonly added?: string
  readonly removed?: string
  readonly redacted?: string
  readonly backup?: string
  readonly size?: number
  readonly trying?: string
  readonly passphrase?: string
}

const workUntilKilled = async (
  dir: string,
  folder: string,
  passphrase: string,
  confirmations: number,
): Promise<readonly Confirmation[]> => {
  const script = join(import.meta.dirname, 'crash-keeping-child.ts')
  const child = spawn(process.execPath, [script, dir, folder, passphrase], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (output += text))
  const closed = once(child, 'close')
  const isOver = (): boolean => output.split('\n').length > confirmations || child.exitCode !== null
  while (!isOver()) await sleep(2)
  await sleep(Math.random() * 60)
  child.kill('SIGKILL')
  await closed
  return output
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Confirmation)
}

/** The one of these that opens it: a change of passphrase that was under way may be done or not. */
const openWith = async (dir: string, passphrases: readonly string[]): Promise<[Vault, string]> => {
  for (const passphrase of passphrases) {
    try {
      return [await openVault(dir, { passphrase, name: 'tester' }), passphrase]
    } catch {
      // the next
    }
  }
  throw new Error('no passphrase opens it')
}

const checkConfirmed = async (vault: Vault, confirmed: readonly Confirmation[]): Promise<void> => {
  const { register } = vault
  const everything = JSON.stringify([...register.events()])
  const file = readFileSync(join(vault.dir, 'register.sqlite'))
  const active = new Map(register.users().map((user) => [user.name, user.active]))
  const removed = new Set(confirmed.map((one) => one.removed))
  for (const { added, redacted } of confirmed) {
    if (added !== undefined) expect(active.get(added)).toBeDefined()
    if (added !== undefined && removed.has(added)) expect(active.get(added)).toBe(false)
    if (redacted !== undefined) expect(everything).not.toContain(redacted)
    if (redacted !== undefined) expect(file.includes(redacted)).toBe(false)
  }
}

it('kill -9 among people, passphrases, redactions and backups loses nothing confirmed', async () => {
  const { dir, close } = await newVault()
  close()
  const folder = temporaryFolder()
  let passphrases = [PASSPHRASE]
  for (let kill = 0; kill < KILLS; kill += 1) {
    const confirmed = await workUntilKilled(dir, folder, passphrases[0], kill + 1)
    const changed = confirmed.findLast((one) => one.passphrase !== undefined)?.passphrase
    const trying = confirmed.findLast((one) => one.trying !== undefined)?.trying
    const [vault, opened] = await openWith(dir, [changed ?? passphrases[0], ...(trying ? [trying] : [])])
    passphrases = [opened]
    expect(vault.register.verify()).toMatchObject({ verdict: 'intact', findings: [] })
    await checkConfirmed(vault, confirmed)
    vault.close()
  }
  // What bears a backup's name is whole; halves have another.
  const backups = readdirSync(folder).filter((name) => name.endsWith('.backup'))
  expect(backups.length).toBeGreaterThan(0)
  const known = [PASSPHRASE, ...passphrases]
  for (const name of backups.slice(0, 2)) {
    const outcome = await restoreVault({
      backup: join(folder, name),
      dir: join(temporaryFolder(), 'restored'),
      opener: { passphrase: known[0] },
    }).then(
      ({ verdict }) => verdict,
      (error: { code?: string }) => error.code,
    )
    // A backup of after a change of passphrase asks for the one of then.
    expect(['intact', 'passphrase-wrong']).toContain(outcome)
  }
})
