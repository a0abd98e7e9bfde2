import { strToU8, zipSync } from 'fflate'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readLeakedText } from '../../../main/engine/leaked-text/read-leaked-text.ts'
import { Failure } from '../../../shared/contract/failure.ts'
import { readText } from '../../../shared/mark/read-text.ts'
import { markAt } from '../../../shared/mark/text-marks.ts'

const MARK = markAt(Uint8Array.of(200, 100, 50), 0)
const PASSAGE = `The committee met,${MARK} and 会议决定 & resolved.`
const EXPECTED = readText(PASSAGE)

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8')
const entities = (text: string): string =>
  Array.from(text, (c) => `&#x${c.codePointAt(0)?.toString(16)};`).join('')
const escapes = (text: string): string =>
  text.replace(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)

const docx = (xml: string): Uint8Array =>
  zipSync({ 'word/document.xml': strToU8(xml), 'word/media/huge.bin': new Uint8Array(100) })

const mail = (headers: string, body: string): Uint8Array =>
  bytes(`From: a@example.org\r\nSubject: =?utf-8?q?x?=\r\nMIME-Version: 1.0\r\n${headers}\r\n\r\n${body}`)

const base64 = (text: string): string =>
  (
    Buffer.from(text)
      .toString('base64')
      .match(/.{1,60}/g) ?? []
  ).join('\r\n')
const quoted = (text: string): string =>
  (
    Array.from(Buffer.from(text), (b) => `=${b.toString(16).toUpperCase().padStart(2, '0')}`)
      .join('')
      .match(/.{1,75}/g) ?? []
  ).join('=\r\n')

const FORMS: readonly (readonly [string, Uint8Array])[] = [
  ['plain text', bytes(PASSAGE)],
  ['UTF-16', Buffer.from(`\ufeff${PASSAGE}`, 'utf16le')],
  ['Markdown', bytes(`> ${PASSAGE}\n`)],
  [
    'HTML',
    bytes(
      `<!doctype html><head><title>no</title></head><p>${PASSAGE.replace('&', '&amp;')}</p><script>no()</script>`,
    ),
  ],
  ['HTML with numeric entities', bytes(`<p>${entities(PASSAGE)}</p>`)],
  ['JSON', bytes(JSON.stringify([{ text: PASSAGE }]))],
  ['JSON in ASCII', bytes(escapes(JSON.stringify({ text: PASSAGE })))],
  [
    'JSON Lines',
    bytes(`${JSON.stringify({ text: PASSAGE.slice(0, 30) })}\n${JSON.stringify([PASSAGE.slice(30)])}\n`),
  ],
  [
    'marks as source code writes them',
    bytes(`say ${escapes(MARK)}`.replace('say', PASSAGE.split(MARK)[0]) + PASSAGE.split(MARK)[1]),
  ],
  [
    'a mail in base64',
    mail('Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64', base64(PASSAGE)),
  ],
  [
    'a mail in quoted-printable',
    mail('Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable', quoted(PASSAGE)),
  ],
  [
    'a mail of several parts',
    mail(
      'Content-Type: multipart/mixed; boundary="b b"',
      `--b b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(`<p>${PASSAGE}</p>`)}\r\n--b b\r\nContent-Type: image/png\r\n\r\nabc\r\n--b b--\r\n`,
    ),
  ],
  [
    'a Word document',
    docx(
      `<?xml version="1.0"?><w:document><w:p><w:r><w:t>${PASSAGE.replace('&', '&amp;')}</w:t></w:r></w:p></w:document>`,
    ),
  ],
]

describe('leaked text', () => {
  test.each(FORMS)('%s', (_, file) => {
    expect(readText(readLeakedText(file, 'leak') ?? '')).toEqual(EXPECTED)
  })

  test('what is no text is none', () => {
    expect(readLeakedText(Uint8Array.of(0, 1, 2, 3, 255), 'leak')).toBeNull()
    expect(readLeakedText(bytes('a\u0000b'), 'leak')).toBeNull()
  })

  test('an archive that is no Word document, or is cut short, is refused', () => {
    const failure = (file: Uint8Array) => {
      try {
        readLeakedText(file, 'leak.zip')
      } catch (error) {
        return error instanceof Failure ? error.code : error
      }
      return null
    }
    expect(failure(zipSync({ 'a.txt': strToU8('x') }))).toBe('file-unreadable')
    expect(failure(docx('<w:p>x</w:p>').subarray(0, 40))).toBe('file-unreadable')
  })

  test('what markup does not show is out, however it is written', () => {
    const shown = (markup: string) => readLeakedText(bytes(`<!doctype html>${markup}`), 'leak')?.trim()
    expect(shown('a<!-- no --><STYLE>no</Style >b<script>no("</div>")</script>c')).toBe('abc')
    expect(shown('<head><title>no</title></head>a<!--no-->b<!-- -->c')).toBe('abc')
    // What is never closed hides nothing, and the next that is closed does.
    expect(shown('a<script>b<!-- no -->c')).toBe('abc')
  })

  // Openings that nothing closes: looked for once each, they would take hours.
  test.each(['<!--', '<script ', '<style>', '<br', '<', '</p', '&#x'])(
    '%s a million times ends',
    (opening) => {
      const markup = `<!doctype html><p>kept</p>${opening.repeat(1_000_000)}`
      expect(readLeakedText(bytes(markup), 'leak')).toContain('kept')
    },
  )

  test('any bytes are read, refused with a code, or are no text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (file) => {
        const text = readLeakedText(file, 'leak')
        expect(text === null || typeof text === 'string').toBe(true)
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const read = readLeakedText(
          bytes(`From: x\nSubject: y\nContent-Type: multipart/x; boundary=q\n\n--q\n${text}`),
          'leak',
        )
        expect(read === null || typeof read === 'string').toBe(true)
      }),
    )
  })
})
