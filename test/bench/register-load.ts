import { createHash } from 'node:crypto'
import type { NewEvent, Recipient } from '../../shared/contract/events.ts'
import { newId } from '../../main/register/new-id.ts'
import { makeCode } from '../../shared/contract/copy-code.ts'

/**
 * The events of an office over the years: a paper, its copies reserved for a dozen people, each sealed, handed out, signed
 * for and returned. Every office has a few hundred people, who get papers again and again.
 */
const COPIES = 12
const PEOPLE = 600

const SURNAMES = Array.from('王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗')
const GIVEN = Array.from('明华伟芳娜敏静丽强磊军洋勇艳杰娟涛超秀霞')
const UNITS = ['水务局', '财政局', 'Treasury', 'Board of Works', '办公厅', 'Legal']
const SUBJECTS = ['Northern reservoir', '防汛工作方案', 'Budget', '会议纪要', 'Bridge tender', '人事任免']

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const personAt = (i: number): Recipient => ({
  name: SURNAMES[i % 20] + GIVEN[Math.floor(i / 20) % 20] + (i >= 400 ? GIVEN[i % 7] : ''),
  unit: UNITS[i % UNITS.length],
  id: `N-${1000 + i}`,
  email: `person${i}@office.example`,
})

const meeting = (codes: readonly string[], m: number, by: string): NewEvent[] => {
  const documentId = newId('d')
  const title = `${SUBJECTS[m % SUBJECTS.length]} No. ${m}`
  const copies = codes.map((code, i) => ({
    copyId: newId('c'),
    number: i + 1,
    of: codes.length,
    code,
    recipient: personAt((m * 7 + i * 13) % PEOPLE),
  }))
  return [
    {
      type: 'document-imported',
      by,
      body: {
        documentId,
        title,
        number: `[2026] ${m}`,
        classification: 'Confidential',
        pages: 8,
        sha256: sha256(title),
        originalBlob: sha256(`o${m}`),
        pagesBlobs: [],
      },
    },
    {
      type: 'issuance-reserved',
      by,
      body: {
        issuanceId: newId('i'),
        documentId,
        occasion: `Meeting ${m}`,
        medium: 'both',
        folder: '/srv/copies',
        layoutsBlob: sha256(`l${m}`),
        copies,
      },
    },
    ...copies.map(({ copyId, number, recipient }): NewEvent => {
      const fileName = `${number} ${recipient.name}.pdf`
      return { type: 'copy-sealed', by, body: { copyId, sha256: sha256(copyId), bytes: 190_000, fileName } }
    }),
    ...copies.flatMap(({ copyId, recipient }): NewEvent[] => [
      { type: 'copy-handed-out', by, body: { copyId, channel: 'by-hand', due: '2027-01-31' } },
      { type: 'receipt-signed', by, body: { copyId, name: recipient.name } },
    ]),
    ...copies.map(({ copyId }): NewEvent => {
      return { type: 'copy-returned', by, body: { copyId, condition: 'good', receiver: 'Registry clerk' } }
    }),
  ]
}

/** The n-th code, like a random one and never the same twice: multiplying by an odd number permutes 35 bits. */
const codeAt = (n: number): string => {
  const bits = (BigInt(n) * 0x5deece66dn) & ((1n << 35n) - 1n)
  return makeCode(Uint8Array.from({ length: 7 }, (_, i) => Number((bits >> BigInt(5 * i)) & 31n)))
}

/** Events in batches of about `size`, `total` in all. Nothing of it is part of what is timed. */
export function* officeYears(total: number, size: number): Generator<readonly NewEvent[], void, undefined> {
  let made = 0
  for (let m = 0; made < total;) {
    const batch: NewEvent[] = []
    while (batch.length < size && made + batch.length < total) {
      const codes = Array.from({ length: COPIES }, (_, i) => codeAt(m * COPIES + i))
      batch.push(...meeting(codes, m, `Registry ${m % 3}`))
      m += 1
    }
    made += batch.length
    yield batch
  }
}
