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
/** All of them together, unpacked; and a text that holds some. */
const MOST_BYTES = 256 << 20
/** No smaller file shows anything of a page. */
const LEAST_BYTES = 500

const PICTURED = /\.(?:jpe?g|png|gif|webp|tiff?|bmp|heic|heif|avif|pdf)$/i
const DATA_URI =
  /data:(?:image\/[a-z0-9.+-]+|application\/pdf)(?:;[a-z0-9=-]{1,40})?;base64,([A-Za-z0-9+/=\s]+)/gi

/** The largest of some, as many and as much as are read, in their own order. */
const largest = <T>(some: readonly T[], bytesOf: (one: T) => number): T[] => {
  let left = MOST_BYTES
  const taken = new Set<T>()
  for (const one of some.toSorted((a, b) => bytesOf(b) - bytesOf(a))) {
    if (taken.size === MOST_ENCLOSED || bytesOf(one) > left) continue
    left -= bytesOf(one)
    taken.add(one)
  }
  return some.filter((one) => taken.has(one))
}

/** What an archive says of a file is whatever its maker wrote there: what cannot be so is left alone. */
const isCredible = ({ size, originalSize, compression }: UnzipFileInfo): boolean =>
  compression === 0 ? size === originalSize : compression === 8 && size <= 1.01 * originalSize + 64

const unpack = (archive: Uint8Array, wanted: UnzipFileInfo): Enclosed[] => {
  try {
    const { name, size, originalSize } = wanted
    const files = unzipSync(archive, {
      filter: (file) => file.name === name && file.size === size && file.originalSize === originalSize,
    })
    return Object.values(files).map((bytes) => ({ name: basename(name), bytes }))
  } catch {
    return []
  }
}

/** Listed first, and each unpacked by itself: one that is damaged or encrypted takes no other with it. */
const inZip = (archive: Uint8Array): Enclosed[] => {
  const listed: UnzipFileInfo[] = []
  try {
    unzipSync(archive, {
      filter: (file) => {
        if (PICTURED.test(file.name) && file.originalSize >= LEAST_BYTES && isCredible(file))
          listed.push(file)
        return false
      },
    })
  } catch {
    // Whether the archive is damaged, and what to do then, says whoever reads its text.
    return []
  }
  return largest(listed, ({ originalSize }) => originalSize).flatMap((file) => unpack(archive, file))
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

const inText = (bytes: Uint8Array): Enclosed[] => {
  const text = bytes.length > MOST_BYTES ? null : decodeText(bytes)
  if (text === null) return []
  const found = isMail(text) ? inMail(text) : inMarkup(text)
  return largest(
    found.filter((one) => one.bytes.length >= LEAST_BYTES),
    (one) => one.bytes.length,
  )
}

/** Whether it is worth a look, which is quick. */
export const mayEnclose = (bytes: Uint8Array): boolean =>
  isZip(bytes) || Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('base64')

/**
 * Pictures and PDFs in a Word document or another archive, a mail, or a text with pictures written out in it, such as a page of the web. What its maker
 * says of an archive can keep a processor busy for long: call it in a thread that may be ended.
 */
export const enclosedIn = (bytes: Uint8Array): Enclosed[] =>
  (isZip(bytes) ? inZip(bytes) : inText(bytes)).filter((one) => sniffKind(one.bytes) !== null)
