import { inflateSync, constants } from 'node:zlib'
import { PDFArray, PDFName, decodePDFRawStream } from 'pdf-lib'
import type { PDFRawStream } from 'pdf-lib'
import { Failure } from '../../shared/contract/failure.ts'
import { get, getDict, getArray, resolve } from './read-objects.ts'

/** A page of a scanned map may hold 20 MB of operators; this is a limit against bombs, not for papers. */
export const MAX_STREAM_BYTES = 64 * 1024 * 1024

const filterNames = (stream: PDFRawStream): string[] => {
  const filter = resolve(stream.dict.context, get(stream.dict, 'Filter'))
  const names = filter instanceof PDFArray ? filter.asArray() : filter ? [filter] : []
  return names.map((name) => {
    const found = resolve(stream.dict.context, name)
    return found instanceof PDFName ? found.decodeText() : ''
  })
}

const isBomb = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'

/** Takes what a cut-off stream still holds, as viewers do. */
const inflate = (bytes: Uint8Array): Uint8Array =>
  inflateSync(bytes, { maxOutputLength: MAX_STREAM_BYTES, finishFlush: constants.Z_SYNC_FLUSH })

/**
 * The decoded data of a stream, or null where a filter is damaged or unknown.
 * @throws Failure document-too-large for a decompression bomb.
 */
export const decodeStream = (stream: PDFRawStream): Uint8Array | null => {
  const filters = filterNames(stream)
  if (filters.length === 0) return stream.contents
  const plainFlate =
    filters.length === 1 &&
    (filters[0] === 'FlateDecode' || filters[0] === 'Fl') &&
    getDict(stream.dict, 'DecodeParms') === null &&
    getArray(stream.dict, 'DecodeParms') === null
  try {
    if (plainFlate) return inflate(stream.contents)
  } catch (error) {
    if (isBomb(error)) {
      throw new Failure(
        'document-too-large',
        `A page of this PDF unpacks to more than ${MAX_STREAM_BYTES >> 20} MB. Print it to a new PDF and try again.`,
      )
    }
  }
  try {
    return decodePDFRawStream(stream).decode()
  } catch {
    return null
  }
}
