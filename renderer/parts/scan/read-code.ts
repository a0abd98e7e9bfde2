import { formatCode, parseCode } from '../../../shared/contract/copy-code.ts'

export type Scanned =
  | { readonly kind: 'code'; readonly code: string }
  /** Of a code's length and letters, but its check character does not fit. */
  | { readonly kind: 'mistyped'; readonly typed: string }
  | { readonly kind: 'other' }

const CODE_SHAPE = /^[0-9a-z]{4}[\s-]?[0-9a-z]{4}$/i

/** A word of eight letters is no slip of a code: codes that are meant have a digit in them, or their hyphen. */
const meansCode = (typed: string): boolean => /\d|-/.test(typed)

/** What somebody typed, or a scanner sent before its Enter. */
export const readCode = (typed: string): Scanned => {
  const text = typed.trim().normalize('NFKC')
  if (!CODE_SHAPE.test(text)) return { kind: 'other' }
  const code = parseCode(text)
  if (code !== null) return { kind: 'code', code: formatCode(code) }
  return meansCode(text) ? { kind: 'mistyped', typed: text.toUpperCase() } : { kind: 'other' }
}

/** Characters as they come from a keyboard or scanner outside of any field. */
export interface Keyed {
  readonly text: string
  readonly at: number
}

export const NOTHING_KEYED: Keyed = { text: '', at: 0 }

/** After so long a pause, what was typed before has nothing to do with what comes. */
const PAUSE_MS = 2500
const MOST = 12

/** The next key, at a time in milliseconds; a key that no code has starts over. */
export const keyIn = (keyed: Keyed, key: string, at: number): Keyed => {
  if (!/^[0-9a-z-]$/i.test(key)) return NOTHING_KEYED
  const before = at - keyed.at > PAUSE_MS ? '' : keyed.text
  return { text: `${before}${key}`.slice(-MOST), at }
}
