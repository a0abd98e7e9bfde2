import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { partPath } from '../../../main/engine/copy-file.ts'
import { recoverRuns } from '../../../main/engine/recover-runs.ts'
import { beginRun, openRuns } from '../../../main/engine/run-journal.ts'
import { newId } from '../../../main/register/new-id.ts'
import { createVault } from '../../../main/vault.ts'
import type { Vault } from '../../../main/vault.ts'

const folder = mkdtempSync(join(tmpdir(), 'siglum-recover-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

let vault: Vault
let out: string
let issuanceId: string
let copyIds: readonly string[]

/** Three copies reserved, the first sealed under its hidden name: as a run leaves them that dies there. */
const dieMidway = (): void => {
  const documentId = newId('d')
  issuanceId = newId('i')
  copyIds = [newId('c'), newId('c'), newId('c')]
  const codes = vault.register.newCodes(3)
  const recipient = { name: 'Ann', unit: '', id: '', email: '' }
  const originalBlob = vault.blobs.put(Buffer.from('original'))
  const copies = copyIds.map((copyId, i) => ({ copyId, number: i + 1, of: 3, code: codes[i], recipient }))
  const imported = {
    documentId,
    title: 'T',
    pages: 1,
    sha256: sha256('original'),
    originalBlob,
    pagesBlobs: [],
  }
  beginRun(vault, issuanceId)
  vault.register.append([
    { type: 'document-imported', by: 'me', body: imported },
    {
      type: 'issuance-reserved',
      by: 'me',
      body: { issuanceId, documentId, medium: 'both', folder: out, copies },
    },
  ])
  for (const id of copyIds.slice(0, 2)) writeFileSync(partPath(out, id), `copy ${id}`)
  const body = { copyId: copyIds[0], sha256: sha256(`copy ${copyIds[0]}`), bytes: 33, fileName: 'one.pdf' }
  vault.register.append([{ type: 'copy-sealed', by: 'me', body }])
}

const states = () => vault.register.copies({ issuanceId }).map(({ state }) => state)

describe('a run that died', () => {
  beforeEach(async () => {
    const place = mkdtempSync(join(folder, 'case-'))
    out = join(place, 'out')
    mkdirSync(out)
    vault = await createVault(join(place, 'vault'), 'long enough', { scryptLogN: 10 })
    dieMidway()
    return () => vault.close()
  })

  it('gets its sealed copy named, its unsealed files removed and recorded', () => {
    expect(recoverRuns(vault, 'me').map(({ id }) => id)).toEqual(copyIds.slice(1))
    expect(readdirSync(out)).toEqual(['one.pdf'])
    expect(readFileSync(join(out, 'one.pdf'), 'utf8')).toBe(`copy ${copyIds[0]}`)
    expect(states()).toEqual(['sealed', 'abandoned', 'abandoned'])
    expect(openRuns(vault)).toEqual([])
    expect(recoverRuns(vault, 'me')).toEqual([])
  })

  it('never gives a name to a file that is not what was sealed', () => {
    writeFileSync(partPath(out, copyIds[0]), 'cut sho')
    recoverRuns(vault, 'me')
    expect(readdirSync(out)).toEqual([])
  })

  it('never writes over a file of that name', () => {
    writeFileSync(join(out, 'one.pdf'), 'another')
    recoverRuns(vault, 'me')
    expect(readFileSync(join(out, 'one.pdf'), 'utf8')).toBe('another')
  })

  it('is remembered while its folder is not there to be mended', () => {
    renameSync(out, `${out}-unplugged`)
    recoverRuns(vault, 'me')
    expect(states()).toEqual(['sealed', 'abandoned', 'abandoned'])
    expect(openRuns(vault)).toEqual([issuanceId])
    renameSync(`${out}-unplugged`, out)
    recoverRuns(vault, 'me')
    expect(readdirSync(out)).toEqual(['one.pdf'])
    expect(openRuns(vault)).toEqual([])
  })
})
