import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createAppend } from '../../../main/register/append-events.ts'
import { leafHash } from '../../../main/register/merkle-tree.ts'
import { openDatabase } from '../../../main/register/open-database.ts'
import type { VerifyReport } from '../../../main/register/verify-report.ts'
import { openVault } from '../../../main/vault.ts'
import type { Vault } from '../../../main/vault.ts'
import { behindTheTriggers, filledVault, snapshot } from './tamper.ts'
import { closeAfterTest, importDocument, PASSPHRASE, tracing } from './fixture.ts'
import type { databaseOf } from './tamper.ts'

const reopen = async (dir: string): Promise<Vault> => closeAfterTest(await openVault(dir, PASSPHRASE))

/** What verify answers, in short: the verdict, and the first of what led to it. */
const inShort = ({ verdict, findings }: VerifyReport): string => [verdict, findings[0]?.kind].join(' ')

type Database = Parameters<Parameters<typeof databaseOf>[1]>[0]

const forgeTail = (db: Database): void => {
  for (const idx of [3, 4, 5]) {
    const leaf = db.prepare('SELECT leaf FROM event WHERE idx = ?').pluck().get(idx) as string
    const forged = leaf.replace('tester', 'nobody')
    db.prepare('UPDATE event SET leaf = ?, hash = ? WHERE idx = ?').run(
      forged,
      leafHash(Buffer.from(forged)),
      idx,
    )
  }
}

/** Each on a real vault's file; the register is asked alone, without any checkpoint from outside. */
const WITHOUT_CHECKPOINT: readonly (readonly [what: string, act: (db: Database) => void, answer: string])[] =
  [
    ['nothing', () => undefined, 'intact '],
    [
      'an event altered',
      (db) => db.exec("UPDATE event SET leaf = replace(leaf, '12345', '54321') WHERE idx = 3"),
      'altered event-changed',
    ],
    ['the tail cut off', (db) => db.exec('DELETE FROM event WHERE idx >= 4'), 'tail-missing tail-missing'],
    ['the tail rewritten without the key', forgeTail, 'altered events-rewritten'],
    [
      'a stored hash changed, its event not',
      (db) => db.exec('UPDATE event SET hash = zeroblob(32) WHERE idx = 3'),
      'altered hash-changed',
    ],
    [
      'personal data changed',
      (db) => db.exec("UPDATE disclosure SET value = replace(value, 'Adaobi', 'Eve')"),
      'altered personal-changed',
    ],
    [
      'a checkpoint changed',
      (db) => db.exec("UPDATE checkpoint SET note = 'x' WHERE size = 3"),
      'altered checkpoint-wrong',
    ],
    ['the edge changed', (db) => db.exec('UPDATE tree_edge SET roots = zeroblob(64)'), 'altered edge-wrong'],
    [
      'a projection changed',
      (db) => db.exec("UPDATE document SET title = 'x'"),
      'altered projection-differs',
    ],
    [
      'somebody made custodian in the table alone',
      (db) => db.exec("INSERT INTO desk_user VALUES ('eve', 'custodian', 1, '')"),
      'altered projection-differs',
    ],
  ]

describe('verify tells apart, by itself:', () => {
  for (const [what, act, answer] of WITHOUT_CHECKPOINT) {
    it(what, async () => {
      const { vault, register } = await filledVault()
      behindTheTriggers(vault, act)
      expect(inShort(register.verify())).toBe(answer)
    })
  }

  it('where a tail was rewritten', async () => {
    const { vault, register } = await filledVault()
    behindTheTriggers(vault, forgeTail)
    expect(register.verify().findings[0].message).toMatch(
      /^The first 3 events .* event 4 they were rewritten/,
    )
  })

  it('the whole register replaced by another vault’s', async () => {
    const [{ vault }, other] = [await filledVault(), await filledVault()]
    const [ours, theirs] = [snapshot(vault), snapshot(other.vault)]
    copyFileSync(join(theirs, 'register.sqlite'), join(ours, 'register.sqlite'))
    const { register } = await reopen(ours)
    const report = register.verify()
    expect(report.verdict).toBe('replaced')
    expect(report.findings.map(({ kind }) => kind)).toContain('register-replaced')
  })

  it('a clock gone backwards, which accuses nobody', async () => {
    const { vault, register } = await filledVault()
    const db = openDatabase(join(vault.dir, 'register.sqlite'), () => undefined)
    const append = createAppend(db, { vaultId: vault.id, signer: vault.keyring, now: () => new Date(0) })
    append([tracing()])
    db.close()
    expect(inShort(register.verify())).toBe('intact clock-backwards')
  })
})

describe('verify tells apart, by checkpoints kept elsewhere:', () => {
  /** A vault, heads of it at 6 and 8 events, and its folder as it was at 6. */
  const withHeads = async () => {
    const { vault, register } = await filledVault()
    const early = register.checkpoint()
    const folder = snapshot(vault)
    importDocument(register)
    importDocument(register)
    return { register, early, late: register.checkpoint(), folder }
  }

  it('its own', async () => {
    const { register, early, late } = await withHeads()
    expect(inShort(register.verify(late, early))).toBe('intact ')
  })

  it('another register’s', async () => {
    const { register } = await withHeads()
    const { register: other } = await filledVault()
    expect(inShort(register.verify(other.checkpoint()))).toBe('other-register outside-foreign')
  })

  it('a vault put back to an earlier state: nothing inside it can tell', async () => {
    const { folder, early, late } = await withHeads()
    const { register } = await reopen(folder)
    expect(inShort(register.verify())).toBe('intact ')
    expect(inShort(register.verify(early))).toBe('intact ')
    expect(inShort(register.verify(late))).toBe('tail-missing outside-ahead')
  })

  it('a tail rewritten with the vault’s own key, and since when', async () => {
    const { folder, early, late } = await withHeads()
    const { register } = await reopen(folder)
    for (const title of ['what', 'is', 'claimed']) importDocument(register, { title })
    expect(inShort(register.verify())).toBe('intact ')
    const report = register.verify(late, early)
    expect(inShort(report)).toBe('forked outside-forked')
    expect(report.findings[0].message).toContain('after event 6')
    // With the late head alone it could as well be the whole history: a root tells only that something differs.
    expect(register.verify(late).findings[0].message).not.toContain('after event')
  })
})
