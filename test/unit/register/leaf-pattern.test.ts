import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NewEvent } from '../../../shared/contract/events.ts'
import { makeCode } from '../../../shared/contract/copy-code.ts'
import { leafPatterns } from '../../../main/register/leaf-pattern.ts'
import { newId } from '../../../main/register/new-id.ts'
import { quickTime } from '../../../main/register/quick-leaf.ts'
import { decodeLeaf, encodeEvent } from '../../../main/register/stored-event.ts'
import type { StoredEvent } from '../../../main/register/stored-event.ts'
import { recipientNamed } from './fixture.ts'
import { step } from './custody-fixture.ts'

const AT = '2026-05-12T09:30:00.000Z'
const copyId = newId('c')
const more = { note: 'on time', on: '2026-05-12', reason: 'misspelt', corrects: 3 }

const codeOf = (i: number): string => makeCode(Uint8Array.from({ length: 7 }, (_, at) => (i * 11 + at) % 32))

const reserved = (count: number): NewEvent => ({
  type: 'issuance-reserved',
  by: 'clerk',
  body: {
    issuanceId: newId('i'),
    documentId: newId('d'),
    medium: 'both',
    approver: '局长',
    due: '2028-02-29',
    copies: Array.from({ length: count }, (_, i) => {
      return {
        copyId: newId('c'),
        number: i + 1,
        of: count,
        code: codeOf(i),
        recipient: recipientNamed(`王 ${i}`),
      }
    }),
  },
})

/** One of each kind that has a pattern, with all that can be in it, and with as little as can be. */
const EVENTS: readonly NewEvent[] = [
  reserved(1),
  reserved(12),
  { type: 'copy-sealed', by: '王', body: { copyId, sha256: 'a'.repeat(64), bytes: 0, fileName: '1 王.pdf' } },
  { type: 'copy-abandoned', by: 'clerk', body: { copyId, reason: 'smudged' } },
  step(copyId, 'copy-handed-out'),
  step(copyId, 'copy-handed-out', { ...more, to: 'Bobrowski', due: '2027-01-31' }),
  step(copyId, 'receipt-signed', more),
  step(copyId, 'pages-checked', { ...more, checker: 'Eve' }),
  step(copyId, 'copy-transferred', { ...more, due: '2027-01-31', lent: true }),
  step(copyId, 'copy-taken-back', more),
  step(copyId, 'copy-recalled', { due: '2027-01-31' }),
  step(copyId, 'copy-returned', more),
  step(copyId, 'copy-lost', { reporter: 'Eve' }),
  step(copyId, 'incident-linked', { traceId: newId('t') }),
  { type: 'entry-struck', by: 'clerk', body: { copyId, event: 7, reason: 'not yet' } },
  { type: 'document-amended', by: 'clerk', body: { documentId: newId('d'), reason: 'why', title: '公开' } },
  {
    type: 'reprint-reserved',
    by: 'clerk',
    body: {
      reprintOf: copyId,
      issuanceId: newId('i'),
      reason: 'lost',
      folder: '/again',
      copies: [
        { copyId: newId('c'), sub: 1, subOf: 1, code: codeOf(1), recipient: recipientNamed('Adaobi') },
      ],
    },
  },
]

const STORED = EVENTS.map((event, i) => sorted(encodeEvent(event, AT, i)))

/** As the database hands disclosures out. */
function sorted(stored: StoredEvent): StoredEvent {
  return { ...stored, disclosures: stored.disclosures.toSorted((a, b) => (a.path < b.path ? -1 : 1)) }
}

const decodedTime = (stored: StoredEvent): string | null => {
  try {
    const { event, erased } = decodeLeaf(stored)
    return erased.length === 0 ? event.at : null
  } catch {
    return null
  }
}

/** What a forger, or an accident, puts in the place of something. */
const PIECES = [
  '',
  '"',
  '\\',
  '\\u0041',
  ' ',
  ',',
  '{}',
  '-',
  '0',
  '1.5',
  '1e3',
  '99999999999999999',
  '\u0000',
  '\ud800',
  '公',
  'x',
]

const pieceArbitrary = fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 3 }))

const spliced = (text: string, at: number, length: number, piece: string): string => {
  const start = Math.floor(at * text.length)
  return text.slice(0, start) + piece + text.slice(start + length)
}

describe('a leaf known by its pattern', () => {
  it('is one of every kind that offices record all day', () => {
    const types = new Set(EVENTS.map(({ type }) => type))
    expect(new Set(leafPatterns().keys())).toEqual(types)
    for (const stored of STORED) expect(quickTime(stored), stored.leaf).toBe(AT)
  })

  it('is never one that the long way refuses, whatever is changed in it', () => {
    const change = fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(4), pieceArbitrary)
    fc.assert(
      fc.property(fc.constantFrom(...STORED), change, (stored, [at, length, piece]) => {
        const changed = { ...stored, leaf: spliced(stored.leaf, at, length, piece) }
        const quick = quickTime(changed)
        if (quick !== null) expect(decodedTime(changed)).toBe(quick)
      }),
      { numRuns: 20_000 },
    )
  })

  it('nor is it when members change places, come twice, or come from another leaf', () => {
    const members = STORED.flatMap(({ leaf }) => leaf.match(/"[a-zA-Z]+":(?:"[^"]*"|\d+|true|false)/g) ?? [])
    fc.assert(
      fc.property(
        fc.constantFrom(...STORED),
        fc.constantFrom(...members),
        fc.constantFrom(...members),
        (stored, a, b) => {
          for (const leaf of [
            stored.leaf.replace(a, b),
            stored.leaf.replace(a, `${a},${b}`),
            stored.leaf.replace(`,${a}`, ''),
          ]) {
            const quick = quickTime({ ...stored, leaf })
            if (quick !== null) expect(decodedTime({ ...stored, leaf })).toBe(quick)
          }
        },
      ),
      { numRuns: 5000 },
    )
  })

  it('has every personal value there, and as it was committed to', () => {
    const personal = STORED.filter(({ disclosures }) => disclosures.length > 0)
    for (const stored of personal) {
      const [first, ...rest] = stored.disclosures
      const wrong = [
        rest,
        [{ ...first, value: '"Mallory"' }, ...rest],
        [{ ...first, salt: 'ab'.repeat(16) }, ...rest],
        [{ ...first, path: '/copyId' }, ...rest],
        [first, ...rest, { ...first, path: '/more' }],
        [first, first, ...rest],
      ]
      for (const disclosures of wrong) expect(quickTime({ ...stored, disclosures })).toBeNull()
    }
  })

  it('has a code in it that is one', () => {
    const [, stored] = STORED
    const [, code] = /"code":"(.{8})"/.exec(stored.leaf) ?? []
    const wrong = `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`
    expect(quickTime({ ...stored, leaf: stored.leaf.replace(code, wrong) })).toBeNull()
  })

  it('is not too long to be looked through so', () => {
    const body = { copyId, sha256: 'a'.repeat(64), bytes: 1, fileName: 'x'.repeat(4001) }
    const leaf = encodeEvent({ type: 'copy-sealed', by: 'clerk', body }, AT, 1)
    expect([quickTime(leaf), decodedTime(leaf)]).toEqual([null, null])
  })
})
