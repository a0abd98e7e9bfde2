export type BoundLanguage = 'en' | 'zh'

/** Powers of ten that both languages have a plain word for; past the last one it stays at that word, which is still true. */
const POWERS: readonly { readonly below: number; readonly en: string; readonly zh: string }[] = [
  { below: 1e-12, en: 'a trillion', zh: '万亿' },
  { below: 1e-11, en: 'a hundred billion', zh: '千亿' },
  { below: 1e-10, en: 'ten billion', zh: '百亿' },
  { below: 1e-9, en: 'a billion', zh: '十亿' },
  { below: 1e-8, en: 'a hundred million', zh: '亿' },
  { below: 1e-7, en: 'ten million', zh: '千万' },
  { below: 1e-6, en: 'a million', zh: '百万' },
  { below: 1e-5, en: 'a hundred thousand', zh: '十万' },
  { below: 1e-4, en: 'ten thousand', zh: '万' },
  { below: 1e-3, en: 'a thousand', zh: '千' },
]

/** 900, 800, ... 20, 10, 9, ... 2: whole numbers of one significant figure. */
const PLAIN_NUMBERS = [100, 10, 1]
  .flatMap((unit) => [9, 8, 7, 6, 5, 4, 3, 2, 1].map((digit) => digit * unit))
  .filter((number) => number >= 2)

/**
 * A chance that is at most `bound`, as people say it: "less than one in a billion". Rounded to the side of caution, so the
 * sentence is never stronger than the figure. Null where there is nothing to say: chance alone explains it easily.
 */
export const boundInWords = (bound: number, language: BoundLanguage): string | null => {
  if (!(bound >= 0 && bound < 0.5)) return null
  const power = POWERS.find(({ below }) => bound < below)
  if (power !== undefined) return language === 'zh' ? `不到${power.zh}分之一` : `less than one in ${power.en}`
  const number = PLAIN_NUMBERS.find((plain) => bound < 1 / plain)
  if (number === undefined) return null
  return language === 'zh' ? `不到 ${number} 分之一` : `less than one in ${number}`
}

const RAISED: Readonly<Record<string, string>> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
}

/** Bounds are kept no smaller than this; what reaches it is below it. */
const LEAST = 1e-300

/** Whether the figure is not the bound itself but the least that is written down. */
export const isLeastBound = (bound: number): boolean => bound > 0 && bound <= LEAST

/** "3.3 × 10⁻⁴⁰", rounded up: it stands behind "at most". Anything above a thousandth is written out. */
export const boundAsFigure = (bound: number): string => {
  if (bound <= 0) return '0'
  if (isLeastBound(bound)) return '10⁻³⁰⁰'
  if (bound >= 1e-3) return String(Math.min(1, Math.ceil(bound * 1e4) / 1e4))
  const exponent = Math.floor(Math.log10(bound))
  const mantissa = Math.ceil((bound / 10 ** exponent) * 10 - 1e-9) / 10
  const [digits, power] = mantissa >= 10 ? [1, exponent + 1] : [mantissa, exponent]
  return `${digits} × 10${Array.from(String(power), (character) => RAISED[character]).join('')}`
}
