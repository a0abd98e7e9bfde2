import { EncryptedPDFError, PDFCatalog, PDFDocument, ParseSpeeds } from 'pdf-lib'
import { Failure } from '../../shared/contract/failure.ts'
import { restoreStrings } from './restore-strings.ts'

export const MAX_DOCUMENT_BYTES = 200 * 1024 * 1024

export interface LoadedPdf {
  readonly pdf: PDFDocument
  readonly wasEncrypted: boolean
}

/**
 * Trailers are never encrypted or packed, so the key stands in plain sight; pdf-lib forgets it on decrypting.
 */
const isEncrypted = (bytes: Uint8Array): boolean => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let at = file.indexOf('/Encrypt'); at >= 0; at = file.indexOf('/Encrypt', at + 8)) {
    if (/^\s*(\d+\s+\d+\s+R|<<)/.test(file.toString('latin1', at + 8, at + 40))) return true
  }
  return false
}

const asFailure = (error: unknown, passwordGiven: boolean): Failure => {
  if (error instanceof Failure) return error
  const text = error instanceof Error ? error.message : ''
  if (error instanceof EncryptedPDFError || /password/i.test(text)) {
    return new Failure(
      'document-encrypted',
      passwordGiven
        ? 'The password does not open this PDF. Check it and try again.'
        : 'This PDF asks for a password. Give it with --password.',
      { cause: error },
    )
  }
  return new Failure(
    'document-broken',
    'This file is not a PDF that can be read. Open it in a viewer, print it to a new PDF and try again.',
    { cause: error },
  )
}

const PARSING = { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest, preserveXFA: true } as const

/**
 * pdf-lib decrypts cross-reference streams too, though ISO 32000-2, 7.5.8.2 says that they never are encrypted, and so
 * loses the trailer that is in them. Any encrypted file has an ID: where there is none, the trailer is read once more.
 */
const restoreTrailer = async ({ context }: PDFDocument, bytes: Uint8Array): Promise<void> => {
  if (context.trailerInfo.ID !== undefined) return
  const asStored = await PDFDocument.load(bytes, { ...PARSING, ignoreEncryption: true })
  const { Root, Info, ID } = asStored.context.trailerInfo
  if (Info) context.trailerInfo.Info = Info
  if (ID) context.trailerInfo.ID = ID
  if (Root && context.lookup(Root) instanceof PDFCatalog) context.trailerInfo.Root = Root
}

/**
 * Parses a PDF, repairing and decrypting as it goes.
 * @throws Failure document-broken, document-encrypted, document-too-large.
 */
export const loadPdf = async (bytes: Uint8Array, password?: string): Promise<LoadedPdf> => {
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    throw new Failure(
      'document-too-large',
      `This PDF is larger than ${MAX_DOCUMENT_BYTES >> 20} MB. Split it and try again.`,
    )
  }
  try {
    // The password must be passed even when empty: that is how files with only an owner password open.
    const pdf = await PDFDocument.load(bytes, {
      ...PARSING,
      password: password ?? '',
    })
    const wasEncrypted = isEncrypted(bytes)
    if (wasEncrypted) await restoreTrailer(pdf, bytes)
    if (pdf.context.isDecrypted) restoreStrings(pdf.context)
    return { pdf, wasEncrypted }
  } catch (error) {
    throw asFailure(error, password !== undefined && password !== '')
  }
}
