import { start, type Started } from '../../shared/wasm/start.ts'
import { SLICE_BYTES } from '../../shared/wasm/straight-line.ts'
import { SLICED_STEPS, WORD_SLICES } from './sliced-steps.ts'

/** Keys that are served together: as many as a slice has bits. */
export const KEYS_TOGETHER = 8 * SLICE_BYTES
export const BLOCK_BYTES = 16
const KEY_BYTES = 32

const ROUNDS = 14
const KEY_WORDS = 8
const BLOCK_WORDS = 4
const ROUND_KEY_WORDS = BLOCK_WORDS * (ROUNDS + 1)
/** The counter is counted up in its last two bytes alone. */
const MOST_BLOCKS = 1 << 16

const BYTE = 8 * SLICE_BYTES
const WORD = WORD_SLICES * SLICE_BYTES
const BLOCK = BLOCK_WORDS * WORD

/** Where in memory what lies. */
const ROUND_KEYS = 0
const STATE = ROUND_KEYS + ROUND_KEY_WORDS * WORD
const SUBSTITUTED = STATE + BLOCK
const SCRATCH = SUBSTITUTED + BLOCK
const ALL = SCRATCH + WORD

/** Where ShiftRows puts each byte of a block. */
const SHIFTED = Int32Array.from({ length: BLOCK_BYTES }, (_, byte) => {
  const row = byte & 3
  return (((byte >> 2) - row) & 3) * 4 + row
})

type Machine = Started<(typeof SLICED_STEPS)[number]>

/** Started when first needed, as most that use keys never are. */
let machine: Machine | null = null

const layKeys = ({ memory, run }: Machine, keys: DataView, first: number, lanes: number): void => {
  const scratch = new Int32Array(memory(ALL), SCRATCH, KEYS_TOGETHER)
  for (let word = 0; word < KEY_WORDS; word++) {
    for (let lane = 0; lane < lanes; lane++)
      scratch[lane] = keys.getInt32((first + lane) * KEY_BYTES + 4 * word, true)
    run.transpose(SCRATCH, ROUND_KEYS + word * WORD)
  }
}

/** Key expansion (FIPS 197, 5.2). */
const expandKeys = ({ memory, run }: Machine): void => {
  for (let word = KEY_WORDS; word < ROUND_KEY_WORDS; word++) {
    const at = ROUND_KEYS + word * WORD
    const before = at - WORD
    const turned = word % KEY_WORDS === 0
    const substituted = turned || word % KEY_WORDS === 4
    if (substituted)
      for (let byte = 0; byte < 4; byte++)
        run.substituteByte(before + (turned ? (byte + 1) & 3 : byte) * BYTE, SCRATCH + byte * BYTE)
    if (turned) flip(memory(ALL), SCRATCH, word / KEY_WORDS - 1)
    run.addWord(substituted ? SCRATCH : before, at - KEY_WORDS * WORD, at)
  }
}

/** Changes one bit of every key's lane. */
const flip = (buffer: ArrayBuffer, at: number, slice: number): void => {
  const bits = new Int32Array(buffer, at + slice * SLICE_BYTES, SLICE_BYTES / 4)
  bits.forEach((four, k) => (bits[k] = ~four))
}

const startBlock = ({ memory }: Machine, counter: number): void => {
  const buffer = memory(ALL)
  new Uint8Array(buffer).copyWithin(STATE, ROUND_KEYS, ROUND_KEYS + BLOCK)
  for (let bit = 0; bit < 16; bit++)
    if ((counter >> bit) & 1) flip(buffer, STATE, 8 * (BLOCK_BYTES - 1 - (bit >> 3)) + (bit & 7))
}

const substituteAndShift = ({ run }: Machine): void => {
  for (let byte = 0; byte < BLOCK_BYTES; byte++)
    run.substituteByte(STATE + byte * BYTE, SUBSTITUTED + SHIFTED[byte] * BYTE)
}

const encryptBlock = (machine: Machine, counter: number): void => {
  startBlock(machine, counter)
  for (let round = 1; round <= ROUNDS; round++) {
    substituteAndShift(machine)
    const finish = round < ROUNDS ? machine.run.mixColumn : machine.run.addWord
    for (let word = 0; word < BLOCK; word += WORD)
      finish(SUBSTITUTED + word, ROUND_KEYS + round * BLOCK + word, STATE + word)
  }
}

/**
 * AES-256 in counter mode (FIPS 197, SP 800-38A) for many keys at once: writes the first bytes, filled up to whole blocks, of each one's stream from a
 * zero counter. For short streams, as OpenSSL takes 4 µs to make a cipher object for a key before it says a byte.
 *
 * The state is sliced: each of its 128 bits has a vector of its own, with a bit of every key's in it. So all keys go through the same
 * steps, nothing is looked up at a place that a key chose, and nothing is told by how long it takes.
 *
 * @param keys of 32 bytes each, one after the other
 * @param rows where the streams go, a row each
 * @param rowBytes from one row to the next, in whole blocks
 */
export const slicedStreams = (keys: Uint8Array, bytes: number, rows: Uint8Array, rowBytes: number): void => {
  const blocks = Math.ceil(bytes / BLOCK_BYTES)
  const count = keys.length / KEY_BYTES
  const isRoom =
    rowBytes % BLOCK_BYTES === 0 && rowBytes >= blocks * BLOCK_BYTES && rows.length >= count * rowBytes
  if (blocks > MOST_BLOCKS || !isRoom) throw new RangeError(`No room for ${count} streams of ${bytes} bytes`)
  machine ??= start(SLICED_STEPS)
  const keyView = new DataView(keys.buffer, keys.byteOffset, keys.length)
  // Lowest byte first, as all machines do that Node runs on.
  const words = new Int32Array(rows.buffer, rows.byteOffset, rows.length >> 2)
  const rowWords = rowBytes >> 2
  const said = new Int32Array(machine.memory(ALL), SCRATCH, KEYS_TOGETHER)
  try {
    for (let first = 0; first < count; first += KEYS_TOGETHER) {
      const lanes = Math.min(KEYS_TOGETHER, count - first)
      layKeys(machine, keyView, first, lanes)
      expandKeys(machine)
      for (let block = 0; block < blocks; block++) {
        encryptBlock(machine, block)
        for (let word = 0; word < BLOCK_WORDS; word++) {
          machine.run.transpose(STATE + word * WORD, SCRATCH)
          const at = first * rowWords + block * BLOCK_WORDS + word
          for (let lane = 0; lane < lanes; lane++) words[at + lane * rowWords] = said[lane]
        }
      }
    }
  } finally {
    new Uint8Array(machine.memory(ALL)).fill(0)
  }
}
