/**
 * The short code a copy is known by on paper and on the telephone: seven random characters and one check
 * character of Crockford's base 32 (https://www.crockford.com/base32.html), shown as `K7QF-3M2X`.
 *
 * Crockford's own check symbol needs five extra characters, so the check is taken over GF(32) instead:
 * sum(c_i * a^i) = 0 for the eight characters c_i, a being a generator. Changing one character adds
 * e * a^i, which is never zero; swapping two adds (c_i + c_j)(a^i + a^j), which is zero only when the
 * characters are equal. So any one wrong character, and any two exchanged, are noticed.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const DATA_CHARACTERS = 7
const CODE_CHARACTERS = DATA_CHARACTERS + 1

/** x^5 + x^2 + 1, primitive over GF(2), so that x generates all 31 non-zero elements. */
const REDUCTION = 0b100101

const timesGenerator = (element: number): number => {
  const shifted = element << 1
  return shifted & 0b100000 ? shifted ^ REDUCTION : shifted
}

/** sum(c_i * a^(length - 1 - i)) by Horner's rule. */
const weightedSum = (values: readonly number[]): number =>
  values.reduce((sum, value) => timesGenerator(sum) ^ value, 0)

/** How many random bytes `makeCode` consumes. */
export const CODE_RANDOM_BYTES = DATA_CHARACTERS

/** A code from `CODE_RANDOM_BYTES` uniformly random bytes: eight characters, no hyphen. */
export const makeCode = (random: Uint8Array): string => {
  if (random.length < CODE_RANDOM_BYTES)
    throw new RangeError(`A code takes ${CODE_RANDOM_BYTES} random bytes`)
  const data = Array.from(random.subarray(0, DATA_CHARACTERS), (byte) => byte & 31)
  const check = timesGenerator(weightedSum(data))
  return [...data, check].map((value) => ALPHABET[value]).join('')
}

/**
 * The code as it is stored, from what a person typed: case, spaces and hyphens do not matter, and the letters
 * that the alphabet leaves out because they look like digits are read as those. Null when it cannot be a code.
 */
export const parseCode = (typed: string): string | null => {
  if (typed.length > 4 * CODE_CHARACTERS) return null
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  const values = Array.from(code, (character) => ALPHABET.indexOf(character))
  if (values.length !== CODE_CHARACTERS || values.includes(-1)) return null
  return weightedSum(values) === 0 ? code : null
}

/** As shown to people: two groups of four. */
export const formatCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`
