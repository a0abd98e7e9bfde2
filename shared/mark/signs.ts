import type { ScoredCarrier } from './layout.ts'
import { MARK_VERSION } from './layout.ts'

/**
 * The vault's keyed pseudo-random function: `bytes` bytes that nobody without the vault's mark key
 * can tell from random, different for every label. (The keys room makes it of HMAC-SHA-256 and AES-256-CTR.)
 */
export type SignStream = (label: string, bytes: number) => Uint8Array

/** Distinct for each copy, page (from 0) and carrier, so that their signs are independent. */
export const signLabel = (copyId: string, page: number, carrier: ScoredCarrier): string =>
  `siglum mark ${MARK_VERSION}/${copyId}/${page}/${carrier}`

export const packedBytes = (count: number): number => (count + 7) >> 3

/**
 * Signs packed one to a bit, least significant first: bit 1 is +1, bit 0 is -1.
 * A positive tint sign darkens its cell.
 */
export const packedSigns = (
  stream: SignStream,
  copyId: string,
  page: number,
  carrier: ScoredCarrier,
  count: number,
): Uint8Array => stream(signLabel(copyId, page, carrier), packedBytes(count))

export const signAt = (packed: Uint8Array, index: number): 1 | -1 =>
  (packed[index >> 3] >> (index & 7)) & 1 ? 1 : -1
