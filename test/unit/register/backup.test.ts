import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { restoreVault, openEngine } from '../../../main/engine.ts'
import { openVault, openVaultForReading } from '../../../main/vault.ts'
import { backupName, chooseKept, timeOfBackup } from '../../../main/vault/backup-ladder.ts'
import { writeBackup } from '../../../main/vault/write-backup.ts'
import {
  closeAfterTest,
  expectRejection,
  fillRegister,
  importDocument,
  newVault,
  PASSPHRASE,
  temporaryFolder,
} from './fixture.ts'

const vaultWithOriginal = async () => {
  const vault = await newVault()
  const original = vault.blobs.put(Buffer.alloc(3 << 20, 7))
  fillRegister(vault.register, original)
  return { vault, original }
}

describe('a backup', () => {
  it('brings everything back', async () => {
    const { vault, original } = await vaultWithOriginal()
    const file = join(temporaryFolder(), 'one.backup')
    const written = await writeBackup(vault, file, new Date())
    expect(written).toMatchObject({ size: 6, blobs: 1, damaged: [] })
    const dir = join(temporaryFolder(), 'restored')
    const restored = await restoreVault({ backup: file, dir, opener: { passphrase: PASSPHRASE } })
    expect(restored).toMatchObject({ size: 6, verdict: 'intact', vault: { id: vault.id } })
    const again = closeAfterTest(await openVault(dir, PASSPHRASE))
    expect(again.register.copies()).toEqual(vault.register.copies())
    expect(again.blobs.get(original)).toHaveLength(3 << 20)
    expect([...again.register.events()].at(-1)).toMatchObject({ type: 'vault-restored', body: { size: 6 } })
    expect(again.register.verify(vault.register.checkpoint())).toMatchObject({ verdict: 'intact', size: 7 })
    expect(readdirSync(vault.dir).filter((name) => name.startsWith('backup-'))).toEqual([])
  })

  it('is made while another writes, and holds one moment', async () => {
    const { vault } = await vaultWithOriginal()
    const reader = await openVaultForReading(vault.dir, PASSPHRASE)
    const file = join(temporaryFolder(), 'busy.backup')
    const writing = setInterval(() => importDocument(vault.register, { originalBlob: 'b'.repeat(64) }), 1)
    const written = await writeBackup(reader, file, new Date()).finally(() => clearInterval(writing))
    reader.close()
    expect(written.size).toBeGreaterThanOrEqual(6)
    const dir = join(temporaryFolder(), 'restored')
    const restored = await restoreVault({ backup: file, dir, opener: { passphrase: PASSPHRASE } })
    expect(restored).toMatchObject({ size: written.size, verdict: 'intact' })
  })

  it('is refused when anything about it was changed, cut or added', async () => {
    const { vault } = await vaultWithOriginal()
    const file = join(temporaryFolder(), 'one.backup')
    await writeBackup(vault, file, new Date())
    const bytes = readFileSync(file)
    const changed = [
      bytes.subarray(0, bytes.length - 1),
      bytes.subarray(0, bytes.length / 2),
      Buffer.concat([bytes, Buffer.of(0)]),
      Buffer.concat([Buffer.of(0), bytes]),
      Buffer.from('something else'),
      Buffer.alloc(0),
      ...[30, 200, 2000, bytes.length >> 1, bytes.length - 5].map((at) => {
        const copy = Buffer.from(bytes)
        copy[at] ^= 4
        return copy
      }),
    ]
    const dir = join(temporaryFolder(), 'none')
    for (const [i, bad] of changed.entries()) {
      const path = join(temporaryFolder(), `${i}.backup`)
      writeFileSync(path, bad)
      const outcome = await restoreVault({ backup: path, dir, opener: { passphrase: PASSPHRASE } }).then(
        () => 'restored',
        (error: { code?: string }) => error.code ?? String(error),
      )
      // A changed key file inside opens nothing; everything else is told as damage.
      expect(['backup-damaged', 'passphrase-wrong', 'vault-damaged'], `case ${i}`).toContain(outcome)
      expect(existsSync(dir)).toBe(false)
    }
    await expectRejection(
      restoreVault({ backup: join(dir, 'x'), dir, opener: { passphrase: PASSPHRASE } }),
      'file-not-found',
    )
  })

  it('says what is missing from the vault already, and then lets no older one go', async () => {
    const { vault, original } = await vaultWithOriginal()
    const { dir } = vault
    rmSync(join(dir, 'blobs', original.slice(0, 2), original.slice(2)))
    vault.close()
    const engine = await openEngine(dir, PASSPHRASE)
    const ladderDir = join(temporaryFolder(), 'ladder')
    mkdirSync(ladderDir)
    const old = [1, 2, 3].map((day) => backupName(engine.vaultId, new Date(Date.UTC(2020, 0, day))))
    for (const name of old) writeFileSync(join(ladderDir, name), '')
    const ladder = { daily: 1, weekly: 0, monthly: 0 }
    const saved = await engine.backup({ ladderDir, ladder })
    engine.close()
    expect(saved).toMatchObject({ damaged: [original], removed: [] })
    expect(readdirSync(ladderDir)).toHaveLength(4)
  })

  it('leaves nothing behind where it cannot be written', async () => {
    const { vault } = await vaultWithOriginal()
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'x.backup'))
    await expectRejection(writeBackup(vault, join(folder, 'x.backup'), new Date()), 'file-unwritable')
    await expectRejection(writeBackup(vault, join(folder, 'none', 'x.backup'), new Date()), 'file-unwritable')
    expect(readdirSync(vault.dir).filter((name) => name.startsWith('backup-'))).toEqual([])
    expect(readdirSync(folder)).toEqual(['x.backup'])
  })
})

describe('the ladder', () => {
  const ladder = { daily: 7, weekly: 5, monthly: 12 }
  const dayMs = 86_400_000

  it('keeps a year of daily backups as 7 days, 5 weeks and 12 months', () => {
    const start = Date.UTC(2026, 0, 1, 18)
    const times = Array.from({ length: 365 }, (_, i) => new Date(start + i * dayMs))
    const kept = [...chooseKept(times, ladder)].map((time) => time.toISOString().slice(0, 10)).toSorted()
    const ends = '01-31 02-28 03-31 04-30 05-31 06-30 07-31 08-31 09-30 10-31 11-30'
    const sundays = '12-06 12-13 12-20'
    const days = '12-25 12-26 12-27 12-28 12-29 12-30 12-31'
    expect(kept.join(' ')).toBe([ends, sundays, days].join(' ').replaceAll(/(?=\b\d\d-)/g, '2026-'))
  })

  it('always keeps the newest, never more than its rungs, and what it lets go it need not keep later', () => {
    const moment = fc
      .integer({ min: 0, max: 4000 })
      .map((hours) => new Date(Date.UTC(2026, 0, 1) + hours * 3_600_000))
    fc.assert(
      fc.property(fc.uniqueArray(moment, { minLength: 1, maxLength: 60, selector: Number }), (times) => {
        const kept = chooseKept(times, ladder)
        expect(kept.has(times.toSorted((a, b) => Number(b) - Number(a))[0])).toBe(true)
        expect(kept.size).toBeLessThanOrEqual(24)
        expect(chooseKept([...kept], ladder).size).toBe(kept.size)
      }),
    )
  })

  it('knows its own files by name, and no others', () => {
    const id = `v-${'a'.repeat(26)}`
    const time = new Date('2026-11-24T10:15:00.042Z')
    expect(timeOfBackup(id, backupName(id, time))).toEqual(time)
    expect(timeOfBackup(id, `siglum-${'a'.repeat(12)}-20261124T101500Z.backup`)).toEqual(
      new Date('2026-11-24T10:15:00Z'),
    )
    for (const name of ['notes.txt', backupName(`v-${'b'.repeat(26)}`, time), `${backupName(id, time)}.part`])
      expect(timeOfBackup(id, name)).toBeNull()
  })
})
