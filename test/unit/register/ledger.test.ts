import type Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { NewEvent } from '../../../shared/contract/events.ts'
import { newId } from '../../../main/register/new-id.ts'
import { areFollowed } from '../../../main/register/check-projections.ts'
import { PROJECTION_TABLES } from '../../../main/register/project-event.ts'
import type { Register } from '../../../main/register/register.ts'
import type { Vault } from '../../../main/vault.ts'
import { sealedCopies, step } from './custody-fixture.ts'
import { recipientNamed, tracing } from './fixture.ts'
import { behindTheTriggers, databaseOf } from './tamper.ts'

const DAYS = '2026-01-0'

/** A life with everything in it that touches the ledger; events are numbered on from the four of `sealedCopies`. */
const life = (
  register: Register,
  documentId: string,
  issuanceId: string,
  ids: readonly string[],
): NewEvent[] => {
  const [first, second, third] = ids
  const [code, other] = register.newCodes(2)
  const reprints = [code, other].map((one, i) => {
    return { copyId: newId('c'), sub: i + 1, subOf: 2, code: one, recipient: recipientNamed(`Reader ${i}`) }
  })
  const base = register.size()
  return [
    step(first, 'copy-handed-out', { due: `${DAYS}9` }), // base
    step(first, 'receipt-signed', { name: '王五' }),
    step(second, 'copy-handed-out', { channel: 'e-mail' }),
    step(first, 'receipt-signed', { name: '王 五', corrects: base + 1, reason: 'misspelt' }),
    step(second, 'copy-transferred', { lent: true }),
    step(second, 'copy-taken-back'),
    { type: 'entry-struck', by: 'clerk', body: { copyId: second, event: base + 5, reason: 'not yet' } },
    step(third, 'copy-lost', { reporter: 'Bobrowski' }),
    {
      type: 'reprint-reserved',
      by: 'clerk',
      body: { reprintOf: first, issuanceId, reason: 'more readers', folder: '/again', copies: reprints },
    },
    { type: 'document-amended', by: 'clerk', body: { documentId, reason: 'declassified', title: '公开' } },
    {
      type: 'mustered',
      by: 'clerk',
      body: { musterId: newId('m'), scope: 'all', expected: [...ids], found: [first, reprints[0].copyId] },
    },
    {
      type: 'custodian-changed',
      by: 'clerk',
      body: {
        handoverId: newId('h'),
        from: 'A',
        to: 'B',
        taken: [],
        missing: [third],
        outstanding: [first, second],
      },
    },
    {
      type: 'mustered',
      by: 'clerk',
      body: {
        musterId: newId('m'),
        scope: 'all',
        expected: [...ids],
        found: [],
        corrects: base + 10,
        reason: 'no',
      },
    },
    { type: 'record-struck', by: 'clerk', body: { event: base + 11, reason: 'not yet', copies: [third] } },
    { type: 'copy-abandoned', by: 'clerk', body: { copyId: reprints[1].copyId, reason: 'smudged' } },
    step(third, 'copy-returned'),
    step(third, 'copy-destroyed'),
    tracing({ verdict: 'traced', documentId, copyId: second }),
  ]
}

const tables = (vault: Pick<Vault, 'dir'>): unknown =>
  databaseOf(vault, (db) =>
    PROJECTION_TABLES.map((table) => [table, db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all()]),
  )

/** What became of each copy, without ids and times. */
const copiesInShort = (register: Register) =>
  register.copies().map(({ id, number, sub, state, recipient, custody, mustered }) => {
    return {
      number,
      sub,
      state,
      recipient,
      custody,
      found: mustered?.found,
      events: register.history(id).length,
    }
  })

const lived = async () => {
  const { vault, register, documentId, issuanceId, copyIds } = await sealedCopies()
  const events = life(register, documentId, issuanceId, copyIds)
  return { vault, register, documentId, issuanceId, events }
}

describe('the ledger', () => {
  it('holds the same whether events come one by one, all at once, or are gone through again', async () => {
    const { vault, register, documentId, issuanceId, events } = await lived()
    for (const event of events) register.append([event])
    const oneByOne = tables(vault)
    expect(register.verify()).toMatchObject({ verdict: 'intact', findings: [] })
    register.rebuildProjections()
    expect(tables(vault)).toEqual(oneByOne)

    const twin = await sealedCopies()
    const originals = register.copies().filter(({ sub }) => sub === 0)
    const renamed = [
      ...originals.map(({ id }, i) => [id, twin.copyIds[i]]),
      [issuanceId, twin.issuanceId],
      [documentId, twin.documentId],
    ].reduce((text, [ours, theirs]) => text.replaceAll(ours, theirs), JSON.stringify(events))
    twin.register.append(JSON.parse(renamed) as NewEvent[])
    expect(twin.register.verify()).toMatchObject({ verdict: 'intact', findings: [] })
    expect(copiesInShort(twin.register)).toEqual(copiesInShort(register))
  })

  it('forgets what a refused batch held back', async () => {
    const { register, copyIds } = await sealedCopies()
    const [first] = copyIds
    expect(() => register.append([step(first, 'copy-handed-out'), step(first, 'copy-handed-out')])).toThrow(
      /handed out/,
    )
    expect(register.copy(first).custody?.state).toBe('at-desk')
    register.append([step(first, 'copy-handed-out')])
    expect(register.copy(first).custody?.state).toBe('out')
    expect(register.verify().verdict).toBe('intact')
  })

  it('refuses an id or a code that is taken, in one batch or in two', async () => {
    const { register, documentId, copyIds } = await sealedCopies()
    const reserved = (copies: readonly { copyId: string; code: string }[]): NewEvent => ({
      type: 'issuance-reserved',
      by: 'clerk',
      body: {
        issuanceId: newId('i'),
        documentId,
        medium: 'both',
        copies: copies.map((copy, i) => {
          return { ...copy, number: i + 1, of: copies.length, recipient: recipientNamed('Adaobi') }
        }),
      },
    })
    const [one, two] = register.newCodes(2)
    const fresh = newId('c')
    const size = register.size()
    for (const copies of [
      [{ copyId: copyIds[0], code: one }],
      [{ copyId: newId('c'), code: register.copy(copyIds[0]).code }],
      [
        { copyId: fresh, code: one },
        { copyId: fresh, code: two },
      ],
      [
        { copyId: newId('c'), code: one },
        { copyId: newId('c'), code: one },
      ],
    ])
      expect(() => register.append([reserved(copies)])).toThrow()
    expect(register.size()).toBe(size)
    expect(register.verify().verdict).toBe('intact')
  })
})

const DAMAGES: readonly (readonly [table: string, sql: string])[] = [
  ['recipient', "UPDATE recipient SET unit = 'x' WHERE key = 1"],
  ['recipient', "INSERT INTO recipient (name, unit, id, email) VALUES ('Eve', '', '', '')"],
  ['copy', "UPDATE copy SET sha256 = 'f' WHERE number = 2 AND sub = 0"],
  ['copy', 'UPDATE copy SET recipient = 2 WHERE number = 1 AND sub = 0'],
  ['copy', 'DELETE FROM copy WHERE sub = 2'],
  ['custody', "UPDATE custody SET state = 'returned' WHERE state = 'destroyed'"],
  ['custody', 'UPDATE custody SET facts = replace(facts, \'"lostOn":null\', \'"lostOn":"x"\')'],
  ['custody', "DELETE FROM custody WHERE state = 'destroyed'"],
  ['custody', "INSERT INTO custody SELECT id, 'lost', NULL, NULL, '{}' FROM copy WHERE sub = 1"],
  ['custody_step', "UPDATE custody_step SET day = '2020-01-01' WHERE type = 'copy-destroyed'"],
  ['custody_step', 'UPDATE custody_step SET corrected_by = NULL'],
  ['custody_step', "DELETE FROM custody_step WHERE type = 'copy-destroyed'"],
  ['copy_event', 'DELETE FROM copy_event WHERE event = 3'],
  ['copy_event', 'INSERT INTO copy_event SELECT id, 99 FROM copy WHERE sub = 1'],
  ['search', "UPDATE search SET words = 'x' WHERE rowid = 2"],
  ['search', 'DELETE FROM search WHERE rowid = 1'],
  ['search', "INSERT INTO search SELECT id, 'Eve' FROM copy LIMIT 1"],
  // Before all others, where nothing begins to read that counts from 0.
  ['recipient', "INSERT INTO recipient VALUES (-5, 'Eve', '', '', '')"],
  ['recipient', "INSERT INTO recipient VALUES (-9223372036854775808, 'Eve', '', '', '')"],
  ['copy', 'UPDATE copy SET rowid = -1 WHERE sub = 1'],
  [
    'custody_step',
    'INSERT INTO custody_step SELECT -2, copy, type, place, day, body, NULL FROM custody_step LIMIT 1',
  ],
  ['search', "INSERT INTO search (rowid, copy, words) SELECT -2, id, 'Eve' FROM copy LIMIT 1"],
  ['copy_event', "INSERT INTO copy_event VALUES ('', 3)"],
  ['custody', "INSERT INTO custody (rowid, copy, state, facts) VALUES (-2, '', 'lost', '{}')"],
]

const tellsWhatDiffers = (vault: Vault, table: string, damage: (db: Database.Database) => void): void => {
  behindTheTriggers(vault, damage)
  const { verdict, findings } = vault.register.verify()
  expect(verdict).toBe('altered')
  expect(findings.map(({ message }) => message)).toEqual([
    `The table ${table} does not say what the events say.`,
  ])
  vault.register.rebuildProjections()
  expect(vault.register.verify().verdict).toBe('intact')
}

describe('verify', () => {
  it('follows a life with everything in it row by row, and stops following where a row is wrong', async () => {
    const { vault, register, events } = await lived()
    register.append(events)
    const isFollowed = () => databaseOf(vault, areFollowed)
    expect(isFollowed()).toBe(true)
    for (const [, sql] of DAMAGES) {
      behindTheTriggers(vault, (db) => db.exec(sql))
      expect([sql, isFollowed()]).toEqual([sql, false])
      register.rebuildProjections()
    }
    expect(isFollowed()).toBe(true)
  })

  it('names the table of the ledger that does not say what the events say', async () => {
    const { vault, register, events } = await lived()
    register.append(events)
    for (const [table, sql] of DAMAGES) tellsWhatDiffers(vault, table, (db) => db.exec(sql))
  })
})
