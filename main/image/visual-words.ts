import { readFileSync } from 'node:fs'
import { DESCRIPTOR_LENGTH } from './descriptor.ts'
import { leastOf } from './least-of.ts'
import { newMixer, TAP_BYTES } from './mix-rows.ts'
import type { Mixer } from './mix-rows.ts'

/**
 * Visual words: a descriptor's two halves are each named for the nearest of 256 means, and the two names together are one of
 * 65,536 words (Babenko and Lempitsky, "The inverted multi-index", CVPR 2012). The means come from test/bench/train-words.ts.
 */
export const WORD_BOOK = 256
export const HALF_LENGTH = DESCRIPTOR_LENGTH / 2
export const WORD_COUNT = WORD_BOOK * WORD_BOOK

/** Nearest means of each half whose pairs are considered. */
const NEAREST = 4
const ROW_BYTES = 4 * WORD_BOOK

/** In each book's part of the memory: the means column by column, half the squares of their lengths, taps, and the answer. */
const NORMS_AT = HALF_LENGTH * ROW_BYTES
const TAPS = HALF_LENGTH + 1
const TAPS_AT = NORMS_AT + ROW_BYTES
const OUT_AT = TAPS_AT + TAPS * TAP_BYTES + (-(TAPS * TAP_BYTES) & 15)
const BOOK_BYTES = OUT_AT + ROW_BYTES

/** A mixer that holds both books: distance to all means is a mixture of columns, weighted with the descriptor's numbers. */
const openBooks = (): Mixer => {
  const bytes = readFileSync(new URL('./visual-words.bin', import.meta.url))
  const mixer = newMixer()
  const buffer = mixer.memory(2 * BOOK_BYTES)
  const floats = new Float32Array(buffer)
  const addresses = new Int32Array(buffer)
  for (const half of [0, 1]) {
    const base = half * BOOK_BYTES
    for (let j = 0; j < WORD_BOOK; j++) {
      for (let d = 0; d < HALF_LENGTH; d++) {
        const v = bytes[(half * WORD_BOOK + j) * HALF_LENGTH + d]
        floats[(base + d * ROW_BYTES) / 4 + j] = v
        floats[(base + NORMS_AT) / 4 + j] += (v * v) / 2
      }
    }
    for (let d = 0; d < TAPS; d++) {
      const at = (base + TAPS_AT + d * TAP_BYTES) / 4
      addresses[at] = base + d * ROW_BYTES
      addresses[at + 1] = base + d * ROW_BYTES
      // A tap counts its row twice.
      floats[at + 2] = 0.5
    }
  }
  return mixer
}

let books: Mixer | null = null

/** Squared distances from each half of a descriptor to all its means, halved and less what is common to all. */
const measure = (descriptor: Uint8Array, offset: number): Float32Array[] => {
  books ??= openBooks()
  const { memory, mixRows } = books
  const floats = new Float32Array(memory(2 * BOOK_BYTES))
  return [0, 1].map((half) => {
    const base = half * BOOK_BYTES
    for (let d = 0, at = (base + TAPS_AT) / 4 + 2; d < HALF_LENGTH; d++, at += TAP_BYTES / 4)
      floats[at] = -0.5 * descriptor[offset + half * HALF_LENGTH + d]
    mixRows(base + OUT_AT, ROW_BYTES, base + TAPS_AT, base + TAPS_AT + TAPS * TAP_BYTES)
    return floats.subarray((base + OUT_AT) / 4, (base + OUT_AT) / 4 + WORD_BOOK)
  })
}

const firsts = new Int32Array(NEAREST)
const seconds = new Int32Array(NEAREST)
const pairDistances = new Float32Array(NEAREST * NEAREST)

/** The words nearest to a descriptor, nearest first, as many as `out` takes (up to sixteen). */
export const wordsNear = (descriptor: Uint8Array, offset: number, out: Int32Array): void => {
  const [upper, lower] = measure(descriptor, offset)
  leastOf(upper, firsts)
  leastOf(lower, seconds)
  for (let i = 0; i < NEAREST; i++)
    for (let j = 0; j < NEAREST; j++) pairDistances[i * NEAREST + j] = upper[firsts[i]] + lower[seconds[j]]
  leastOf(pairDistances, out)
  for (let k = 0; k < out.length; k++)
    out[k] = firsts[Math.floor(out[k] / NEAREST)] * WORD_BOOK + seconds[out[k] % NEAREST]
}
