import { describe, expect, it } from 'vitest'
import { isPlausible } from '../../../main/trace/is-plausible.ts'

describe('a picture that names nobody', () => {
  it('looks like the page that most of it agrees with', () => {
    expect(isPlausible([{ agreeing: 89, shown: 91 }])).toBe(true)
    expect(
      isPlausible([
        { agreeing: 3, shown: 20 },
        { agreeing: 24, shown: 24 },
      ]),
    ).toBe(true)
  })

  it('does not look like a nearly empty page that half of another paper agrees with', () => {
    expect(isPlausible([{ agreeing: 48, shown: 91 }])).toBe(false)
    expect(isPlausible([{ agreeing: 7, shown: 28 }])).toBe(false)
  })

  it('looks like the page whose dots it shows, and like the one with its text', () => {
    expect(isPlausible([{ agreeing: 0, shown: 0 }])).toBe(true)
    expect(isPlausible([])).toBe(true)
  })
})
