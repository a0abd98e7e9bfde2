import { receiptSheet } from '../../main/export/copy-lists.ts'
import { originOf, signCheckpoint } from '../../main/register/checkpoint.ts'
import { formatCode, makeCode } from '../../shared/contract/copy-code.ts'
import { listedCopy, sheetOrder } from './sheet-order.ts'

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

const RECIPIENT = { name: '欧阳文静', unit: '办公室', id: '' }

/** A receipt sheet with five copies and, on its last page, the checkpoint. */
export const printedSheet = (checkpoint = CHECKPOINT): Promise<Uint8Array> =>
  receiptSheet(
    sheetOrder({
      vault: VAULT,
      checkpoint,
      copies: CODES.map((code, index) => listedCopy(index, COPIES, { code, recipient: RECIPIENT })),
    }),
  )

/** Where the checkpoint's code lies on that page, in millimetres. */
export const QR_ON_SHEET = { left: 246, top: 50, right: 282, bottom: 86 } as const
