import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readLeakedText } from '../../main/engine/leaked-text/read-leaked-text.ts'
import { hasProgram } from './text-extractors.ts'

/** What may happen to text between a viewer's clipboard and the desk: in and out as the tracer would get it. */
export interface TextRoute {
  readonly name: string
  /** Null where this machine lacks the program. */
  readonly send: (text: string) => Promise<string | null>
}

const asFile = (content: string | Uint8Array, name: string): string =>
  readLeakedText(Buffer.from(content), name) ?? ''

const escapeHtml = (text: string): string =>
  text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? c)

const html = (text: string, encode = (escaped: string) => escaped): string =>
  `<!doctype html><html><head><title>x</title></head><body>${text
    .split('\n')
    .map((line) => `<p>${encode(escapeHtml(line))}</p>`)
    .join('\n')}</body></html>`

const numericEntities = (text: string): string =>
  Array.from(text, (c) => ((c.codePointAt(0) ?? 0) > 126 ? `&#${c.codePointAt(0)};` : c)).join('')

const asciiJson = (text: string): string =>
  JSON.stringify({ role: 'user', content: text }).replace(
    /[\u007f-\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

const mail = (text: string): string =>
  [
    'From: a@example.org',
    'Subject: x',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    ...(Buffer.from(text, 'utf8')
      .toString('base64')
      .match(/.{1,76}/g) ?? []),
  ].join('\r\n')

/** Through Word's format and back. */
const docx = (text: string): string | null => {
  if (!hasProgram('soffice')) return null
  const folder = mkdtempSync(join(tmpdir(), 'siglum-docx-'))
  try {
    writeFileSync(join(folder, 'x.txt'), text)
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    const convert = ['--headless', profile, '--convert-to', 'docx', '--infilter=Text (encoded):UTF8']
    execFileSync('soffice', [...convert, '--outdir', folder, join(folder, 'x.txt')], { stdio: 'ignore' })
    return asFile(readFileSync(join(folder, 'x.docx')), 'x.docx')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Tokeniser = 'o200k_base' | 'cl100k_base'

const tokens = async (encoding: Tokeniser, text: string): Promise<string> => {
  const { encode, decode } =
    encoding === 'o200k_base'
      ? await import('gpt-tokenizer/encoding/o200k_base')
      : await import('gpt-tokenizer/encoding/cl100k_base')
  return decode(encode(text))
}

const route = (name: string, send: (text: string) => string | null): TextRoute => ({
  name,
  send: (text) => Promise.resolve(send(text)),
})

export const ROUTES: readonly TextRoute[] = [
  route('pasted as it is', (text) => text),
  route('plain text file, UTF-8', (text) => asFile(text, 'x.txt')),
  route('plain text file, UTF-16', (text) => asFile(Buffer.from(`\ufeff${text}`, 'utf16le'), 'x.txt')),
  route('HTML', (text) => asFile(html(text), 'x.html')),
  route('HTML with numeric entities', (text) => asFile(html(text, numericEntities), 'x.html')),
  route('Markdown', (text) => asFile(`> ${text.replace(/\n/g, '\n> ')}\n`, 'x.md')),
  route('JSON', (text) => asFile(JSON.stringify({ role: 'user', content: text }), 'x.json')),
  route('JSON in ASCII (\\u escapes)', (text) => asFile(asciiJson(text), 'x.json')),
  route('mail, base64', (text) => asFile(mail(text), 'x.eml')),
  route('DOCX, by LibreOffice', docx),
  route('NFC', (text) => text.normalize('NFC')),
  route('NFKC', (text) => text.normalize('NFKC')),
  route('lines trimmed, blanks joined', (text) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .join(' ')
      .replace(/\s+/g, ' '),
  ),
  { name: 'tokens of o200k_base and back', send: (text) => tokens('o200k_base', text) },
  { name: 'tokens of cl100k_base and back', send: (text) => tokens('cl100k_base', text) },
  route('format characters (Cf) stripped', (text) => text.replace(/\p{Cf}/gu, '')),
  route('accents stripped (NFD, no Mn)', (text) => text.normalize('NFD').replace(/\p{Mn}/gu, '')),
  route('default-ignorable characters stripped', (text) =>
    text.replace(/\p{Default_Ignorable_Code_Point}/gu, ''),
  ),
  route('GB 18030 without what GBK lacks', (text) => text.replace(/[\ufe00-\ufe0f]/g, '?')),
  route('ASCII only', (text) => text.replace(/[^\n\u0020-\u007e]/g, '')),
  route('retyped, or read by OCR', (text) => text.replace(/[^\p{L}\p{N}\p{P}\s]|\p{Mn}/gu, '')),
]
