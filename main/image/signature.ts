import { DESCRIPTOR_LENGTH } from './descriptor.ts'

/** 32-bit words to a signature: one bit per number against each of two thresholds. */
export const SIGNATURE_WORDS = 8

/** A descriptor's own quantiles; two thresholds keep most of its order (Zhou et al., "Scalar quantization", ACM MM 2012). */
const QUANTILES = [0.5, 0.75]

const counts = new Uint16Array(256)

const quantile = (share: number): number => {
  let below = 0
  for (let value = 0; value < 256; value++) {
    below += counts[value]
    if (below >= share * DESCRIPTOR_LENGTH) return value
  }
  return 255
}

/** Packs a descriptor into 256 bits, close in Hamming distance when the descriptors are close. */
export const sign = (descriptor: Uint8Array, offset: number, out: Uint32Array, outOffset: number): void => {
  counts.fill(0)
  for (let i = 0; i < DESCRIPTOR_LENGTH; i++) counts[descriptor[offset + i]]++
  let word = outOffset
  for (const share of QUANTILES) {
    const threshold = quantile(share)
    for (let i = 0; i < DESCRIPTOR_LENGTH; i += 32, word++) {
      let bits = 0
      for (let b = 0; b < 32; b++) if (descriptor[offset + i + b] > threshold) bits |= 1 << b
      out[word] = bits
    }
  }
}

const nibbles = (x: number): number => {
  const pairs = x - ((x >>> 1) & 0x55555555)
  return (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
}

const bytes = (n: number): number => (n & 0x0f0f0f0f) + ((n >>> 4) & 0x0f0f0f0f)

/** Number of bits in which two signatures differ, 0 to 256. */
export const hamming = (a: Uint32Array, ai: number, b: Uint32Array, bi: number): number => {
  const first =
    bytes(nibbles(a[ai] ^ b[bi]) + nibbles(a[ai + 1] ^ b[bi + 1]) + nibbles(a[ai + 2] ^ b[bi + 2])) +
    bytes(nibbles(a[ai + 3] ^ b[bi + 3]) + nibbles(a[ai + 4] ^ b[bi + 4]) + nibbles(a[ai + 5] ^ b[bi + 5]))
  const all = first + bytes(nibbles(a[ai + 6] ^ b[bi + 6]) + nibbles(a[ai + 7] ^ b[bi + 7]))
  const halves = (all & 0x00ff00ff) + ((all >>> 8) & 0x00ff00ff)
  return (halves + (halves >>> 16)) & 0xffff
}
