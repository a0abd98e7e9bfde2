import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openVaultForReading } from '../../../main/vault.ts'
import { newVault, PASSPHRASE, tracing } from './fixture.ts'
import { behindTheTriggers, snapshot } from './tamper.ts'

/** From so many events on verify works in threads. */
const LARGE = 20_000

it(`a register of ${LARGE} events, gone through in threads, is judged like a small one`, async () => {
  const vault = await newVault()
  const { register } = vault
  for (let done = 0; done < LARGE; done += 2000)
    register.append(Array.from({ length: 2000 }, () => tracing()))
  const checkpoint = register.checkpoint()
  expect(register.verify(checkpoint)).toMatchObject({ verdict: 'intact', size: LARGE + 1, findings: [] })

  behindTheTriggers(vault, (db) => db.exec("UPDATE trace SET verdict = 'traced' WHERE event = 9000"))
  expect(register.verify()).toMatchObject({
    verdict: 'altered',
    findings: [{ kind: 'projection-differs' }],
  })
  register.rebuildProjections()
  behindTheTriggers(vault, (db) =>
    db.exec("UPDATE disclosure SET value = replace(value, 'leak', 'lake') WHERE event = 15000"),
  )
  expect(register.verify().findings.map(({ kind }) => kind)).toEqual(['personal-changed'])
  behindTheTriggers(vault, (db) => db.exec('DELETE FROM event WHERE idx = 20000'))
  expect(register.verify().findings.map(({ kind }) => kind)).toContain('tail-missing')

  const dir = snapshot(vault)
  const file = join(dir, 'register.sqlite')
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.alloc(4096, 0xa5), 0, 4096, 4096 * Math.floor(statSync(file).size / 8192))
  closeSync(handle)
  const damaged = await openVaultForReading(dir, PASSPHRASE)
  expect(damaged.register.verify()).toMatchObject({
    verdict: 'altered',
    findings: [{ kind: 'file-damaged' }],
  })
  damaged.close()
})
