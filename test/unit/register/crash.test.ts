import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { openVault, openVaultForReading } from '../../../main/vault.ts'
import { newVault, PASSPHRASE } from './fixture.ts'

const KILLS = 8

interface Confirmation {
  readonly size?: number
  readonly checkpoint?: string
  readonly sealed?: string
  readonly blob?: string
}

/** Lets a child write until it has confirmed something and `meanwhile` is over, then kills it with -9. */
const writeUntilKilled = async (
  dir: string,
  meanwhile: () => Promise<unknown>,
): Promise<readonly Confirmation[]> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'crash-child.ts'), dir, PASSPHRASE], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (output += text))
  const closed = once(child, 'close')
  await Promise.race([once(child.stdout, 'data'), closed])
  await meanwhile()
  child.kill('SIGKILL')
  await closed
  const whole = output.slice(0, output.lastIndexOf('\n'))
  return whole.split('\n').map((line) => JSON.parse(line) as Confirmation)
}

it('kill -9 at any moment loses nothing that was confirmed', async () => {
  const { dir, close } = await newVault()
  close()
  for (let kill = 0; kill < KILLS; kill += 1) {
    const confirmed = await writeUntilKilled(dir, () => sleep(7 * kill + Math.random() * 60))
    const { register, blobs, close: closeAgain } = await openVault(dir, PASSPHRASE)
    const last = confirmed.findLast(({ checkpoint }) => checkpoint !== undefined)
    expect(register.verify(...(last?.checkpoint === undefined ? [] : [last.checkpoint]))).toMatchObject({
      verdict: 'intact',
      findings: [],
    })
    expect(register.size()).toBeGreaterThanOrEqual(last?.size ?? 1)
    for (const { sealed, blob } of confirmed) {
      if (sealed !== undefined) expect(register.copy(sealed).state).toBe('sealed')
      if (blob !== undefined) expect(blobs.get(blob)).toHaveLength(20_000)
    }
    for (const { originalBlob } of register.documents()) expect(blobs.has(originalBlob)).toBe(true)
    expect(readdirSync(join(dir, 'blobs', 'unfinished'))).toEqual([])
    register.recoverAbandoned({ by: 'test', reason: 'killed', removeFile: () => undefined })
    expect(register.copies({ state: 'reserved' })).toEqual([])
    closeAgain()
  }
})

it('a reader verifies beside a writer at work and takes it for no manipulation', async () => {
  const { dir, close } = await newVault()
  close()
  const sizes: number[] = []
  await writeUntilKilled(dir, async () => {
    const reader = await openVaultForReading(dir, PASSPHRASE)
    for (let i = 0; i < 15; i += 1) {
      const checkpoint = reader.register.checkpoint()
      const report = reader.register.verify(checkpoint)
      expect(report).toMatchObject({ verdict: 'intact', findings: [] })
      sizes.push(report.size)
      await sleep(10)
    }
    reader.close()
  })
  expect(sizes.at(-1)).toBeGreaterThan(sizes[0])
})
