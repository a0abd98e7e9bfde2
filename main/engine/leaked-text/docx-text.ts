import { unzipSync } from 'fflate'
import { Failure } from '../../../shared/contract/failure.ts'
import { markupText } from './markup-text.ts'

/** Where a .docx has what people read. */
const PARTS = /^word\/(?:document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml$/
/** Unpacked: a thousand pages of text take a tenth of it. */
const MOST_BYTES = 64 * 1024 * 1024

export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4

/** Null for an archive that is no .docx. @throws Failure 'file-unreadable' for what is damaged, or unpacks to more than text could be. */
export const docxText = (bytes: Uint8Array, name: string): string | null => {
  const parts: string[] = []
  let unpacked = 0
  try {
    const files = unzipSync(bytes, {
      filter: (file) => {
        if (!PARTS.test(file.name)) return false
        unpacked += Math.max(file.size, file.originalSize)
        return unpacked <= MOST_BYTES
      },
    })
    for (const part of Object.keys(files).sort())
      parts.push(markupText(new TextDecoder().decode(files[part])))
  } catch (cause) {
    throw new Failure(
      'file-unreadable',
      `${name} is damaged. Save it again, or copy its text to a .txt file.`,
      {
        cause,
      },
    )
  }
  if (unpacked <= MOST_BYTES) return parts.length === 0 ? null : parts.join('\n')
  throw new Failure(
    'file-unreadable',
    `${name} unpacks to more text than can be read here. Copy the passage to a .txt file and trace that.`,
  )
}
