import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutAtSpans } from '../../../renderer/parts/passage/marked-spans.ts'
import { isTextFile } from '../../../renderer/parts/text-files.ts'

describe('a text cut where its spans are', () => {
  it('gives each piece its kind', () => {
    const spans = [
      { start: 6, end: 11, kind: 'b' },
      { start: 0, end: 5, kind: 'a' },
    ] as const
    expect(cutAtSpans('hello world!', spans)).toEqual([
      { text: 'hello', kind: 'a' },
      { text: ' ', kind: null },
      { text: 'world', kind: 'b' },
      { text: '!', kind: null },
    ])
  })

  it('loses and repeats no character, however spans overlap or run over the end', () => {
    const span = fc.record({ start: fc.nat(30), end: fc.nat(40), kind: fc.constant('x') })
    fc.assert(
      fc.property(fc.string({ maxLength: 25 }), fc.array(span), (text, spans) => {
        const pieces = cutAtSpans(text, spans)
        expect(pieces.map((piece) => piece.text).join('')).toBe(text)
        expect(pieces.every((piece) => piece.text !== '')).toBe(true)
      }),
    )
  })
})

describe('files with text', () => {
  it('are told by their names', () => {
    expect(['a.TXT', 'mail.eml', 'x.docx'].every(isTextFile)).toBe(true)
    expect(['a.pdf', 'txt', 'photo.jpeg'].some(isTextFile)).toBe(false)
  })
})
