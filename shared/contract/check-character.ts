/**
 * Crockford's base 32 (https://www.crockford.com/base32.html) with a check over GF(32): sum(v_i * a^i) = 0, a being a
 * generator. Changing one value adds e * a^i, which is never zero; exchanging two adds (v_i + v_j)(a^i + a^j),
 * which is zero only when they are equal. Crockford's own check symbol needs five more characters.
 */
export const BASE32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** x^5 + x^2 + 1, primitive over GF(2), so that x generates all 31 non-zero elements. */
const REDUCTION = 0b100101

const timesGenerator = (element: number): number => {
  const shifted = element << 1
  return shifted & 0b100000 ? shifted ^ REDUCTION : shifted
}

/** sum(v_i * a^(length - 1 - i)) by Horner's rule. */
const weightedSum = (values: readonly number[]): number =>
  values.reduce((sum, value) => timesGenerator(sum) ^ value, 0)

/** The value that goes behind these so that all together pass. */
export const checkValue = (values: readonly number[]): number => timesGenerator(weightedSum(values))

export const passesCheck = (values: readonly number[]): boolean => weightedSum(values) === 0

/** As typed: case, spaces and hyphens do not matter, and letters that look like digits are read as those. */
export const readBase32 = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')

/** -1 for a character that is none of them. */
export const base32Values = (text: string): number[] =>
  Array.from(text, (character) => BASE32.indexOf(character))
