import { describe, expect, it } from 'vitest'
import { newId } from '../../../main/register/new-id.ts'
import { parseCheckpoint } from '../../../main/register/checkpoint.ts'
import { canonicalJson } from '../../../main/register/canonical-json.ts'
import { verifyConsistency, verifyInclusion } from '../../../main/register/verify-proof.ts'
import { leafHash } from '../../../main/register/merkle-tree.ts'
import { databaseOf } from './tamper.ts'
import {
  expectFailure,
  fillRegister,
  importDocument,
  newVault,
  recipientNamed,
  reserve,
  sealing,
  tracing,
} from './fixture.ts'

describe('register', () => {
  it('answers with what was recorded', async () => {
    const { register } = await newVault()
    const { documentId, copyIds } = fillRegister(register)
    expect(register.documents()).toHaveLength(1)
    expect(register.document(documentId)).toMatchObject({
      title: '会议纪要',
      pages: 2,
      number: null,
      by: 'tester',
    })
    const [issuance] = register.issuances(documentId)
    expect(register.issuance(issuance.id)).toMatchObject({
      medium: 'both',
      copies: 3,
      occasion: null,
      folder: '/out',
    })
    expect(register.copies().map(({ state }) => state)).toEqual(['sealed', 'abandoned', 'reserved'])
    expect(register.copies({ documentId, state: 'sealed' }).map(({ id }) => id)).toEqual([copyIds[0]])
    expect(register.copies({ sha256: 'c'.repeat(64) }).map(({ id }) => id)).toEqual([copyIds[0]])
    expect(register.copies({ issuanceId: newId('i') })).toEqual([])
    expect(register.copy(copyIds[0])).toMatchObject({
      number: 1,
      of: 3,
      bytes: 12_345,
      recipient: recipientNamed('张三'),
    })
    expect(register.copy(copyIds[1])).toMatchObject({ reason: 'failed its check', sha256: null })
    expect(register.traces()).toMatchObject([
      { verdict: 'traced', copyId: copyIds[0], z: 7.5, figures: { seconds: 1.5 } },
    ])
    expect([...register.events()].map(({ type }) => type)).toEqual([
      'vault-created',
      'document-imported',
      'issuance-reserved',
      'copy-sealed',
      'copy-abandoned',
      'traced',
    ])
  })

  it('finds a copy by its code as typed', async () => {
    const { register } = await newVault()
    const { copyIds } = fillRegister(register)
    const { code } = register.copy(copyIds[2])
    expect(register.copyByCode(`${code.slice(0, 4)}-${code.slice(4).toLowerCase()}`)?.id).toBe(copyIds[2])
    expect(register.copyByCode(register.newCodes(1)[0])).toBeNull()
    expect(register.copyByCode('nonsense')).toBeNull()
  })

  it('says what is not there', async () => {
    const { register } = await newVault()
    expectFailure(() => register.document(newId('d')), 'not-found')
    expectFailure(() => register.issuance(newId('i')), 'not-found')
    expectFailure(() => register.copy(newId('c')), 'not-found')
  })

  it('records all of a batch or none of it', async () => {
    const { register } = await newVault()
    const { copyIds } = reserve(register, importDocument(register))
    const before = { size: register.size(), checkpoint: register.checkpoint() }
    expectFailure(() => register.append([sealing(copyIds[0]), sealing(newId('c'))]), 'not-found')
    expect({ size: register.size(), checkpoint: register.checkpoint() }).toEqual(before)
    expect(register.copy(copyIds[0]).state).toBe('reserved')
    expect(register.append([sealing(copyIds[0]), sealing(copyIds[1])]).size).toBe(before.size + 2)
    expect(register.verify(before.checkpoint).verdict).toBe('intact')
  })

  it('refuses steps that cannot be', async () => {
    const { register } = await newVault()
    const documentId = importDocument(register)
    const { copyIds } = reserve(register, documentId)
    register.append([sealing(copyIds[0])])
    expectFailure(() => register.append([sealing(copyIds[0])]), 'usage')
    const abandon = { type: 'copy-abandoned' as const, by: 'x', body: { copyId: copyIds[0], reason: 'late' } }
    expectFailure(() => register.append([abandon]), 'usage')
    expectFailure(() => reserve(register, newId('d')), 'not-found')
    expectFailure(() => register.append([tracing({ copyId: newId('c') })]), 'not-found')
    expectFailure(() => register.append([]), 'usage')
    expectFailure(() => register.append([{ ...sealing(copyIds[1]), by: '' }]), 'usage')
    expectFailure(() => reserve(register, documentId, ['broken \ud800']), 'usage')
    expectFailure(() => register.append([tracing({ figures: { z: Number.NaN } })]), 'usage')
  })

  it('begins once', async () => {
    const { register, keyring } = await newVault()
    const body = { vaultId: keyring.vaultId, publicKey: Buffer.from(keyring.publicKey).toString('base64') }
    expectFailure(() => register.append([{ type: 'vault-created', by: 'x', body }]), 'usage')
  })

  it('numbers copies without gaps', async () => {
    const { register } = await newVault()
    const documentId = importDocument(register)
    const [code] = register.newCodes(1)
    const copy = { copyId: newId('c'), number: 2, of: 2, code, recipient: recipientNamed('Adaobi') }
    const body = { issuanceId: newId('i'), documentId, medium: 'both' as const, copies: [copy] }
    expectFailure(() => register.append([{ type: 'issuance-reserved', by: 'x', body }]), 'usage')
  })

  it('finds the copies a crash left unsealed, and closes them once', async () => {
    const { register } = await newVault()
    const { copyIds } = fillRegister(register)
    const removed: string[] = []
    const recovery = {
      by: 'x',
      reason: 'interrupted',
      removeFile: ({ folder, id }: { folder: string | null; id: string }) =>
        void removed.push(`${folder}/${id}`),
    }
    expect(register.recoverAbandoned(recovery).map(({ id }) => id)).toEqual([copyIds[2]])
    expect(removed).toEqual([`/out/${copyIds[2]}`])
    expect(register.copy(copyIds[2])).toMatchObject({ state: 'abandoned', reason: 'interrupted' })
    const size = register.size()
    expect(register.recoverAbandoned(recovery)).toEqual([])
    expect(register.size()).toBe(size)
  })

  it('rebuilds its projections to the same rows', async () => {
    const vault = await newVault()
    const { register } = vault
    fillRegister(register)
    const before = [register.documents(), register.issuances(), register.copies(), register.traces()]
    databaseOf(vault, (db) => db.exec("UPDATE document SET title = 'forged'; DELETE FROM trace"))
    expect(register.verify().findings.map(({ kind }) => kind)).toEqual([
      'projection-differs',
      'projection-differs',
    ])
    register.rebuildProjections()
    expect([register.documents(), register.issuances(), register.copies(), register.traces()]).toEqual(before)
    expect(register.verify().verdict).toBe('intact')
  })

  it('guards the record against UPDATE, DELETE and out of order INSERT', async () => {
    const vault = await newVault()
    fillRegister(vault.register)
    const forbidden = [
      "UPDATE event SET leaf = '{}' WHERE idx = 1",
      'DELETE FROM event WHERE idx = 1',
      "UPDATE disclosure SET value = ''",
      'DELETE FROM disclosure',
      "UPDATE checkpoint SET note = ''",
      'DELETE FROM checkpoint',
      "INSERT INTO event (idx, leaf, hash) VALUES (99, '{}', zeroblob(32))",
      "INSERT OR REPLACE INTO event (idx, leaf, hash) VALUES (1, '{}', zeroblob(32))",
    ]
    databaseOf(vault, (db) => {
      for (const sql of forbidden) expect(() => db.exec(sql), sql).toThrow(/append/)
    })
    expect(vault.register.verify().verdict).toBe('intact')
  })

  it('keeps recipients out of what is hashed', async () => {
    const vault = await newVault()
    fillRegister(vault.register)
    const leaves = databaseOf(vault, (db) => db.prepare('SELECT leaf FROM event').pluck().all() as string[])
    expect(leaves.join('\n')).not.toMatch(/张三|Adaobi|Bobrowski|leak\.jpg/)
    for (const leaf of leaves) expect(canonicalJson(JSON.parse(leaf))).toBe(leaf)
  })

  it('proves its events to somebody who has only checkpoints', async () => {
    const vault = await newVault()
    const older = parseCheckpoint(vault.register.checkpoint())
    fillRegister(vault.register)
    const newer = parseCheckpoint(vault.register.checkpoint())
    const leaf = databaseOf(
      vault,
      (db) => db.prepare('SELECT leaf FROM event WHERE idx = 3').pluck().get() as string,
    )
    const inclusion = { leaf: leafHash(Buffer.from(leaf)), index: 3, size: newer.size, root: newer.root }
    expect(verifyInclusion({ ...inclusion, proof: vault.register.inclusionProof(3) })).toBe(true)
    const grown = {
      olderSize: older.size,
      olderRoot: older.root,
      newerSize: newer.size,
      newerRoot: newer.root,
    }
    expect(verifyConsistency({ ...grown, proof: vault.register.consistencyProof(older.size) })).toBe(true)
  })
})
