import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ensureFolder, renameDurably, writeDurably } from '../../../main/engine/durable-file.ts'
import { readFailure } from '../../../main/engine/file-failure.ts'
import { decodeLayouts, encodeLayouts } from '../../../main/engine/layouts-blob.ts'
import type { PageLayout } from '../../../shared/mark/layout.ts'

const folder = mkdtempSync(join(tmpdir(), 'siglum-files-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('durable files', () => {
  it('writes a file whole, for the owner alone, and never over another', () => {
    const path = join(folder, 'copy.pdf')
    writeDurably(path, Buffer.from('first'))
    expect(() => writeDurably(path, Buffer.from('second'))).toThrow(
      expect.objectContaining({ code: 'file-unwritable' }),
    )
    expect(readFileSync(path, 'utf8')).toBe('first')
    renameDurably(path, join(folder, 'named.pdf'))
    expect(readdirSync(folder)).toEqual(['named.pdf'])
  })

  it('says which file or folder cannot be written', () => {
    const nowhere = join(folder, 'nowhere', 'copy.pdf')
    expect(() => writeDurably(nowhere, Buffer.from('x'))).toThrow(/nowhere/)
    writeFileSync(join(folder, 'file'), '')
    expect(() => ensureFolder(join(folder, 'file', 'below'))).toThrow(
      expect.objectContaining({ code: 'file-unwritable' }),
    )
  })

  it('does not hang where the system knows no folders', () => {
    if (process.platform !== 'linux') return console.warn('SKIPPED: only Linux has /proc')
    expect(() => ensureFolder('/proc/nowhere/below')).toThrow(
      expect.objectContaining({ code: 'file-unwritable' }),
    )
  })

  it('makes a folder and leaves nothing in it', () => {
    const made = join(folder, 'a', 'b')
    ensureFolder(made)
    expect(readdirSync(made)).toEqual([])
    if (process.getuid?.() === 0) return console.warn('SKIPPED: root may write anywhere')
    chmodSync(made, 0o500)
    expect(() => ensureFolder(made)).toThrow(expect.objectContaining({ code: 'file-unwritable' }))
  })

  it('tells an absent file from an unreadable one', () => {
    const errno = (code: string) => Object.assign(new Error(code), { code })
    expect(readFailure('a', errno('ENOENT')).code).toBe('file-not-found')
    expect(readFailure('a', errno('EACCES')).code).toBe('file-unreadable')
  })
})

const LAYOUT: PageLayout = {
  version: 1,
  widthMm: 209.9999999999,
  heightMm: 297 / 7,
  tint: [{ cellMm: 1.5, columns: 140, rows: 28 }],
  words: [{ x: 1 / 3, y: Math.PI, along: 12.5, across: 3.4, angle: -Math.PI / 2 }],
  wordAlongMm: 0.07,
  wordAcrossMm: 0.035,
  dots: [{ x: 5, y: 6, dx: 0.1, dy: -0.3 }],
  dotDiameterMm: 0.11,
}

describe('kept layouts', () => {
  it('come back to the last bit', () => expect(decodeLayouts(encodeLayouts([LAYOUT]))).toEqual([LAYOUT]))

  it('of another mark version are refused, not misread', () => {
    const other = Buffer.from(encodeLayouts([LAYOUT]))
      .toString()
      .replace('"version":1', '"version":2')
    expect(() => decodeLayouts(Buffer.from(other))).toThrow(expect.objectContaining({ code: 'vault-newer' }))
  })
})
