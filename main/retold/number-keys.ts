import type { MentionKey } from './mention.ts'

/** How many digits a number has between its first and last that are not zero. */
export const significantDigits = (value: number): number => {
  const digits = value.toExponential().replace(/e.*/, '').replace('.', '').replace(/0+$/, '')
  return Math.max(1, digits.length)
}

/** A number as a key spells it: one spelling for one value. */
export const keyNumber = (value: number): string =>
  Number(value.toPrecision(12)).toString().replace('.', 'p').replace('-', 'm').replace('+', '')

const roundTo = (value: number, digits: number): number => Number(value.toPrecision(digits))

const floorTo = (value: number, digits: number): number => {
  if (value === 0) return 0
  const step = 10 ** (Math.floor(Math.log10(value)) - digits + 1)
  return Number((Math.floor(value / step + 1e-9) * step).toPrecision(digits))
}

/** By how common figures with so many digits are; they only matter until pages have been counted. */
const PRIOR_BY_DIGITS = [1, 0.25, 0.06, 0.01, 0.003] as const
/** With its unit, a figure is met less often than bare. */
const UNIT_SHARE = 0.25

const priorOf = (value: number): number => {
  const digits = significantDigits(value)
  const prior = PRIOR_BY_DIGITS[Math.min(digits, PRIOR_BY_DIGITS.length - 1)]
  return value > 20 ? prior / 2 : prior
}

const isWhole = (value: number): boolean => Number.isInteger(value) && value < 13

/** A small count is no likeness without what it counts. */
const exactKeys = (value: number, unit: string | null): MentionKey[] => {
  const number = keyNumber(value)
  const prior = priorOf(value)
  const bare = { key: `n${number}`, prior, exact: true }
  if (unit === null) return [bare]
  const counted = { key: `u${number}${unit}`, prior: prior * UNIT_SHARE, exact: true }
  return isWhole(value) ? [counted] : [counted, bare]
}

/** Both as one would round it and as one would cut it off: "some 1.2 billion" and "over 1.1 billion". */
const roughValues = (value: number, digits: number): number[] => [
  ...new Set([roundTo(value, digits), floorTo(value, digits)]),
]

const ROUGH_PRIOR = [1, 0.3, 0.08, 0.02] as const

const roughKey = (value: number, digits: number, unit: string | null): MentionKey => ({
  key: `${unit === null ? 'a' : 'b'}${digits}x${keyNumber(value)}${unit ?? ''}`,
  prior: ROUGH_PRIOR[digits] * (unit === null ? 1 : UNIT_SHARE),
  exact: false,
})

/** Small counts are not rounded by anybody; 2.85 per cent become three. */
const isCounted = (value: number, unit: string | null): boolean => isWhole(value) && unit !== 'pct'

/** Under which a page's figure is entered: as it is, and as it would be rounded. */
export const writtenNumber = (value: number, unit: string | null): MentionKey[] => {
  const exact = exactKeys(value, unit)
  if (isCounted(value, unit)) return exact
  const digits = significantDigits(value)
  const rough = [1, 2, 3].filter((fewer) => fewer <= digits)
  return [
    ...exact,
    ...rough.flatMap((fewer) =>
      roughValues(value, fewer).flatMap((about) => [
        ...(unit === null ? [] : [roughKey(about, fewer, unit)]),
        ...(fewer === 1 ? [] : [roughKey(about, fewer, null)]),
      ]),
    ),
  ]
}

/** By which a post's figure is looked up: it may be the paper's figure, or that figure rounded to as many digits as it has. */
export const saidNumber = (value: number, unit: string | null): MentionKey[] => {
  const exact = exactKeys(value, unit)
  if (isCounted(value, unit)) return exact
  const digits = significantDigits(value)
  if (digits > 3) return exact
  const rough = digits === 1 ? [2, 1] : [digits]
  return [
    ...exact,
    ...rough.flatMap((fewer) => [
      ...(unit === null ? [] : [roughKey(value, fewer, unit)]),
      ...(fewer === 1 ? [] : [roughKey(value, fewer, null)]),
    ]),
  ]
}
