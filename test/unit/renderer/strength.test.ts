import { describe, expect, it } from 'vitest'
import { strengthOf } from '../../../renderer/parts/strength.ts'

const levelOf = (passphrase: string) => strengthOf(passphrase).level

describe('the strength of a passphrase', () => {
  it.each([
    '',
    'short',
    'password',
    'Password1',
    'aaaaaaaaaaaaaaaa',
    '12345678901234',
    'qwertyqwerty',
    '密码密码密码密码',
  ])('is weak for %j', (passphrase) => expect(levelOf(passphrase)).toBe('weak'))

  it('is good for four words, and strong for six', () => {
    expect(['good', 'strong']).toContain(levelOf('walnut harbour quiet mango'))
    expect(levelOf('walnut harbour quiet mango ladder frost')).toBe('strong')
  })

  it('takes sixteen characters of all kinds for strong', () => {
    expect(['good', 'strong']).toContain(levelOf('x9!Kv2#qLm7$Tz4&'))
  })

  it('never calls what is less than eight characters anything but weak', () => {
    expect(levelOf('#9fX!2q')).toBe('weak')
  })

  it('gives nothing for what is repeated', () => {
    expect(strengthOf('moon moon moon moon moon').bits).toBeLessThan(
      strengthOf('moon tide lamp fern gold').bits,
    )
  })
})
