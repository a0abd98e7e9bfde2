import type { Custody } from '../../shared/contract/custody-steps.ts'
import type { Recipient } from '../../shared/contract/events.ts'
import type { CopyLedger, LedgerCopy, LedgerStep, Stand } from './copy-ledger.ts'
import { COPY_COLUMNS, COPY_FIELDS, copyOf, copyRow, CUSTODY_COLUMNS, custodyRow } from './ledger-rows.ts'
import { personKey, SETTLED_FROM, STEP_COLUMNS, STEP_FIELDS, stepRow, taken } from './ledger-rows.ts'
import type { CopyFields } from './ledger-rows.ts'
import type { RegisterDatabase } from './open-database.ts'

export interface SqlLedger extends CopyLedger {
  /** Forgets what it knows of the tables: somebody else may have written, or a transaction was undone. */
  begin(): void
  /** Writes what is still held back. Nothing is in the tables for certain before. */
  flush(): void
}

/** What is known of a copy within one batch. */
interface Entry {
  copy: LedgerCopy
  isNew: boolean
  isSettled: boolean
  /** Undefined: not asked yet. Null: nothing ever happened to it. */
  custody: Custody | null | undefined
  /** To be written. */
  moved: Stand | null
}

const statements = (db: RegisterDatabase) => ({
  findRecipient: db
    .prepare<[string, string, string, string], number>(
      'SELECT key FROM recipient WHERE name = ? AND unit = ? AND id = ? AND email = ?',
    )
    .pluck(),
  insertRecipient: db.prepare('INSERT INTO recipient (name, unit, id, email) VALUES (?, ?, ?, ?)'),
  copy: db.prepare<[string], CopyFields>(`SELECT ${COPY_FIELDS} FROM copy WHERE id = ?`),
  insertCopy: db.prepare(
    `INSERT INTO copy (${COPY_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
  settle: db.prepare(
    `UPDATE copy SET state = ?, sha256 = ?, bytes = ?, file_name = ?, reason = ?, settled_at = ? WHERE id = ?`,
  ),
  facts: db.prepare<[string], string>('SELECT facts FROM custody WHERE copy = ?').pluck(),
  writeCustody: db.prepare(
    `INSERT INTO custody (${CUSTODY_COLUMNS}) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (copy) DO UPDATE SET state = excluded.state, holder = excluded.holder, due = excluded.due,
       facts = excluded.facts`,
  ),
  insertStep: db.prepare(`INSERT INTO custody_step (${STEP_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)`),
  step: db.prepare<[number, string], LedgerStep>(
    `SELECT ${STEP_FIELDS} FROM custody_step WHERE event = ? AND copy = ?`,
  ),
  standing: db.prepare<[string], LedgerStep>(
    `SELECT ${STEP_FIELDS} FROM custody_step WHERE copy = ? AND corrected_by IS NULL ORDER BY place, event`,
  ),
  correct: db.prepare('UPDATE custody_step SET corrected_by = ? WHERE event = ?'),
  lastReprint: db
    .prepare<[string], number>('SELECT coalesce(max(sub), 0) FROM copy WHERE reprint_of = ?')
    .pluck(),
  copiesOf: db
    .prepare<[string], string>(
      `SELECT copy.id FROM copy JOIN issuance ON issuance.id = copy.issuance WHERE document = ?
       ORDER BY issuance.rowid, copy.number, copy.sub`,
    )
    .pluck(),
  concern: db.prepare('INSERT INTO copy_event VALUES (?, ?) ON CONFLICT DO NOTHING'),
  index: db.prepare('INSERT INTO search (copy, words) VALUES (?, ?)'),
})

/**
 * Over the register's own tables. Rows that change with every step of a copy are held back until the batch ends, so that
 * each is written once, whatever happened to it; before a question that only the tables can answer all of it is written.
 */
export const sqlLedger = (db: RegisterDatabase): SqlLedger => {
  const run = statements(db)
  const entries = new Map<string, Entry>()
  const recipients = new Map<string, number>()
  const concerns = new Map<string, number[]>()
  let steps: LedgerStep[] = []

  const entryOf = (id: string): Entry | undefined => {
    const known = entries.get(id)
    if (known !== undefined) return known
    const fields = run.copy.get(id)
    if (fields === undefined) return undefined
    const entry = { copy: copyOf(fields), isNew: false, isSettled: false, custody: undefined, moved: null }
    entries.set(id, entry)
    return entry
  }
  const present = (id: string): Entry => {
    const entry = entryOf(id)
    if (entry === undefined) throw new RangeError(`There is no copy ${id}.`)
    return entry
  }
  const writeEntry = (entry: Entry): void => {
    const row = copyRow(entry.copy)
    if (entry.isNew) run.insertCopy.run(...row)
    else if (entry.isSettled) run.settle.run(...row.slice(SETTLED_FROM), entry.copy.id)
    if (entry.moved !== null) run.writeCustody.run(...custodyRow(entry.copy.id, entry.moved))
    entry.isNew = false
    entry.isSettled = false
    entry.moved = null
  }
  const flush = (): void => {
    entries.forEach(writeEntry)
    for (const step of steps) run.insertStep.run(...stepRow(step))
    steps = []
    for (const [id, events] of concerns) for (const event of events) run.concern.run(id, event)
    concerns.clear()
  }
  const findRecipient = (key: string, { name, unit, id, email }: Recipient): number => {
    const found = run.findRecipient.get(name, unit, id, email)
    const number = found ?? Number(run.insertRecipient.run(name, unit, id, email).lastInsertRowid)
    recipients.set(key, number)
    return number
  }
  return {
    begin: () => {
      entries.clear()
      recipients.clear()
      concerns.clear()
      steps = []
    },
    flush,
    recipientKey: (recipient) => {
      const key = personKey(recipient)
      return recipients.get(key) ?? findRecipient(key, recipient)
    },
    copy: (id) => entryOf(id)?.copy,
    has: (id) => {
      const entry = entryOf(id)
      if (entry?.isNew === true) entries.forEach(writeEntry)
      return entry !== undefined
    },
    add: (copy) => {
      if (entries.has(copy.id)) throw taken(copy.id)
      entries.set(copy.id, { copy, isNew: true, isSettled: false, custody: null, moved: null })
    },
    settle: ({ id }, settled) => {
      const entry = present(id)
      entry.copy = { ...entry.copy, settled }
      entry.isSettled = true
    },
    stand: (copyId) => {
      const entry = present(copyId)
      // Written by a projector from events that passed their schema.
      if (entry.custody === undefined)
        entry.custody = JSON.parse(run.facts.get(copyId) ?? 'null') as Custody | null
      return entry.custody ?? undefined
    },
    setStand: (copyId, stand) => {
      const entry = present(copyId)
      entry.custody = stand.custody
      entry.moved = stand
    },
    addStep: (step) => void steps.push(step),
    step: (event, copyId) => {
      flush()
      return run.step.get(event, copyId)
    },
    standing: (copyId) => {
      flush()
      return run.standing.all(copyId)
    },
    correct: ({ event }, by) => {
      flush()
      run.correct.run(by, event)
    },
    lastReprint: (copyId) => {
      flush()
      return run.lastReprint.get(copyId) ?? 0
    },
    copiesOf: (documentId) => {
      flush()
      return run.copiesOf.all(documentId)
    },
    concern: (copyId, event) => {
      const events = concerns.get(copyId)
      if (events === undefined) concerns.set(copyId, [event])
      else if (events.at(-1) !== event) events.push(event)
    },
    index: (copyId, words) => void run.index.run(copyId, words),
  }
}
