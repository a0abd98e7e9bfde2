import { Failure } from '../../../shared/contract/failure.ts'
import { decodeText, unescapeMarks } from './decode-text.ts'
import { docxText, isZip } from './docx-text.ts'
import { jsonText } from './json-text.ts'
import { isMail, mailText } from './mail-text.ts'
import { markupText } from './markup-text.ts'

const MARKUP = /^\s*(?:<\?xml|<!doctype html|<html|<head|<body|<div|<p\b|<span)/i

const proseOf = (text: string): string =>
  isMail(text) ? mailText(text) : MARKUP.test(text) ? markupText(text) : text

/**
 * The text of a leaked file: plain text and Markdown as they stand, the strings of JSON, HTML and XML without their tags, mails and
 * Word documents taken out of their wrappings. Null for what is no text. Throws Failure 'file-unreadable' for an archive that is damaged or no
 * Word document.
 */
export const readLeakedText = (bytes: Uint8Array, name: string): string | null => {
  if (isZip(bytes)) {
    const text = docxText(bytes, name)
    if (text !== null) return text
    throw new Failure(
      'file-unreadable',
      `${name} is an archive without anything that can be read here. Unpack it, and give the files that are in it.`,
    )
  }
  const text = decodeText(bytes)
  if (text === null) return null
  return unescapeMarks(jsonText(text) ?? proseOf(text))
}
