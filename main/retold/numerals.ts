/** Numbers as people write them in Chinese and in English words. */

const DIGITS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    零: 0,
    〇: 0,
    一: 1,
    二: 2,
    两: 2,
    俩: 2,
    三: 3,
    四: 4,
    五: 5,
    六: 6,
    七: 7,
    八: 8,
    九: 9,
    壹: 1,
    贰: 2,
    叁: 3,
    肆: 4,
    伍: 5,
    陆: 6,
    柒: 7,
    捌: 8,
    玖: 9,
  }),
)
const SMALL: ReadonlyMap<string, number> = new Map(
  Object.entries({ 十: 10, 百: 100, 千: 1000, 拾: 10, 佰: 100, 仟: 1000 }),
)
const LARGE: ReadonlyMap<string, number> = new Map(Object.entries({ 万: 1e4, 亿: 1e8, 兆: 1e12 }))

export const HAN_DIGIT = '零〇一二两俩三四五六七八九壹贰叁肆伍陆柒捌玖'
export const HAN_SCALE = '十百千万亿拾佰仟'

/** Floating point leaves tails such as 0.30000000000000004. */
const tidy = (value: number): number => Number(value.toPrecision(12))

interface Sum {
  /** Of complete groups, as 亿 and 万 end them; of the group under way; the digit that waits for its scale. */
  readonly total: number
  readonly group: number
  readonly digit: number | null
  /** The last scale met: 一万二 is 12,000, 三百五 is 350. */
  readonly last: number
}

const scaled = ({ total, group, digit }: Sum, character: string): Sum => {
  const small = SMALL.get(character)
  if (small !== undefined) return { total, group: group + (digit ?? 1) * small, digit: null, last: small }
  const large = LARGE.get(character) ?? 1
  const inGroup = group + (digit ?? 0)
  // 一万亿: a scale of what is there already.
  if (inGroup === 0 && total > 0) return { total: total * large, group: 0, digit: null, last: large }
  return { total: total + (inGroup === 0 ? 1 : inGroup) * large, group: 0, digit: null, last: large }
}

const DIGITS_ONLY = new RegExp(`^[${HAN_DIGIT}]+$`)

const readWhole = (text: string): number => {
  if (DIGITS_ONLY.test(text)) return Number([...text].map((one) => DIGITS.get(one)).join(''))
  let sum: Sum = { total: 0, group: 0, digit: null, last: 1 }
  let afterZero = false
  for (const character of text) {
    const digit = DIGITS.get(character)
    if (digit === undefined) sum = scaled(sum, character)
    else sum = { ...sum, digit }
    if (digit === 0) afterZero = true
    else if (digit === undefined) afterZero = false
  }
  const { total, group, digit, last } = sum
  const left = digit === null ? 0 : afterZero || last < 100 ? digit : (digit * last) / 10
  return total + group + left
}

/** 三千万, 十一亿八千六百万, 二点八五, 二〇二六; NaN for what is none. */
export const readHanNumber = (text: string): number => {
  const [whole, ...rest] = text.split('点')
  if (rest.length > 1 || whole === '') return Number.NaN
  if (rest.length === 0) return tidy(readWhole(whole))
  const [, digits = '', scale = ''] = new RegExp(`^([${HAN_DIGIT}]+)([${HAN_SCALE}]*)$`).exec(rest[0]) ?? []
  if (digits === '') return Number.NaN
  const decimals = [...digits].map((one) => DIGITS.get(one)).join('')
  return tidy(Number(`${readWhole(whole)}.${decimals}`) * hanScale(scale))
}

/** 万 is 10,000, 千万 10,000,000; nothing is 1. */
export const hanScale = (scale: string): number =>
  [...scale].reduce((product, one) => product * (SMALL.get(one) ?? LARGE.get(one) ?? 1), 1)

const UNITS_IN_WORDS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
const TENS_IN_WORDS = 'twenty thirty forty fifty sixty seventy eighty ninety'

const WORD_VALUES: ReadonlyMap<string, number> = new Map([
  ...UNITS_IN_WORDS.split(' ').map((word, value) => [word, value] as const),
  ...TENS_IN_WORDS.split(' ').map((word, i) => [word, 10 * (i + 2)] as const),
])
const WORD_SCALES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    hundred: 100,
    dozen: 12,
    thousand: 1e3,
    million: 1e6,
    billion: 1e9,
    trillion: 1e12,
    grand: 1e3,
    k: 1e3,
    m: 1e6,
    mn: 1e6,
    mln: 1e6,
    mil: 1e6,
    b: 1e9,
    bn: 1e9,
    tn: 1e12,
  }),
)

/** What a scale after digits multiplies by: "million", "bn"; 1 for none. */
export const wordScale = (word: string): number => WORD_SCALES.get(word.toLowerCase()) ?? 1

const NUMBER_WORD = [...WORD_VALUES.keys()].toSorted((a, b) => b.length - a.length).join('|')
const SCALE_WORD = 'hundred|dozen|thousand|million|billion|trillion'
/** "four hundred and twelve", "a million", "twenty-eight", "half a million". */
export const ENGLISH_NUMBER = `(?:half an? (?:${SCALE_WORD})|(?:an? (?:${SCALE_WORD})|(?:${NUMBER_WORD}))(?:(?:[ -]| and )(?:${NUMBER_WORD}|${SCALE_WORD}))*(?: and a (?:half|quarter))?(?: (?:${SCALE_WORD}))?)`

/** NaN for what is none. */
export const readEnglishNumber = (text: string): number => {
  const words = text
    .toLowerCase()
    .split(/[\s-]+/)
    .filter((word) => word !== 'and' && word !== 'a' && word !== 'an')
  let [total, group] = [0, 0]
  for (const word of words) {
    const value = WORD_VALUES.get(word)
    const scale = WORD_SCALES.get(word)
    if (word === 'half') group += 0.5
    else if (word === 'quarter') group += 0.25
    else if (value !== undefined) group += value
    else if (scale === undefined) return Number.NaN
    else if (scale <= 100) group = (group === 0 ? 1 : group) * scale
    else {
      total += (group === 0 ? 1 : group) * scale
      group = 0
    }
  }
  return total + group
}
