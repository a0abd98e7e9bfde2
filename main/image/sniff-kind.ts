export type FileKind = 'jpeg' | 'png' | 'webp' | 'tiff' | 'heic' | 'avif' | 'gif' | 'bmp' | 'pdf'

/** PDF 1.7 readers accept a header anywhere in the first kilobyte (ISO 32000-1, Annex H, note 13). */
const PDF_HEADER_WITHIN = 1024
/** And look for its end in about the last one (note 18). */
const PDF_ENDS_WITHIN = 2048
/** A .zip holds whole PDFs, and of those that are stored their headers. */
const ZIP = 'PK\x03\x04'
/** Of the header that follows a BMP's file header: OS/2's and Windows' kinds. A text that begins with BM has letters there. */
const BMP_HEADER_BYTES = { at: 14, least: 12, most: 124 } as const
const HEIC_BRANDS = ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1']
const AVIF_BRANDS = ['avif', 'avis']

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to))

/** Brands of an ISO base media file: the major one, then the compatible ones (ISO/IEC 14496-12, 4.3). */
const mediaBrands = (bytes: Uint8Array): string[] => {
  if (bytes.length < 16 || ascii(bytes, 4, 8) !== 'ftyp') return []
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  const end = Math.min(size, bytes.length, 256)
  const brands = [ascii(bytes, 8, 12)]
  for (let at = 16; at + 4 <= end; at += 4) brands.push(ascii(bytes, at, at + 4))
  return brands
}

const isBmp = (bytes: Uint8Array): boolean => {
  if (ascii(bytes, 0, 2) !== 'BM' || bytes.length < 26) return false
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(BMP_HEADER_BYTES.at, true)
  return size >= BMP_HEADER_BYTES.least && size <= BMP_HEADER_BYTES.most
}

/** Behind something else, as what a printer is sent: a text that mentions a header has no end of a PDF. */
const isPdf = (bytes: Uint8Array): boolean => {
  const at = ascii(bytes, 0, PDF_HEADER_WITHIN).indexOf('%PDF-')
  if (at <= 0) return at === 0
  return ascii(bytes, Math.max(0, bytes.length - PDF_ENDS_WITHIN), bytes.length).includes('startxref')
}

/** What a file is by its first bytes, whatever its name says; null when it is none we read. */
export const sniffKind = (bytes: Uint8Array): FileKind | null => {
  const head = ascii(bytes, 0, 12)
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'gif'
  if (head.startsWith('RIFF') && head.slice(8) === 'WEBP') return 'webp'
  if (['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].includes(head.slice(0, 4))) return 'tiff'
  const brands = mediaBrands(bytes)
  if (brands.some((b) => AVIF_BRANDS.includes(b))) return 'avif'
  if (brands.some((b) => HEIC_BRANDS.includes(b))) return 'heic'
  if (head.startsWith(ZIP)) return null
  if (isBmp(bytes)) return 'bmp'
  return isPdf(bytes) ? 'pdf' : null
}
