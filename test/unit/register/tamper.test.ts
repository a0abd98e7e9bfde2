import { closeSync, copyFileSync, cpSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { leafHash } from '../../../main/register/merkle-tree.ts'
import { openVault } from '../../../main/vault.ts'
import type { Vault } from '../../../main/vault.ts'
import { behindTheTriggers, databaseOf } from './tamper.ts'
import { closeAfterTest, expectFailure, fillRegister, importDocument, newVault, PASSPHRASE, temporaryFolder } from './fixture.ts'

const filledVault = async () => {
  const vault = await newVault()
  const ids = fillRegister(vault.register)
  return { vault, register: vault.register, ...ids }
}

const reopen = async (dir: string): Promise<Vault> => closeAfterTest(await openVault(dir, PASSPHRASE))

/** The vault's folder as it is now, to go back to. */
const snapshot = (vault: Vault): string => {
  databaseOf(vault, (db) => db.pragma('wal_checkpoint(TRUNCATE)'))
  const copy = join(temporaryFolder(), 'vault')
  cpSync(vault.dir, copy, { recursive: true })
  return copy
}

describe('verify inside the register', () => {
  it('finds nothing in an honest one, without or with any of its own checkpoints', async () => {
    const vault = await newVault()
    const heads = [vault.register.checkpoint()]
    for (let i = 0; i < 5; i += 1) {
      importDocument(vault.register)
      heads.push(vault.register.checkpoint())
    }
    const report = vault.register.verify()
    expect(report).toMatchObject({ verdict: 'intact', size: 6, checkpoints: 6, findings: [], outside: null })
    for (const head of heads) expect(vault.register.verify(head).verdict).toBe('intact')
  })

  it('tells a changed event', async () => {
    const { vault, register } = await filledVault()
    behindTheTriggers(vault, (db) => db.exec("UPDATE event SET leaf = replace(leaf, '12345', '54321') WHERE idx = 3"))
    const { verdict, findings } = register.verify()
    expect(verdict).toBe('altered')
    expect(findings[0]).toMatchObject({ kind: 'event-changed', message: expect.stringContaining('Event 3') })
  })

  it('tells a changed event whose hash, projection and edge were made to fit', async () => {
    const { vault, register } = await filledVault()
    behindTheTriggers(vault, (db) => {
      const { leaf } = db.prepare('SELECT leaf FROM event WHERE idx = 3').get() as { leaf: string }
      const forged = leaf.replace('12345', '54321')
      db.prepare('UPDATE event SET leaf = ?, hash = ? WHERE idx = 3').run(forged, leafHash(Buffer.from(forged)))
      db.exec('UPDATE copy SET bytes = 54321 WHERE bytes = 12345')
    })
    const { verdict, findings } = register.verify()
    expect(verdict).toBe('altered')
    expect(findings.map(({ kind }) => kind)).toContain('checkpoint-wrong')
    expect(findings.map(({ kind }) => kind)).not.toContain('event-changed')
  })

  it('tells a recipient exchanged in the personal data and the projection', async () => {
    const { vault, register } = await filledVault()
    behindTheTriggers(vault, (db) => {
      db.exec("UPDATE disclosure SET value = replace(value, 'Ada', 'Eve')")
      db.exec("UPDATE recipient SET name = 'Eve' WHERE name = 'Ada'")
    })
    expect(register.verify()).toMatchObject({ verdict: 'altered', findings: [{ kind: 'event-changed' }] })
  })

  it('tells a removed and an inserted event', async () => {
    const { vault, register } = await filledVault()
    behindTheTriggers(vault, (db) => db.exec('DELETE FROM event WHERE idx = 4'))
    expect(register.verify().findings[0].kind).toBe('event-missing')
    expect(register.verify().verdict).toBe('altered')
    const other = await filledVault()
    behindTheTriggers(other.vault, (db) =>
      db.exec('INSERT INTO event (idx, leaf, hash) SELECT 6, leaf, hash FROM event WHERE idx = 1'),
    )
    expect(other.register.verify().verdict).toBe('altered')
  })

  it('tells a tail that was cut off, however well the rest was made to fit', async () => {
    const { vault, register } = await filledVault()
    behindTheTriggers(vault, (db) => db.exec('DELETE FROM event WHERE idx >= 4'))
    expect(register.verify()).toMatchObject({ verdict: 'tail-missing', size: 4 })
  })

  it('tells forged, foreign and damaged checkpoints', async () => {
    const { vault, register } = await filledVault()
    const { register: foreign } = await filledVault()
    const forgeries = [
      foreign.checkpoint(),
      register.checkpoint().replace('\n6\n', '\n5\n'),
      register.checkpoint().replace(/A/g, 'B'),
      'nothing',
    ]
    for (const note of forgeries) {
      behindTheTriggers(vault, (db) => db.prepare('UPDATE checkpoint SET note = ? WHERE size = 5').run(note))
      expect(register.verify()).toMatchObject({ verdict: 'altered', findings: [{ kind: 'checkpoint-wrong' }] })
    }
  })

  it('tells a dropped guard, a wrong edge and a changed projection', async () => {
    const cases = [
      ['DROP TRIGGER event_stays', 'schema-changed'],
      ['CREATE TABLE extra (a)', 'schema-changed'],
      ["UPDATE tree_edge SET roots = zeroblob(64)", 'edge-wrong'],
      ["UPDATE copy SET state = 'sealed' WHERE state = 'abandoned'", 'projection-differs'],
      ["INSERT INTO recipient (name, unit, id, email) VALUES ('Eve', '', '', '')", 'projection-differs'],
    ] as const
    for (const [sql, kind] of cases) {
      const { vault, register } = await filledVault()
      databaseOf(vault, (db) => db.exec(sql))
      expect(register.verify(), sql).toMatchObject({ verdict: 'altered', findings: [{ kind }] })
    }
  })

  it('never signs over a manipulation', async () => {
    const manipulations = [
      'DELETE FROM event WHERE idx >= 4',
      'DELETE FROM checkpoint WHERE size > 3',
      'UPDATE tree_edge SET roots = zeroblob(64)',
      "UPDATE checkpoint SET note = 'x' WHERE size = 6",
      'DELETE FROM event; DELETE FROM checkpoint; DELETE FROM tree_edge',
    ]
    for (const sql of manipulations) {
      const { vault, register } = await filledVault()
      behindTheTriggers(vault, (db) => db.exec(sql))
      expectFailure(() => importDocument(register), 'register-altered')
    }
  })

  it('ends in a report or a Failure on a damaged file, whichever page is hit', async () => {
    const { vault } = await filledVault()
    const dir = snapshot(vault)
    const file = join(dir, 'register.sqlite')
    const sound = join(temporaryFolder(), 'sound')
    copyFileSync(file, sound)
    const recorded = [...vault.register.events()]
    for (let page = 0; page * 4096 < statSync(sound).size; page += 2) {
      copyFileSync(sound, file)
      for (const rest of ['-wal', '-shm']) rmSync(file + rest, { force: true })
      const handle = openSync(file, 'r+')
      writeSync(handle, Buffer.alloc(1000, 0xa5), 0, 1000, page * 4096 + (page % 4 === 0 ? 20 : 3096))
      closeSync(handle)
      const outcome = await openVault(dir, PASSPHRASE).then(
        (opened) => {
          try {
            const { verdict } = opened.register.verify()
            // Unused space may be hit: then nothing may be lost either.
            if (verdict === 'intact') expect([...opened.register.events()]).toEqual(recorded)
            return verdict
          } finally {
            opened.close()
          }
        },
        (error: { code?: string }) => error.code,
      )
      expect(['intact', 'altered', 'tail-missing', 'vault-damaged', 'vault-newer'], `page ${page}: ${outcome}`).toContain(outcome)
    }
  })
})

describe('verify against a checkpoint kept elsewhere', () => {
  it('tells a vault put back to an earlier state', async () => {
    const { vault, register } = await filledVault()
    const earlier = snapshot(vault)
    importDocument(register)
    const old = await reopen(earlier)
    expect(old.register.verify().verdict).toBe('intact')
    expect(old.register.verify(register.checkpoint())).toMatchObject({ verdict: 'tail-missing', outside: { size: 7 } })
  })

  it('tells a history rewritten with the vault’s own key', async () => {
    const { vault, register } = await filledVault()
    const earlier = snapshot(vault)
    importDocument(register, { title: 'what happened' })
    const old = await reopen(earlier)
    importDocument(old.register, { title: 'what is claimed' })
    expect(old.register.verify().verdict).toBe('intact')
    expect(old.register.verify(register.checkpoint()).verdict).toBe('forked')
    importDocument(old.register)
    expect(old.register.verify(register.checkpoint()).verdict).toBe('forked')
  })

  it('tells another vault’s checkpoint, also when its name is forged', async () => {
    const { vault, register } = await filledVault()
    const other = await filledVault()
    const foreign = other.register.checkpoint()
    expect(register.verify(foreign).verdict).toBe('other-register')
    expect(register.verify(foreign.replaceAll(other.vault.id, vault.id)).verdict).toBe('other-register')
  })

  it('tells a register file replaced by another vault’s', async () => {
    const { vault, register } = await filledVault()
    const head = register.checkpoint()
    const other = await filledVault()
    const [ours, theirs] = [snapshot(vault), snapshot(other.vault)]
    copyFileSync(join(theirs, 'register.sqlite'), join(ours, 'register.sqlite'))
    const swapped = await reopen(ours)
    expect(swapped.register.verify(head).verdict).toBe('altered')
    expectFailure(() => importDocument(swapped.register), 'register-altered')
  })

  it('refuses a checkpoint that was itself changed', async () => {
    const { register } = await filledVault()
    const head = register.checkpoint()
    expectFailure(() => register.verify(head.replace('\n6\n', '\n5\n')), 'checkpoint-invalid')
    expectFailure(() => register.verify('not a checkpoint'), 'checkpoint-invalid')
  })

  it('says altered, whatever the checkpoint, when the register is', async () => {
    const { vault, register } = await filledVault()
    const head = register.checkpoint()
    behindTheTriggers(vault, (db) => db.exec("UPDATE event SET leaf = replace(leaf, '12345', '54321')"))
    expect(register.verify(head).verdict).toBe('altered')
  })
})
