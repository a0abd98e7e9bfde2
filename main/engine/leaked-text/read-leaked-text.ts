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
 * Word documents taken out of their wrappings. Null for what is no text. Throws Failure 'file-unreadable' for a damaged .docx.
 */
export const readLeakedText = (bytes: Uint8Array, name: string): string | null => {
  if (isZip(bytes)) return docxText(bytes, name)
  const text = decodeText(bytes)
  if (text === null) return null
  return unescapeMarks(jsonText(text) ?? proseOf(text))
}
