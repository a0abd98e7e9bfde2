import { randomBytes } from 'node:crypto'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'
const ID_BYTES = 16

/** RFC 4648 base 32, lower case, no padding. */
const base32 = (bytes: Uint8Array): string => {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((group) => ALPHABET[parseInt(group.padEnd(5, '0'), 2)]).join('')
}

export type IdPrefix = 'v' | 'd' | 'i' | 'c' | 't' | 'm' | 'h' | 'e' | 'b' | 'x'

/** 128 random bits: vault, document, issuance, copy, trace, muster, handover, export, backup or exposure search. */
export const newId = (prefix: IdPrefix): string => `${prefix}-${base32(randomBytes(ID_BYTES))}`
