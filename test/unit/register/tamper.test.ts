import { closeSync, copyFileSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createAppend } from '../../../main/register/append-events.ts'
import { leafHash } from '../../../main/register/merkle-tree.ts'
import { openDatabase } from '../../../main/register/open-database.ts'
import { openVault } from '../../../main/vault.ts'
import { behindTheTriggers, databaseOf, filledVault, snapshot } from './tamper.ts'
import { PROJECTION_TABLES } from '../../../main/register/project-event.ts'
import { expectFailure, importDocument, newVault, PASSPHRASE, temporaryFolder, tracing } from './fixture.ts'

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
    behindTheTriggers(vault, (db) =>
      db.exec("UPDATE event SET leaf = replace(leaf, '12345', '54321') WHERE idx = 3"),
    )
    const { verdict, findings } = register.verify()
    expect(verdict).toBe('altered')
    expect(findings[0]).toMatchObject({ kind: 'event-changed', message: expect.stringContaining('Event 3') })
  })

  it('tells a changed event whose hash, projection and edge were made to fit', async () => {
    const { vault, register } = await filledVault()
    behindTheTriggers(vault, (db) => {
      const { leaf } = db.prepare('SELECT leaf FROM event WHERE idx = 3').get() as { leaf: string }
      const forged = leaf.replace('12345', '54321')
      db.prepare('UPDATE event SET leaf = ?, hash = ? WHERE idx = 3').run(
        forged,
        leafHash(Buffer.from(forged)),
      )
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
      db.exec("UPDATE disclosure SET value = replace(value, 'Adaobi', 'Eve')")
      db.exec("UPDATE recipient SET name = 'Eve' WHERE name = 'Adaobi'")
    })
    expect(register.verify()).toMatchObject({ verdict: 'altered', findings: [{ kind: 'personal-changed' }] })
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
      expect(register.verify()).toMatchObject({
        verdict: 'altered',
        findings: [{ kind: 'checkpoint-wrong' }],
      })
    }
  })

  it('tells a dropped guard, a wrong edge and a changed projection', async () => {
    const cases = [
      ['DROP TRIGGER event_stays', 'schema-changed'],
      ['CREATE TABLE extra (a)', 'schema-changed'],
      ['UPDATE tree_edge SET roots = zeroblob(64)', 'edge-wrong'],
      ["UPDATE copy SET state = 'sealed' WHERE state = 'abandoned'", 'projection-differs'],
      ["INSERT INTO recipient (name, unit, id, email) VALUES ('Eve', '', '', '')", 'projection-differs'],
    ] as const
    for (const [sql, kind] of cases) {
      const { vault, register } = await filledVault()
      databaseOf(vault, (db) => db.exec(sql))
      expect(register.verify(), sql).toMatchObject({ verdict: 'altered', findings: [{ kind }] })
    }
  })

  it('tells personal values that belong to no event', async () => {
    const { vault, register } = await filledVault()
    for (const event of [-1, register.size()]) {
      const add = "INSERT INTO disclosure VALUES (?, '/name', x'00', '\"Eve\"')"
      behindTheTriggers(vault, (db) => db.prepare(add).run(event))
      expect(register.verify()).toMatchObject({
        verdict: 'altered',
        findings: [{ kind: 'personal-changed' }],
      })
      behindTheTriggers(vault, (db) => db.prepare('DELETE FROM disclosure WHERE event = ?').run(event))
    }
    expect(register.verify().verdict).toBe('intact')
  })

  it('tells events that were never signed, an emptied register, and notes a clock set back', async () => {
    const unsigned = await filledVault()
    behindTheTriggers(unsigned.vault, (db) => db.exec('DELETE FROM checkpoint WHERE size > 4'))
    expect(unsigned.register.verify()).toMatchObject({
      verdict: 'altered',
      findings: [{ kind: 'event-unsigned' }],
    })
    const emptied = await filledVault()
    const everything = [...PROJECTION_TABLES, 'disclosure', 'event', 'checkpoint']
    behindTheTriggers(emptied.vault, (db) => {
      for (const table of everything) db.exec(`DELETE FROM ${table}`)
      db.exec("UPDATE tree_edge SET size = 0, roots = x''")
    })
    expect(emptied.register.verify()).toMatchObject({
      verdict: 'altered',
      findings: [{ kind: 'event-missing' }],
    })
    expectFailure(() => importDocument(emptied.register), 'register-altered')
    const { dir, keyring, register } = await newVault()
    const db = openDatabase(join(dir, 'register.sqlite'), () => undefined)
    const append = createAppend(db, { vaultId: keyring.vaultId, signer: keyring, now: () => new Date(0) })
    append([tracing()])
    db.close()
    expect(register.verify()).toMatchObject({ verdict: 'intact', findings: [{ kind: 'clock-backwards' }] })
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
      expect(
        ['intact', 'altered', 'tail-missing', 'vault-damaged', 'vault-newer'],
        `page ${page}: ${outcome}`,
      ).toContain(outcome)
    }
  })
})
