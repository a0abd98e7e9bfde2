import type { CopyListOrder } from '../../main/export/copy-lists.ts'
import type { SheetCopy } from '../../main/export/sheet-head.ts'
import { copyStand } from './copy-stand.ts'

/** A copy that was handed out, as sheets list it. */
export const listedCopy = (index: number, of: number, told: Parameters<typeof copyStand>[2]): SheetCopy => ({
  ...copyStand(index, of, { channel: 'by-hand', handedOut: '2026-05-01', ...told }),
  sha256: 'ab'.repeat(32),
})

interface Told {
  readonly vault: string
  readonly checkpoint: string
  readonly copies: readonly SheetCopy[]
  readonly document?: Partial<CopyListOrder['subject']['document']>
}

/** A sheet of one issuance's copies. */
export const sheetOrder = ({ vault, checkpoint, copies, document }: Told): CopyListOrder => ({
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
      ...document,
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
  copies,
  statement: {
    vault,
    kind: 'receipt sheet',
    filter: {},
    rows: copies.length,
    rowsSha256: 'c'.repeat(64),
    at: '2026-05-12T08:00:00.000Z',
    by: 'Mei',
    checkpoint,
    registerKey: `siglum/${vault}+00000000+AAAA`,
  },
})
