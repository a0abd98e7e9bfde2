import { decodeText } from './decode-text.ts'
import { markupText } from './markup-text.ts'

/** Mails that hold mails that hold mails go no deeper. */
const DEEPEST = 8

interface Part {
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

const HEADER = /^([A-Za-z][A-Za-z0-9-]*):[ \t]*(.*)$/

/** RFC 5322: lines of headers, folded by blanks, then an empty line, then the body. */
const split = (text: string): Part => {
  const [, head = '', body = ''] = /^([\s\S]*?)\n\n([\s\S]*)$/.exec(text) ?? []
  const headers = new Map<string, string>()
  for (const line of head.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const [, name, value] = HEADER.exec(line) ?? []
    if (name !== undefined) headers.set(name.toLowerCase(), value ?? '')
  }
  return { headers, body }
}

export const isMail = (text: string): boolean => {
  const { headers } = split(text.replace(/\r\n/g, '\n'))
  return headers.has('from') && (headers.has('subject') || headers.has('mime-version'))
}

/** RFC 2045, 6.7. */
const quotedPrintable = (body: string): Uint8Array =>
  Buffer.from(
    Buffer.from(body.replace(/=\n/g, ''), 'utf8')
      .toString('latin1')
      .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )

/** A part of a mail that holds no others, decoded. */
export interface Leaf {
  /** In lower case, without parameters. */
  readonly type: string
  readonly name: string | null
  readonly bytes: Uint8Array
}

const bytesOf = ({ headers, body }: Part): Uint8Array => {
  const encoding = headers.get('content-transfer-encoding')?.trim().toLowerCase()
  if (encoding === 'base64') return Buffer.from(body, 'base64')
  return encoding === 'quoted-printable' ? quotedPrintable(body) : Buffer.from(body, 'utf8')
}

const nameOf = ({ headers }: Part): string | null => {
  const said = `${headers.get('content-disposition') ?? ''};${headers.get('content-type') ?? ''}`
  return /name="?([^";]{1,200})"?/i.exec(said)?.[1] ?? null
}

const leaves = (text: string, depth: number): Leaf[] => {
  const part = split(text)
  const type = part.headers.get('content-type') ?? 'text/plain'
  const boundary = /boundary="?([^";]{1,70})"?/i.exec(type)?.[1]
  if (/^multipart\//i.test(type) && boundary !== undefined && depth < DEEPEST) {
    const inner = part.body.split(`--${boundary}`).slice(1)
    return inner.flatMap((one) => leaves(one.replace(/^\n/, ''), depth + 1))
  }
  if (/^message\/rfc822/i.test(type) && depth < DEEPEST) return leaves(part.body, depth + 1)
  return [{ type: type.split(';')[0].trim().toLowerCase(), name: nameOf(part), bytes: bytesOf(part) }]
}

export const leavesOf = (mail: string): Leaf[] => leaves(mail.replace(/\r\n/g, '\n'), 0)

/** What people read of a mail: its texts, decoded. What is attached to it, `enclosed-pictures` finds. */
export const mailText = (mail: string): string =>
  leavesOf(mail)
    .filter(({ type }) => type.startsWith('text/'))
    .map(({ type, bytes }) => {
      const text = decodeText(bytes) ?? ''
      return type === 'text/html' ? markupText(text) : text
    })
    .join('\n')
