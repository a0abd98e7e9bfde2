import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeFrame, encodeFrame } from '../../../shared/contract/app/wire.ts'

describe('frames of the loopback host', () => {
  it('give back what was put in', () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: 'grapheme' }),
        fc.integer(),
        fc.constant(null),
        fc.uint8Array(),
        fc.array(tie('any')),
        fc.dictionary(fc.constantFrom('a', 'b', '文号'), tie('any'), { noNullPrototype: true }),
      ),
    })).any
    fc.assert(
      fc.property(value, (message) => {
        expect(decodeFrame(encodeFrame(message))).toEqual(message)
      }),
    )
  })

  it('are refused when cut, when they point outside, and when they are something else', () => {
    const frame = encodeFrame({ kind: 'call', bytes: new Uint8Array([1, 2, 3]) })
    for (let length = 0; length < frame.length; length++)
      expect(() => decodeFrame(frame.subarray(0, length))).toThrow('broken')
    expect(() => decodeFrame(encodeFrame([{ a: 1 }]).map((byte) => byte ^ 1))).toThrow('broken')
    fc.assert(
      fc.property(fc.uint8Array(), (garbage) => {
        try {
          decodeFrame(garbage)
        } catch (error) {
          expect(error).toHaveProperty('code', 'usage')
        }
      }),
    )
  })

  it('carry a Node Buffer as its bytes', () => {
    expect(decodeFrame(encodeFrame({ bytes: Buffer.from([1, 2]) }))).toEqual({
      bytes: new Uint8Array([1, 2]),
    })
  })

  it('do not let a message pass something else off as bytes', () => {
    expect(() => encodeFrame({ params: { $bytes: [0, 4] } })).toThrow('$bytes')
  })
})
