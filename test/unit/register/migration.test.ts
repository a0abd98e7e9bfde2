import Database from 'better-sqlite3'
import { mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { FIRST_FORM } from '../../../main/register/migration-1-first-form.ts'
import { openVault, openVaultForReading } from '../../../main/vault.ts'
import { closeAfterTest, expectRejection, PASSPHRASE, temporaryFolder } from './fixture.ts'
import { step } from './custody-fixture.ts'
import { behindTheTriggers, filledVault, snapshot } from './tamper.ts'

/** What the first form could record, taken over into a register of that form. */
const TAKE_OVER = `
  INSERT INTO event (idx, leaf, hash) SELECT idx, leaf, hash FROM now.event ORDER BY idx;
  INSERT INTO disclosure SELECT * FROM now.disclosure;
  INSERT INTO checkpoint SELECT * FROM now.checkpoint;
  UPDATE tree_edge SET size = (SELECT size FROM now.tree_edge), roots = (SELECT roots FROM now.tree_edge);
  INSERT INTO document SELECT id, title, number, classification, file_name, pages, sha256, original_blob,
    pages_blobs, at, by FROM now.document;
  INSERT INTO issuance SELECT id, document, occasion, medium, folder, layouts_blob, copies, at, by FROM now.issuance;
  INSERT INTO recipient SELECT * FROM now.recipient;
  INSERT INTO copy SELECT id, issuance, number, code, recipient, state, sha256, bytes, file_name, reason, settled_at
    FROM now.copy;
  INSERT INTO trace SELECT id, verdict, threshold, bound, document, page, copy, z, candidates, alignments, leaks,
    figures, at, by FROM now.trace;
`

/** The same vault with its register in the first form. */
const inFirstForm = (dir: string): void => {
  const file = join(dir, 'register.sqlite')
  const aside = join(temporaryFolder(), 'now.sqlite')
  mkdirSync(join(aside, '..'), { recursive: true })
  renameSync(file, aside)
  const db = new Database(file)
  db.pragma(`application_id = ${0x5369676c}`)
  db.exec(FIRST_FORM.sql)
  db.prepare('ATTACH ? AS now').run(aside)
  db.exec(TAKE_OVER)
  db.pragma('user_version = 1')
  db.close()
}

it('opens a register of the first form, with all that was in it', async () => {
  const { vault, register, copyIds } = await filledVault()
  const before = [register.documents(), register.issuances(), register.copies(), register.traces()]
  const checkpoint = register.checkpoint()
  const dir = snapshot(vault)
  inFirstForm(dir)
  await expectRejection(openVaultForReading(dir, PASSPHRASE), 'usage')
  const { register: again } = closeAfterTest(await openVault(dir, PASSPHRASE))
  expect([again.documents(), again.issuances(), again.copies(), again.traces()]).toEqual(before)
  expect(again.verify(checkpoint)).toMatchObject({ verdict: 'intact', findings: [] })
  expect(again.copies({ search: '张三' }).map(({ id }) => id)).toEqual([copyIds[0]])
  expect(again.history(copyIds[0])).toHaveLength(3)
  again.append([step(copyIds[0], 'copy-handed-out')])
  expect(again.verify(checkpoint)).toMatchObject({ verdict: 'intact', findings: [] })
})

it('leaves a register of the first form that was altered as it is', async () => {
  const { vault } = await filledVault()
  const dir = snapshot(vault)
  inFirstForm(dir)
  behindTheTriggers({ dir }, (db) => db.exec("UPDATE event SET leaf = replace(leaf, 'tester', 'nobody')"))
  await expectRejection(openVault(dir, PASSPHRASE), 'register-altered')
  const db = new Database(join(dir, 'register.sqlite'), { readonly: true })
  expect(db.pragma('user_version', { simple: true })).toBe(1)
  db.close()
})
