import { receiptSheet } from '../../main/export/copy-lists.ts'
import type { CopyListOrder } from '../../main/export/copy-lists.ts'
import type { SheetCopy } from '../../main/export/sheet-head.ts'
import { originOf, signCheckpoint } from '../../main/register/checkpoint.ts'
import { formatCode, makeCode } from '../../shared/contract/copy-code.ts'

const VAULT = `v-${'siglumtest'.repeat(3).slice(0, 26)}`

/** A checkpoint as long as a real one; its signature is of no key. */
export const checkpointOf = (size: number): string =>
  signCheckpoint(
    { origin: originOf(VAULT), size, root: Buffer.alloc(32, size) },
    { publicKey: Buffer.alloc(32, 1), sign: () => Buffer.from(Array.from({ length: 64 }, (_, i) => i * 37)) },
  )

export const CHECKPOINT = checkpointOf(123_456)

const COPIES = 5
export const CODES = Array.from({ length: COPIES }, (_, i) =>
  formatCode(makeCode(Uint8Array.from({ length: 7 }, (_value, at) => 7 * i + 11 * at))),
)

const copyOf = (code: string, index: number): SheetCopy => ({
  id: `c-${index}`,
  issuance: 'i-1',
  document: 'd-1',
  copy: `${index + 1}/${COPIES}`,
  code,
  recipient: { name: '欧阳文静', unit: '办公室', id: '' },
  holder: null,
  state: 'out',
  channel: 'by-hand',
  handedOut: '2026-05-01',
  due: null,
  overdue: false,
  receipt: null,
  pages: null,
  returned: null,
  destroyed: null,
  lost: null,
  incidents: [],
  mustered: null,
  sha256: 'ab'.repeat(32),
})

const orderOf = (checkpoint: string): CopyListOrder => ({
  subject: {
    document: {
      id: 'd-1',
      title: '关于水库扩建工程的请示',
      number: null,
      controlNumber: null,
      classification: '机密',
      term: null,
      version: null,
      retainUntil: null,
      pages: 14,
      sha256: 'a'.repeat(64),
    },
    issuance: {
      id: 'i-1',
      occasion: '常务会议',
      basis: null,
      approver: null,
      issued: '2026-05-01T08:00:00.000Z',
      by: 'Mei',
    },
  },
  copies: CODES.map(copyOf),
  statement: {
    vault: VAULT,
    kind: 'receipt sheet',
    filter: {},
    rows: COPIES,
    rowsSha256: 'c'.repeat(64),
    at: '2026-05-12T08:00:00.000Z',
    by: 'Mei',
    checkpoint,
    registerKey: `${originOf(VAULT)}+00000000+AAAA`,
  },
})

/** A receipt sheet with five copies and, on its last page, the checkpoint. */
export const printedSheet = (checkpoint = CHECKPOINT): Promise<Uint8Array> =>
  receiptSheet(orderOf(checkpoint))

/** Where the checkpoint's code lies on that page, in millimetres. */
export const QR_ON_SHEET = { left: 246, top: 50, right: 282, bottom: 86 } as const
