import { createCipheriv, createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { KEYS_TOGETHER, slicedStreams } from '../../../main/keys/sliced-aes.ts'
import { streamOfKey, streamsOfKeys, STREAM_KEY_BYTES } from '../../../main/keys/keyed-stream.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** Keys without a pattern. */
const keysOf = (count: number): Buffer =>
  Buffer.concat(Array.from({ length: count }, (_, k) => createHash('sha256').update(`key ${k}`).digest()))
const keyAt = (keys: Buffer, k: number): Buffer =>
  keys.subarray(k * STREAM_KEY_BYTES, (k + 1) * STREAM_KEY_BYTES)

const peer = (key: Buffer, bytes: number): string =>
  hex(createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(bytes)))

const sliced = (keys: Buffer, bytes: number): Uint8Array[] => {
  const row = Math.ceil(bytes / 16) * 16
  const count = keys.length / STREAM_KEY_BYTES
  const rows = new Uint8Array(count * row)
  slicedStreams(keys, bytes, rows, row)
  return Array.from({ length: count }, (_, k) => rows.subarray(k * row, k * row + bytes))
}

describe('AES for many keys at once', () => {
  // NIST's AESAVS, appendix C.2 (KeySbox, 256 bits): keys under which a block of zeros, and so the first of a stream, is known.
  it.each([
    ['c47b0294dbbbee0fec4757f22ffeee3587ca4730c3d33b691df38bab076bc558', '46f2fb342d6f0ab477476fc501242c5f'],
    ['28d46cffa158533194214a91e712fc2b45b518076675affd910edeca5f41ac64', '4bf3b0a69aeb6657794f2901b1440ad4'],
    ['c1cc358b449909a19436cfbb3f852ef8bcb5ed12ac7058325f56e6099aab1a1c', '352065272169abf9856843927d0674fd'],
  ])('gives the block that NIST gives for %s', (key, block) => {
    expect(hex(sliced(Buffer.from(key, 'hex'), 16)[0])).toBe(block)
  })

  it('is what OpenSSL makes of any number of keys, at any length', () => {
    for (const count of [1, 31, KEYS_TOGETHER, KEYS_TOGETHER + 1, 300]) {
      const keys = keysOf(count)
      for (const bytes of [0, 1, 15, 16, 17, 100, 333]) {
        sliced(keys, bytes).forEach((stream, k) => expect(hex(stream)).toBe(peer(keyAt(keys, k), bytes)))
      }
    }
  })

  it('is what OpenSSL makes of very many keys', () => {
    const keys = keysOf(5000)
    sliced(keys, 32).forEach((stream, k) => {
      if (hex(stream) !== peer(keyAt(keys, k), 32)) expect.fail(`key ${k}`)
    })
  })

  it('counts on where the last byte of the counter is full', () => {
    const keys = keysOf(2)
    const bytes = 16 * 1030
    sliced(keys, bytes).forEach((stream, k) => expect(hex(stream)).toBe(peer(keyAt(keys, k), bytes)))
  })

  it('leaves what lies between the rows as it was', () => {
    const rows = new Uint8Array(3 * 48).fill(7)
    slicedStreams(keysOf(3), 16, rows, 48)
    for (let row = 0; row < 3; row++)
      expect(new Set(rows.subarray(row * 48 + 16, (row + 1) * 48))).toEqual(new Set([7]))
  })

  it('refuses rows that do not hold the streams', () => {
    expect(() => slicedStreams(keysOf(2), 17, new Uint8Array(64), 16)).toThrow(RangeError)
    expect(() => slicedStreams(keysOf(2), 16, new Uint8Array(31), 16)).toThrow(RangeError)
    expect(() => slicedStreams(keysOf(1), 16 * 65_537, new Uint8Array(0), 16 * 65_537)).toThrow(RangeError)
    expect(() => slicedStreams(keysOf(2), 16, new Uint8Array(64), 18)).toThrow(RangeError)
  })
})

describe('streams of several keys', () => {
  it('are those of each key, few or many, short or long', () => {
    for (const [count, bytes] of [
      [1, 40],
      [3, 16],
      [128, 100],
      [128, 1024],
      [128, 1025],
      [200, 4000],
    ]) {
      const keys = keysOf(count)
      const streams = streamsOfKeys(keys, bytes)
      expect(streams).toHaveLength(count)
      streams.forEach((stream, k) => {
        expect(hex(stream)).toBe(hex(streamOfKey(keyAt(keys, k), bytes)))
      })
    }
  })

  it('are none of no keys, and empty at no bytes', () => {
    for (const bytes of [0, 1, 1000]) expect(streamsOfKeys(keysOf(0), bytes)).toEqual([])
    for (const count of [1, 2, 128, 130]) {
      const streams = streamsOfKeys(keysOf(count), 0)
      expect(streams.map(({ length }) => length)).toEqual(Array.from({ length: count }, () => 0))
    }
  })

  it.each([-1, 1.5, NaN, 2 ** 28 + 1])('are refused at a length of %d, as one stream is', (bytes) => {
    for (const count of [1, 128]) expect(() => streamsOfKeys(keysOf(count), bytes)).toThrow(RangeError)
    expect(() => streamOfKey(keysOf(1), bytes)).toThrow(RangeError)
  })

  it('are refused of keys that are not whole', () => {
    for (const count of [2, 128])
      expect(() => streamsOfKeys(keysOf(count).subarray(1), 16)).toThrow(RangeError)
  })

  it('leaves the keys to whoever asked', () => {
    const keys = keysOf(128)
    streamsOfKeys(keys, 64)
    expect(hex(keys)).toBe(hex(keysOf(128)))
  })
})
