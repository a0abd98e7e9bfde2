import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { copyFileName } from '../../../main/issue/file-name.ts'

const name = (recipient: string, title: string, number = 3, of = 12) =>
  copyFileName({ number, of, recipient, title })

test('tells number, recipient and document', () => {
  expect(name('王小明', 'Water supply plan')).toBe('003 of 012 - 王小明 - Water supply plan.pdf')
  expect(name('王小明', 'Plan', 3, 10_000)).toBe('00003 of 10000 - 王小明 - Plan.pdf')
})

test('nothing that a file system forbids or a reader is fooled by', () => {
  expect(name('a/b\\c:d', 'What? "Now" <*>|.')).toBe('003 of 012 - a_b_c_d - What_ _Now_ ____.pdf')
  expect(name('..', '../../etc/passwd')).toBe('003 of 012 - _.._etc_passwd.pdf')
  expect(name('Wang\u202Efdp.exe', 'Plan\r\n\0A\u200B')).toBe('003 of 012 - Wangfdp.exe - PlanA.pdf')
})

test('an untitled document has no dangling dash', () => {
  expect(name('王小明', ' . ')).toBe('003 of 012 - 王小明.pdf')
})

test('never cuts a character in two', () => {
  const thumb = '👍🏽'
  const cut = name('A', thumb.repeat(40))
  expect(cut.length).toBeLessThan(150)
  expect(cut.replace('003 of 012 - A - ', '').replaceAll(thumb, '')).toBe('.pdf')
})

test('any name is safe, short, and its own', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.string({ unit: 'binary', maxLength: 300 }),
      (recipient, title) => {
        const one = name(recipient, title, 1)
        const other = name(recipient, title, 2)
        expect(Buffer.byteLength(one)).toBeLessThanOrEqual(204)
        // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
        expect(one).not.toMatch(/[<>:"/\\|?*\u0000-\u001f\u202a-\u202e\u2066-\u2069]/)
        expect(one).not.toMatch(/[ .]\.pdf$/)
        expect(one.toLowerCase()).not.toBe(other.toLowerCase())
      },
    ),
    { numRuns: 300 },
  )
})
