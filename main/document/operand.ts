/** A value as it stands in a content stream (ISO 32000-1, 7.3). */
export type Operand =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly value: string }
  | { readonly kind: 'string'; readonly bytes: Uint8Array }
  | { readonly kind: 'array'; readonly items: readonly Operand[] }
  | { readonly kind: 'dict'; readonly entries: ReadonlyMap<string, Operand> }
  | { readonly kind: 'other' }

export interface Operation {
  readonly operator: string
  readonly operands: readonly Operand[]
  /** Byte range, operands included. */
  readonly start: number
  readonly end: number
}

/** White space 1, delimiters 2, all else 0 (ISO 32000-1, tables 1 and 2). */
export const CHARACTER_CLASS = new Uint8Array(256)
for (const code of [0, 9, 10, 12, 13, 32]) CHARACTER_CLASS[code] = 1
for (const character of '()<>[]{}/%') CHARACTER_CLASS[character.charCodeAt(0)] = 2

export const isWhite = (code: number): boolean => CHARACTER_CLASS[code] === 1

export const latin1 = (bytes: Uint8Array, start: number, end: number): string => {
  let text = ''
  for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i])
  return text
}
