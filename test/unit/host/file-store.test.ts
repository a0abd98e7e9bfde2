import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { MOST_PIECE_BYTES, openFileStore } from '../../../main/host/file-store.ts'

const parent = mkdtempSync(join(tmpdir(), 'siglum-store-test-'))
afterAll(() => rmSync(parent, { recursive: true, force: true }))

const only = (): string => join(parent, readdirSync(parent)[0])
const code = (wanted: string) => expect.objectContaining({ code: wanted })

describe('the session’s files', () => {
  it('come in pieces, lie for the owner alone under names that tell nothing, and go', () => {
    const store = openFileStore(parent)
    const file = store.begin('../../绝密.pdf', 5)
    expect(store.write(file, Buffer.from('abc'))).toBe(3)
    expect(() => store.held(file)).toThrow(code('usage'))
    expect(store.write(file, Buffer.from('de'))).toBe(5)
    const { name, path } = store.held(file)
    expect(name).toBe('../../绝密.pdf')
    expect(path.startsWith(only())).toBe(true)
    expect(path).not.toContain('绝密')
    if (process.platform !== 'win32') {
      expect(statSync(only()).mode & 0o777).toBe(0o700)
      expect(statSync(path).mode & 0o777).toBe(0o600)
    }
    expect(store.read(file, 1, 3)).toMatchObject({ end: false })
    expect(Buffer.from(store.read(file, 3, 100).bytes).toString()).toBe('de')
    expect(store.read(file, 3, 100).end).toBe(true)
    expect(store.read(file, 99, 1)).toMatchObject({ end: true, bytes: { length: 0 } })
    store.clear()
    expect(existsSync(path)).toBe(false)
    expect(() => store.read(file, 0, 1)).toThrow(code('not-found'))
    store.close()
    expect(readdirSync(parent)).toEqual([])
  })

  it('are no larger than said, and not too large', () => {
    const store = openFileStore(parent)
    const file = store.begin('a', 2)
    expect(() => store.write(file, Buffer.from('abc'))).toThrow(code('usage'))
    expect(() => store.begin('a', 2 ** 30 + 1)).toThrow(code('usage'))
    const large = store.begin('b', 2 ** 30)
    expect(() => store.write(large, Buffer.alloc(MOST_PIECE_BYTES + 1))).toThrow(code('usage'))
    for (let i = 0; i < 2; i++) store.begin('more', 2 ** 30)
    expect(() => store.begin('too much', 2 ** 30)).toThrow(code('usage'))
    store.close()
  })

  it('have ids that nobody can guess', () => {
    const store = openFileStore(parent)
    const ids = Array.from({ length: 50 }, () => store.begin('a', 0))
    expect(new Set(ids).size).toBe(50)
    expect(ids.every((id) => /^f-[0-9a-f]{32}$/.test(id))).toBe(true)
    expect(() => store.held('f-../../../etc/passwd')).toThrow(code('not-found'))
    store.close()
  })

  it('of processes that died are removed, those of the living are not', () => {
    const dead = join(parent, 'siglum-files-dead')
    const living = join(parent, 'siglum-files-living')
    const nameless = join(parent, 'siglum-files-nameless')
    const other = join(parent, 'something-else')
    for (const folder of [dead, living, nameless, other]) mkdirSync(folder)
    const { pid } = spawnSync(process.execPath, ['-e', '0'])
    writeFileSync(join(dead, 'owner.pid'), String(pid))
    writeFileSync(join(dead, 'f-1'), 'secret')
    writeFileSync(join(living, 'owner.pid'), String(process.ppid))
    const store = openFileStore(parent)
    expect(existsSync(dead)).toBe(false)
    expect(existsSync(living)).toBe(true)
    expect(existsSync(nameless)).toBe(true) // may be about to get its number
    utimesSync(nameless, 1, 1)
    openFileStore(parent).close()
    expect(existsSync(nameless)).toBe(false)
    expect(existsSync(other)).toBe(true)
    store.close()
    for (const folder of [living, other]) rmSync(folder, { recursive: true })
  })
})
