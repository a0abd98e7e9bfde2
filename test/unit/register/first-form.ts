import Database from 'better-sqlite3'
import { mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { FIRST_FORM } from '../../../main/register/migration-1-first-form.ts'
import { temporaryFolder } from './fixture.ts'

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
export const inFirstForm = (dir: string): void => {
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
