import { inflateSync, constants } from 'node:zlib'
import { collectPages } from './collect-pages.ts'
import { loadPdf } from './load-pdf.ts'
import { getNumber } from './read-objects.ts'

const MAX_OBJECT_STREAM_BYTES = 16 * 1024 * 1024

const unpacked = (data: Buffer): Buffer | null => {
  try {
    return inflateSync(data, {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: MAX_OBJECT_STREAM_BYTES,
    })
  } catch {
    return null
  }
}

/** True when some object may set a UserUnit; a quick look that spares nearly every file a full parse. */
const mayHaveUserUnits = (file: Buffer): boolean => {
  if (file.includes('/UserUnit')) return true
  for (let at = file.indexOf('/ObjStm'); at >= 0; at = file.indexOf('/ObjStm', at + 7)) {
    const stream = file.indexOf('stream', at)
    if (stream < 0) return false
    const start = stream + (file[stream + 6] === 13 ? 8 : 7)
    const end = file.indexOf('endstream', start)
    const objects = unpacked(file.subarray(start, end < 0 ? file.length : end))
    // Encrypted, or under another filter: only the parser can tell.
    if (objects === null || objects.includes('/UserUnit')) return true
  }
  return false
}

/** UserUnit by page index where it is not 1. PDFium does not know this key, so it is read beside it. */
export const readUserUnits = async (
  bytes: Uint8Array,
  password: string | undefined,
): Promise<ReadonlyMap<number, number>> => {
  const units = new Map<number, number>()
  if (!mayHaveUserUnits(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))) return units
  const { pdf } = await loadPdf(bytes, password)
  collectPages(pdf.context, pdf.catalog).forEach((page, index) => {
    const unit = getNumber(page.dict, 'UserUnit')
    if (unit !== null && Number.isFinite(unit) && unit > 0 && unit !== 1) units.set(index, unit)
  })
  return units
}
