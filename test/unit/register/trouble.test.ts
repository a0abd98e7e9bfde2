import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  cpSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openEngine, openEngineForReading } from '../../../main/engine.ts'
import { openVault, openVaultForReading } from '../../../main/vault.ts'
import { fillRegister, importDocument, newVault, PASSPHRASE, temporaryFolder } from './fixture.ts'
import { databaseOf, snapshot } from './tamper.ts'

/** Runs `script` in a process of its own; `shell` first, in the same one. */
const inProcess = (script: string, args: readonly string[], shell = ''): string => {
  const node = [process.execPath, '--input-type=module', '-e', script, ...args]
  const command = node.map((part) => `'${part.replaceAll("'", `'\\''`)}'`).join(' ')
  const { stdout, stderr } = spawnSync('bash', ['-c', `${shell}\nexec ${command}`], { encoding: 'utf8' })
  return stdout || stderr
}

const at = (path: string): string => JSON.stringify(join(import.meta.dirname, path))

/** Appends until it fails, then says with which code, how much was confirmed, and what is there when space is back. */
const FILL = `
  import { openVault } from ${at('../../../main/vault.ts')}
  import { importDocument } from ${at('plain-events.ts')}
  const vault = await openVault(process.argv[1], process.argv[2])
  let confirmed = vault.register.size()
  let code = 'none'
  let message = ''
  try {
    for (let i = 0; i < 4000; i += 1) {
      const blob = vault.blobs.put(Buffer.alloc(20_000, String(i)))
      importDocument(vault.register, blob)
      confirmed = vault.register.size()
    }
  } catch (error) { code = error.code ?? String(error); message = error.message }
  const { verdict, size } = vault.register.verify()
  console.log(JSON.stringify({ code, message, confirmed, verdict, size }))
`

describe('a disk that fills up', () => {
  it('is told as such, loses nothing confirmed, and all goes on when there is space', async () => {
    const disk = join(temporaryFolder(), 'disk')
    mkdirSync(disk)
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk]).status === 0
    if (!mounted) return console.warn('SKIPPED: no small disk can be mounted here')
    try {
      const vault = await newVault(join(disk, 'vault'))
      vault.close()
      const told = JSON.parse(inProcess(FILL, [vault.dir, PASSPHRASE])) as Record<string, unknown>
      expect(told).toMatchObject({ code: 'disk-full', verdict: 'intact', size: told.confirmed })
      expect(told.message).toMatch(/Free some space/)
      spawnSync('mount', ['-o', 'remount,size=20m', disk])
      const again = await openVault(vault.dir, PASSPHRASE)
      expect(again.register.size()).toBe(told.confirmed)
      importDocument(again.register)
      expect(again.register.verify().verdict).toBe('intact')
      again.close()
    } finally {
      spawnSync('umount', ['-l', disk])
    }
  })

  it('or a limit on the size of files, likewise', async () => {
    const { dir, close } = await newVault()
    close()
    const told = JSON.parse(inProcess(FILL, [dir, PASSPHRASE], 'ulimit -f 600')) as Record<string, unknown>
    expect(['disk-full', 'file-unwritable']).toContain(told.code)
    expect(told).toMatchObject({ verdict: 'intact', size: told.confirmed })
    const again = await openVault(dir, PASSPHRASE)
    importDocument(again.register)
    expect(again.register.verify()).toMatchObject({ verdict: 'intact', size: Number(told.confirmed) + 1 })
    again.close()
  })
})

/** SQLite's own code is loaded first: a checkout may lie where only its owner can read. */
const READ_ONLY = `
  import Database from 'better-sqlite3'
  new Database(':memory:').close()
  import { openEngine, openEngineForReading } from ${at('../../../main/engine.ts')}
  if (process.setuid) process.setuid(65534)
  const told = async (open) => open(process.argv[1], process.argv[2]).then(async (engine) => (await engine.verify()).verdict).catch((error) => error.code + ': ' + error.message)
  console.log(JSON.stringify([await told(openEngine), await told(openEngineForReading)]))
`

describe('a vault that cannot be written', () => {
  it('is told as such, and read', async () => {
    const { dir, close, register } = await newVault()
    fillRegister(register)
    close()
    for (const [path, mode] of [
      [join(dir, '..'), 0o755],
      [join(dir, 'vault.json'), 0o444],
      [join(dir, 'register.sqlite'), 0o444],
      [dir, 0o555],
    ] as const)
      chmodSync(path, mode)
    const [writing, reading] = JSON.parse(inProcess(READ_ONLY, [dir, PASSPHRASE])) as [string, string]
    chmodSync(dir, 0o700)
    expect(writing).toMatch(/^file-unwritable: .*permissions/)
    expect(reading).toBe('intact')
  })

  it('lies on a disk that cannot be written, and is read to its last event', async () => {
    const folder = temporaryFolder()
    const vault = await newVault(join(folder, 'vault'))
    fillRegister(vault.register)
    const closed = snapshot(vault)
    // As after a crash: the last event is in the log alone.
    databaseOf(vault, (db) => db.pragma('wal_checkpoint(TRUNCATE)'))
    importDocument(vault.register)
    const crashed = join(folder, 'crashed')
    cpSync(vault.dir, crashed, { recursive: true })
    rmSync(join(crashed, 'register.sqlite-shm'), { force: true })
    for (const [dir, size] of [
      [closed, 6],
      [crashed, 7],
    ] as const) {
      const disk = join(folder, `disk-${size}`)
      mkdirSync(disk)
      const mounted =
        spawnSync('mount', ['--bind', dir, disk]).status === 0 &&
        spawnSync('mount', ['-o', 'remount,ro,bind', disk]).status === 0
      if (!mounted) return console.warn('SKIPPED: nothing can be mounted here')
      try {
        const before = readdirSync(tmpdir()).filter((name) => name.startsWith('siglum-read-'))
        const reader = await openVaultForReading(disk, PASSPHRASE)
        expect(reader.register.size()).toBe(size)
        expect(reader.register.verify().verdict).toBe('intact')
        expect(reader.register.copies({ search: '张三' })).toHaveLength(1)
        reader.close()
        expect(readdirSync(tmpdir()).filter((name) => name.startsWith('siglum-read-'))).toEqual(before)
        const outcome = await openVault(disk, PASSPHRASE).catch((error: { code: string }) => error)
        expect(outcome).toMatchObject({ code: 'file-unwritable' })
      } finally {
        spawnSync('umount', ['-l', disk])
      }
    }
  })

  it('by being open elsewhere, can still be read there', async () => {
    const { dir } = await newVault()
    const outcome = await openEngine(dir, PASSPHRASE).catch(
      (error: { code: string; message: string }) => error,
    )
    expect(outcome).toMatchObject({
      code: 'vault-in-use',
      message: expect.stringContaining('Close it there'),
    })
    const reader = await openEngineForReading(dir, PASSPHRASE)
    expect((await reader.verify()).verdict).toBe('intact')
    reader.close()
  })

  it('because a newer version wrote it, is left as it is', async () => {
    const vault = await newVault()
    vault.close()
    databaseOf(vault, (db) => db.pragma('user_version = 999'))
    const outcome = await openVault(vault.dir, PASSPHRASE).catch(
      (error: { code: string; message: string }) => error,
    )
    expect(outcome).toMatchObject({
      code: 'vault-newer',
      message: expect.stringContaining('Install that version'),
    })
    databaseOf(vault, (db) => expect(db.pragma('user_version', { simple: true })).toBe(999))
  })
})

describe('a damaged page', () => {
  it('is told with the way forward, also by what is asked beside verify', async () => {
    const vault = await newVault()
    fillRegister(vault.register)
    const dir = snapshot(vault)
    const file = join(dir, 'register.sqlite')
    for (const rest of ['-wal', '-shm']) rmSync(file + rest, { force: true })
    const handle = openSync(file, 'r+')
    // Every page but the first, where the tables are named.
    for (let page = 1; page * 4096 < statSync(file).size; page += 1)
      writeSync(handle, Buffer.alloc(4096, 0xa5), 0, 4096, page * 4096)
    closeSync(handle)
    const outcome = await openEngine(dir, PASSPHRASE).catch(
      (error: { code: string; message: string }) => error,
    )
    expect(outcome).toMatchObject({ code: 'vault-damaged', message: expect.stringContaining('backup') })
  })
})
