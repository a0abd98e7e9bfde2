import { BASE32, base32Values, checkValue, passesCheck, readBase32 } from './check-character.ts'

/**
 * The short code a copy is known by on paper and on the telephone: seven random characters and one check
 * character, shown as `K7QF-3M2X`. Any one wrong character, and any two exchanged, are noticed.
 */
const DATA_CHARACTERS = 7
const CODE_CHARACTERS = DATA_CHARACTERS + 1

/** How many random bytes `makeCode` consumes. */
export const CODE_RANDOM_BYTES = DATA_CHARACTERS

/** A code from `CODE_RANDOM_BYTES` uniformly random bytes: eight characters, no hyphen. */
export const makeCode = (random: Uint8Array): string => {
  if (random.length < CODE_RANDOM_BYTES)
    throw new RangeError(`A code takes ${CODE_RANDOM_BYTES} random bytes`)
  const data = Array.from(random.subarray(0, DATA_CHARACTERS), (byte) => byte & 31)
  return [...data, checkValue(data)].map((value) => BASE32[value]).join('')
}

/** The code as it is stored, from what a person typed. Null when it cannot be a code. */
export const parseCode = (typed: string): string | null => {
  if (typed.length > 4 * CODE_CHARACTERS) return null
  const code = readBase32(typed)
  const values = base32Values(code)
  if (values.length !== CODE_CHARACTERS || values.includes(-1)) return null
  return passesCheck(values) ? code : null
}

/** As shown to people: two groups of four. */
export const formatCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`
