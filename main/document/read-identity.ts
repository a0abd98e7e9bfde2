import type { FileIdentity } from './document.ts'
import { decodeStream } from './decode-stream.ts'
import { identityIn } from './identity-metadata.ts'
import { loadPdf } from './load-pdf.ts'
import { dictOf, getStream } from './read-objects.ts'

const MARK = Buffer.from('siglum:CopyId')
const AROUND_BYTES = 4096

/** The last packet in the raw bytes: all that is left of a file too damaged to parse. */
const scanned = (file: Buffer): FileIdentity | null => {
  const at = file.lastIndexOf(MARK)
  return at < 0 ? null : identityIn(file.toString('utf8', Math.max(0, at - AROUND_BYTES), at + AROUND_BYTES))
}

/**
 * Which copy a file says it is; null when it does not say. Anyone can write such a note, so it is a hint
 * for a person, and evidence only together with the register. Never throws.
 */
export const readIdentity = async (
  bytes: Uint8Array,
  options: { readonly password?: string } = {},
): Promise<FileIdentity | null> => {
  try {
    const { pdf } = await loadPdf(bytes, options.password)
    const metadata = getStream(dictOf(pdf.context, pdf.context.trailerInfo.Root), 'Metadata')
    const xmp = metadata && decodeStream(metadata)
    return xmp ? identityIn(Buffer.from(xmp).toString('utf8')) : null
  } catch {
    return scanned(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
  }
}
