import { describe, expect, it } from 'vitest'
import { CODE_RANDOM_BYTES, formatCode, makeCode, parseCode } from '../../../shared/contract/copy-code.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const random = (seed: number): Uint8Array =>
  Uint8Array.from({ length: CODE_RANDOM_BYTES }, (_, i) => (seed * 2654435761 + i * 40503 * seed) >>> (i + 3))

describe('copy code', () => {
  const codes = Array.from({ length: 50 }, (_, i) => makeCode(random(i + 1)))

  it('reads back, however it is typed', () => {
    for (const code of codes) {
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
      const typed = [
        formatCode(code),
        code.toLowerCase(),
        ` ${code.split('').join(' ')} `,
        code.replaceAll('0', 'o'),
      ]
      typed.push(code.replaceAll('1', 'I'), code.replaceAll('1', 'l'))
      for (const text of typed) expect(parseCode(text)).toBe(code)
    }
  })

  it('catches every single wrong character', () => {
    for (const code of codes) {
      for (let i = 0; i < code.length; i += 1) {
        for (const other of ALPHABET.replace(code[i], '')) {
          expect(parseCode(code.slice(0, i) + other + code.slice(i + 1))).toBeNull()
        }
      }
    }
  })

  it('catches any two exchanged characters', () => {
    for (const code of codes) {
      for (let i = 0; i < code.length; i += 1) {
        for (let j = i + 1; j < code.length; j += 1) {
          if (code[i] === code[j]) continue
          const swapped = Array.from(code)
          ;[swapped[i], swapped[j]] = [swapped[j], swapped[i]]
          expect(parseCode(swapped.join(''))).toBeNull()
        }
      }
    }
  })

  it('refuses what is too short, too long or not of the alphabet', () => {
    const [code] = codes
    for (const bad of ['', code.slice(1), `${code}0`, 'UUUUUUUU', '张'.repeat(8), ' '.repeat(1e6)]) {
      expect(parseCode(bad)).toBeNull()
    }
  })
})
