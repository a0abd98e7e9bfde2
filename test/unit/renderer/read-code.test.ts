import { describe, expect, it } from 'vitest'
import { formatCode, makeCode } from '../../../shared/contract/copy-code.ts'
import { keyIn, NOTHING_KEYED, readCode } from '../../../renderer/parts/scan/read-code.ts'

const code = formatCode(makeCode(Uint8Array.from([1, 30, 3, 27, 5, 17, 7])))

describe('a code that is typed or scanned', () => {
  it('is known however it is written', () => {
    const written = [code, code.toLowerCase(), code.replace('-', ''), ` ${code.replace('-', ' ')} `]
    for (const typed of written) expect(readCode(typed)).toEqual({ kind: 'code', code })
    const wide = Array.from(code, (c) => (c === '-' ? c : String.fromCharCode(c.charCodeAt(0) + 0xfee0)))
    expect(readCode(wide.join(''))).toEqual({ kind: 'code', code })
  })

  it('is known as mistyped by its check character', () => {
    const slip = `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`
    expect(readCode(slip)).toEqual({ kind: 'mistyped', typed: slip })
  })

  it('is not seen in words that people search for', () => {
    for (const typed of ['Treasury', 'Ann Lee', '水务局', '3/12', '', 'K7QF', '2026-01-12'])
      expect(readCode(typed)).toEqual({ kind: 'other' })
  })

  it('comes key by key, and a pause or another key starts over', () => {
    const keyed = Array.from(code).reduce((all, key, i) => keyIn(all, key, 1000 + i * 8), NOTHING_KEYED)
    expect(readCode(keyed.text)).toEqual({ kind: 'code', code })
    expect(keyIn(keyed, 'x', 20_000).text).toBe('x')
    expect(keyIn(keyed, 'ArrowDown', 1100)).toEqual(NOTHING_KEYED)
  })
})
