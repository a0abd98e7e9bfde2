import { describe, expect, it } from 'vitest'
import { makeRecoveryKey, parseRecoveryKey } from '../../../main/keys/recovery-key.ts'
import { Failure } from '../../../shared/contract/failure.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const complaint = (typed: string): string => {
  try {
    parseRecoveryKey(typed)
    return 'none'
  } catch (error) {
    return error instanceof Failure ? `${error.code}: ${error.message}` : String(error)
  }
}

describe('recovery key', () => {
  const key = makeRecoveryKey()
  const groups = key.split('-')

  it('is eight groups of five, never the same twice', () => {
    expect(key).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){7}[0-9A-HJKMNP-TV-Z]{5}$/)
    expect(makeRecoveryKey()).not.toBe(key)
  })

  it('reads back however it is typed', () => {
    const parsed = key.replaceAll('-', '')
    const typed = [
      key,
      key.toLowerCase(),
      ` ${groups.join(' ')} `,
      parsed,
      parsed.replaceAll('0', 'o').replaceAll('1', 'l'),
    ]
    for (const text of typed) expect(parseRecoveryKey(text)).toBe(parsed)
  })

  it('tells the group of every single slip', () => {
    groups.forEach((group, g) => {
      for (let i = 0; i < group.length; i += 1) {
        for (const other of ALPHABET.replace(group[i], '')) {
          const slipped = groups.with(g, group.slice(0, i) + other + group.slice(i + 1)).join('-')
          expect(complaint(slipped)).toContain(`recovery-key-wrong: This is not a recovery key`)
          expect(complaint(slipped)).toContain(`group ${g + 1} `)
        }
      }
    })
  })

  it('notices groups in the wrong order, and what is too short or too long', () => {
    for (let g = 0; g < 7; g += 1) {
      const exchanged = groups.with(g, groups[g + 1]).with(g + 1, groups[g])
      if (groups[g] !== groups[g + 1]) expect(complaint(exchanged.join('-'))).toMatch(/^recovery-key-wrong/)
    }
    for (const bad of [
      '',
      groups.slice(1).join('-'),
      `${key}-${groups[0]}`,
      '张'.repeat(40),
      ' '.repeat(1e6),
    ])
      expect(complaint(bad)).toMatch(/^recovery-key-wrong/)
  })
})
