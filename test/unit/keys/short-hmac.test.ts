import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { HMAC_BYTES, shortHmac } from '../../../main/keys/short-hmac.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const peer = (key: Uint8Array, text: string, lastByte: number): string =>
  createHmac('sha256', key)
    .update(text)
    .update(Buffer.from([lastByte]))
    .digest('hex')

/** All of it, between bytes that stay as they are. */
const macBy = (key: Uint8Array) => {
  const { put } = shortHmac(key)
  return (text: string, lastByte: number): Uint8Array => {
    const into = new Uint8Array(HMAC_BYTES + 2).fill(0xee)
    put(text, lastByte, into, 1, HMAC_BYTES)
    expect([into[0], into[HMAC_BYTES + 1]]).toEqual([0xee, 0xee])
    return into.subarray(1, HMAC_BYTES + 1)
  }
}

describe('HMAC of short texts', () => {
  // RFC 4231, test case 2, whose text ends in "?".
  it('is that of the RFC', () => {
    const mac = macBy(Buffer.from('Jefe'))
    expect(hex(mac('what do ya want for nothing', '?'.charCodeAt(0)))).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    )
  })

  it('is what OpenSSL makes of every length around its blocks, one after the other', () => {
    const key = Buffer.alloc(32, 7)
    const mac = macBy(key)
    for (let length = 0; length <= 400; length++) {
      const text = 'x'.repeat(length)
      expect(hex(mac(text, 1)), `${length}`).toBe(peer(key, text, 1))
    }
    expect(hex(mac('y'.repeat(100_000), 1))).toBe(peer(key, 'y'.repeat(100_000), 1))
    expect(hex(mac('short again', 1))).toBe(peer(key, 'short again', 1))
  })

  it('is what OpenSSL makes of any key and text', () => {
    const random = seededRandom(4)
    const whole = (below: number): number => Math.floor(random() * below)
    for (let k = 0; k < 3000; k++) {
      const key = Uint8Array.from({ length: whole(65) }, () => whole(256))
      const text = String.fromCodePoint(
        ...Array.from({ length: whole(90) }, () => (random() < 0.8 ? 32 + whole(95) : whole(0xd800))),
      )
      const last = whole(256)
      expect(hex(macBy(key)(text, last))).toBe(peer(key, text, last))
    }
  })

  it('keeps two keys apart that are used in turn', () => {
    const keys = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
    const macs = keys.map(macBy)
    for (let k = 0; k < 6; k++) expect(hex(macs[k % 2](`${k}`, 1))).toBe(peer(keys[k % 2], `${k}`, 1))
  })

  it('refuses keys that would have to be hashed first', () => {
    expect(() => shortHmac(new Uint8Array(65))).toThrow(RangeError)
  })
})
