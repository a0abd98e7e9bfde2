import { unzipSync, type UnzipFileInfo } from 'fflate'
import { basename } from 'node:path'
import { sniffKind } from '../../image/sniff-kind.ts'
import { decodeText } from './decode-text.ts'
import { isZip } from './docx-text.ts'
import { isMail, leavesOf } from './mail-text.ts'

/** A picture or a PDF that lies in another file: pasted into a document, attached to a mail, packed into an archive. */
export interface Enclosed {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Of one file, the largest: what shows a page is seldom among the smallest. */
const MOST_ENCLOSED = 20
/** Unpacked, all of them together; and each, which is less than any logo that shows anything. */
const MOST_BYTES = 256 << 20
const LEAST_BYTES = 500

const PICTURED = /\.(?:jpe?g|png|gif|webp|tiff?|bmp|heic|heif|avif|pdf)$/i
const DATA_URI = /data:image\/[a-z0-9.+-]+;base64,([A-Za-z0-9+/=\s]+)/gi

const inZip = (bytes: Uint8Array): Enclosed[] => {
  let unpacked = 0
  const isWanted = ({ name, originalSize }: UnzipFileInfo): boolean => {
    if (!PICTURED.test(name) || unpacked + originalSize > MOST_BYTES) return false
    unpacked += originalSize
    return true
  }
  try {
    const files = unzipSync(bytes, { filter: isWanted })
    return Object.entries(files).map(([name, content]) => ({ name: basename(name), bytes: content }))
  } catch {
    // Whether the archive is damaged, and what to do then, says whoever reads its text.
    return []
  }
}

const inMarkup = (text: string): Enclosed[] =>
  [...text.matchAll(DATA_URI)].map(([, base64], k) => ({
    name: `picture ${k + 1}`,
    bytes: Buffer.from(base64, 'base64'),
  }))

const inMail = (mail: string): Enclosed[] =>
  leavesOf(mail).flatMap(({ type, name, bytes }, k) => {
    if (!type.startsWith('text/')) return [{ name: name ?? `attachment ${k + 1}`, bytes }]
    return inMarkup(decodeText(bytes) ?? '')
  })

/** Pictures and PDFs in a Word document or another archive, a mail, or a page of the web; of anything else, none. */
export const enclosedIn = (bytes: Uint8Array): Enclosed[] => {
  const text = isZip(bytes) ? null : decodeText(bytes)
  const found = isZip(bytes)
    ? inZip(bytes)
    : text === null
      ? []
      : isMail(text)
        ? inMail(text)
        : inMarkup(text)
  const pictured = found.filter((one) => one.bytes.length >= LEAST_BYTES && sniffKind(one.bytes) !== null)
  const largest = new Set(
    pictured.toSorted((a, b) => b.bytes.length - a.bytes.length).slice(0, MOST_ENCLOSED),
  )
  return pictured.filter((one) => largest.has(one))
}
