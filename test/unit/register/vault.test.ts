import Database from 'better-sqlite3'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createAppend } from '../../../main/register/append-events.ts'
import { withDatabaseFailures } from '../../../main/register/database-failure.ts'
import { newId } from '../../../main/register/new-id.ts'
import { openDatabase } from '../../../main/register/open-database.ts'
import { createVault, openVault, openVaultForReading } from '../../../main/vault.ts'
import { databaseOf } from './tamper.ts'
import {
  closeAfterTest,
  expectFailure,
  expectRejection,
  fillRegister,
  importDocument,
  newVault,
  PASSPHRASE,
  SCRYPT_LOG_N,
  temporaryFolder,
} from './fixture.ts'

const OPTIONS = { by: 'tester', scryptLogN: SCRYPT_LOG_N }

describe('creating a vault', () => {
  it('makes the folder whole, with its first event', async () => {
    const vault = await newVault()
    expect(readdirSync(vault.dir).sort()).toEqual(
      expect.arrayContaining(['blobs', 'lock', 'register.sqlite', 'vault.json']),
    )
    expect([...vault.register.events()]).toMatchObject([
      { type: 'vault-created', by: 'tester', body: { vaultId: vault.id } },
    ])
    expect(vault.register.verify().verdict).toBe('intact')
  })

  it('takes a new or empty folder and nothing else', async () => {
    const parent = temporaryFolder()
    const empty = join(parent, 'empty')
    mkdirSync(empty)
    closeAfterTest(await createVault(empty, PASSPHRASE, OPTIONS))
    closeAfterTest(await createVault(join(parent, 'a', 'b'), PASSPHRASE, OPTIONS))
    await expectRejection(createVault(empty, PASSPHRASE, OPTIONS), 'vault-exists')
    await expectRejection(createVault(parent, PASSPHRASE, OPTIONS), 'usage')
    writeFileSync(join(parent, 'file'), '')
    await expectRejection(createVault(join(parent, 'file'), PASSPHRASE, OPTIONS), 'usage')
    await expectRejection(createVault(join(parent, 'file', 'x'), PASSPHRASE, OPTIONS), 'file-unwritable')
  })

  it('leaves nothing behind when it fails', async () => {
    const parent = temporaryFolder()
    await expectRejection(createVault(join(parent, 'v'), 'short', OPTIONS), 'passphrase-weak')
    await expectRejection(createVault(join(parent, 'v'), PASSPHRASE, { ...OPTIONS, by: '' }), 'usage')
    expect(readdirSync(parent)).toEqual([])
  })
})

describe('opening a vault', () => {
  it('finds everything again', async () => {
    const vault = await newVault()
    fillRegister(vault.register)
    const blob = vault.blobs.put(Buffer.from('original'))
    const before = [vault.register.documents(), vault.register.copies(), vault.register.checkpoint()]
    vault.close()
    const { register, blobs } = closeAfterTest(await openVault(vault.dir, PASSPHRASE))
    expect([register.documents(), register.copies(), register.checkpoint()]).toEqual(before)
    expect(Buffer.from(blobs.get(blob)).toString()).toBe('original')
    importDocument(register)
    expect(register.verify().verdict).toBe('intact')
  })

  it('says what is wrong', async () => {
    const vault = await newVault()
    await expectRejection(openVault(vault.dir, 'not the passphrase'), 'passphrase-wrong')
    await expectRejection(openVault(join(vault.dir, 'nothing'), PASSPHRASE), 'vault-missing')
    await expectRejection(openVault(vault.dir, PASSPHRASE), 'vault-in-use')
    vault.close()
    const file = join(vault.dir, 'register.sqlite')
    databaseOf(vault, (db) => db.pragma('user_version = 999'))
    await expectRejection(openVault(vault.dir, PASSPHRASE), 'vault-newer')
    writeFileSync(file, 'not a database, but long enough to be read as one'.repeat(100))
    await expectRejection(openVault(vault.dir, PASSPHRASE), 'vault-damaged')
    writeFileSync(file, '')
    await expectRejection(openVault(vault.dir, PASSPHRASE), 'vault-damaged')
    rmSync(file)
    await expectRejection(openVault(vault.dir, PASSPHRASE), 'vault-damaged')
    expect(existsSync(file)).toBe(false)
  })

  it('is refused to another process while it is open here', async () => {
    const vault = await newVault()
    const script = `
      import { openVault } from ${JSON.stringify(join(import.meta.dirname, '../../../main/vault.ts'))}
      await openVault(process.argv[1], process.argv[2]).then(() => console.log('opened'), (error) => console.log(error.code))`
    const attempt = () =>
      spawnSync(process.execPath, ['--input-type=module', '-e', script, vault.dir, PASSPHRASE], {
        encoding: 'utf8',
      }).stdout
    expect(attempt()).toBe('vault-in-use\n')
    vault.close()
    expect(attempt()).toBe('opened\n')
  })

  it('works no more after closing', async () => {
    const { keyring, register, close } = await newVault()
    close()
    expectFailure(() => keyring.sign(Buffer.from('x')), 'internal')
    expect(() => register.documents()).toThrow()
  })
})

describe('a reader', () => {
  it('looks on while the vault is open for writing, and sees what is recorded', async () => {
    const vault = await newVault()
    const reader = await openVaultForReading(vault.dir, PASSPHRASE)
    const { documentId } = fillRegister(vault.register)
    const blob = vault.blobs.put(Buffer.from('original'))
    expect(reader.register.document(documentId)).toEqual(vault.register.document(documentId))
    expect(reader.register.verify(vault.register.checkpoint())).toMatchObject({ verdict: 'intact', size: 6 })
    expect(Buffer.from(reader.blobs.get(blob)).toString()).toBe('original')
    reader.close()
    vault.close()
    const alone = await openVaultForReading(vault.dir, PASSPHRASE)
    expect(alone.register.copies()).toHaveLength(3)
    expect(alone.register).not.toHaveProperty('append')
    expect(alone.blobs).not.toHaveProperty('put')
    alone.close()
  })

  it('is told what is wrong', async () => {
    const vault = await newVault()
    vault.close()
    await expectRejection(openVaultForReading(vault.dir, 'not the passphrase'), 'passphrase-wrong')
    databaseOf(vault, (db) => db.pragma('user_version = 999'))
    await expectRejection(openVaultForReading(vault.dir, PASSPHRASE), 'vault-newer')
    rmSync(join(vault.dir, 'register.sqlite'))
    await expectRejection(openVaultForReading(vault.dir, PASSPHRASE), 'vault-damaged')
  })
})

describe('the database', () => {
  it('is set to survive a power cut and to keep its references', async () => {
    const { dir } = await newVault()
    const db = openDatabase(join(dir, 'register.sqlite'), () => undefined)
    const settings = ['journal_mode', 'synchronous', 'foreign_keys', 'trusted_schema']
    expect(settings.map((name) => db.pragma(name, { simple: true }))).toEqual(['wal', 2, 1, 0])
    db.close()
  })
})

describe('a full disk', () => {
  it('fails with its code and loses nothing that was confirmed', async () => {
    const vault = await newVault()
    const { vaultId } = vault.keyring
    const db = openDatabase(join(vault.dir, 'register.sqlite'), () => undefined)
    const append = createAppend(db, { vaultId, signer: vault.keyring, now: () => new Date() })
    db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 8}`)
    let confirmed = vault.register.size()
    const fill = (): void => {
      for (let i = 0; i < 500; i += 1) confirmed = withDatabaseFailures(() => append([bulkyImport()])).size
    }
    expectFailure(fill, 'disk-full')
    db.close()
    expect(confirmed).toBeGreaterThan(1)
    expect(vault.register.verify()).toMatchObject({ verdict: 'intact', size: confirmed })
    importDocument(vault.register)
    expect(vault.register.verify().size).toBe(confirmed + 1)
  })
})

const bulkyImport = () => {
  const body = { documentId: newId('d'), title: 'x'.repeat(3000), pages: 1, sha256: 'a'.repeat(64) }
  return {
    type: 'document-imported' as const,
    by: 'tester',
    body: { ...body, originalBlob: 'b'.repeat(64), pagesBlobs: [] },
  }
}

describe('blobs', () => {
  it('are kept once, encrypted, under names that tell nothing', async () => {
    const { blobs, dir } = await newVault()
    const bytes = Buffer.from('the very secret original')
    const id = blobs.put(bytes)
    expect(blobs.put(bytes)).toBe(id)
    expect(blobs.has(id)).toBe(true)
    const file = join(dir, 'blobs', id.slice(0, 2), id.slice(2))
    expect(readFileSync(file).includes('secret')).toBe(false)
    expect(statSync(file).mode & 0o077).toBe(0)
    expect(readdirSync(join(dir, 'blobs', 'unfinished'))).toEqual([])
  })

  it('are refused when changed, exchanged or missing', async () => {
    const { blobs, dir } = await newVault()
    const [a, b] = [blobs.put(Buffer.from('a')), blobs.put(Buffer.from('b'))]
    const fileOf = (id: string): string => join(dir, 'blobs', id.slice(0, 2), id.slice(2))
    const sealedA = readFileSync(fileOf(a))
    writeFileSync(fileOf(a), readFileSync(fileOf(b)))
    expectFailure(() => blobs.get(a), 'vault-damaged')
    writeFileSync(fileOf(a), sealedA.subarray(0, -1))
    expectFailure(() => blobs.get(a), 'vault-damaged')
    rmSync(fileOf(a))
    expectFailure(() => blobs.get(a), 'vault-damaged')
    expect(blobs.has(a)).toBe(false)
    for (const bad of ['../../vault.json', '', 'x'.repeat(64)])
      expectFailure(() => blobs.get(bad), 'not-found')
  })

  it('leave no unfinished files after a crash', async () => {
    const vault = await newVault()
    const unfinished = join(vault.dir, 'blobs', 'unfinished')
    writeFileSync(join(unfinished, 'half'), 'x')
    vault.close()
    closeAfterTest(await openVault(vault.dir, PASSPHRASE))
    expect(readdirSync(unfinished)).toEqual([])
  })

  it('say when they cannot be written', async () => {
    const { blobs, dir } = await newVault()
    rmSync(join(dir, 'blobs', 'unfinished'), { recursive: true })
    expectFailure(() => blobs.put(Buffer.from('x')), 'file-unwritable')
  })
})

describe('a lock', () => {
  it('that cannot be written is reported as such', async () => {
    const vault = await newVault()
    vault.close()
    rmSync(join(vault.dir, 'lock'))
    mkdirSync(join(vault.dir, 'lock'))
    await expectRejection(openVault(vault.dir, PASSPHRASE), 'file-unwritable')
  })

  it('is SQLite’s own, so that no stale one outlives its process', async () => {
    const vault = await newVault()
    const other = new Database(join(vault.dir, 'lock'), { timeout: 0 })
    expect(() => other.exec('BEGIN IMMEDIATE')).toThrow(/locked/)
    other.close()
  })
})
