import type { Mention, MentionKind } from './mention.ts'
import { saidNumber, writtenNumber } from './number-keys.ts'
import {
  ENGLISH_NUMBER,
  HAN_DIGIT,
  hanScale,
  HAN_SCALE,
  readEnglishNumber,
  readHanNumber,
  wordScale,
} from './numerals.ts'
import { formReader } from './read-forms.ts'
import type { Form, Groups, Written } from './read-forms.ts'
import { ENGLISH_UNIT, HAN_UNIT, unitNamed } from './units.ts'

const DIGITS = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?'
const WORD_SCALE = 'thousand|million|billion|trillion|hundred|grand|mln|mil|mn|bn|tn|k|m|b'
/** 千万 alone is most often "by all means". */
const HAN_NUMBER = `(?![百千万亿]{1,4}(?![${HAN_DIGIT}]))[${HAN_DIGIT}${HAN_SCALE}]{1,30}(?:点[${HAN_DIGIT}]{1,12}[万亿]{0,2})?`
/** "some", as it stands inside a Chinese number: 三十多亿. */
const VAGUE = '[多来余几]?'

const MONEY_BEFORE = /(?:[$¥€£]|\b(?:CNY|RMB|USD|EUR|GBP|HKD|US\$|HK\$|yuan)|人民币)\s?$/i
const MONEY_AFTER =
  /^\s?(?:余|多|块)?(?:yuan|RMB|CNY|dollars?|euros?|pounds?|quid|bucks|kuai|usd|eur|gbp|元|块钱|块|美元|美金|欧元|英镑|港元|人民币)(?![a-z])/i

const FORMS: readonly Form<number>[] = [
  // 二元四角一分, 2块4毛1, 一角五分, 15 cents
  [
    `(?<yuan>[${HAN_DIGIT}十]{1,6}|\\d+)[元块](?<jiao>[${HAN_DIGIT}]|\\d)[角毛](?:(?<fen>[${HAN_DIGIT}]|\\d)分?)?`,
    (groups) => coins(groups),
  ],
  [
    `(?<yuan>[${HAN_DIGIT}十]{1,6}|\\d+)[元块](?<cents>[${HAN_DIGIT}]{2}|\\d{2})分`,
    (groups) => coins(groups),
  ],
  [`(?<yuan>[${HAN_DIGIT}十]{1,6}|\\d+)[元块]零?(?<fen>[${HAN_DIGIT}]|\\d)分`, (groups) => coins(groups)],
  [
    `(?<jiao>[${HAN_DIGIT}]|\\d)[角毛](?:(?<fen>[${HAN_DIGIT}]|\\d)分?)?(?=钱|[^${HAN_DIGIT}]|$)`,
    (groups) => coins(groups),
  ],
  [`\\b(?<cents>\\d{1,2}|${ENGLISH_NUMBER}) (?:cents?|fen|pence)\\b`, (groups) => coins(groups)],
  // 11亿8600万, 1亿2千万
  [
    `(?<mixed>\\d+(?:\\.\\d+)?[亿万][零]?\\d+(?:\\.\\d+)?[千百]?[万]?)`,
    (groups) => readMixed(groups.mixed ?? ''),
  ],
  // 3000万, 1.2亿, 三个亿 in digits, 30多万
  [
    `(?<digits>${DIGITS})\\s?${VAGUE}个?(?<scale>[${HAN_SCALE}]{1,4})${VAGUE}`,
    (groups) => plainNumber(groups.digits ?? '') * hanScale(groups.scale ?? ''),
  ],
  [`(?<goals>[${HAN_DIGIT}]|\\d+)个小目标`, (groups) => 1e8 * readEither(groups.goals ?? '')],
  // 三十多亿, 十二个亿, 八百来万
  [
    `(?<han>[${HAN_DIGIT}${HAN_SCALE}]{1,30})(?:[多来余]个?|个多?)(?<hanScale>[万亿]{1,2})`,
    (groups) => readHanNumber(groups.han ?? '') * hanScale(groups.hanScale ?? ''),
  ],
  [
    `(?<fraction>[百千万]|${HAN_NUMBER})分之(?<part>${HAN_NUMBER})`,
    (groups) => (100 * readHanNumber(groups.part ?? '')) / readHanNumber(groups.fraction ?? ''),
  ],
  [
    `(?<tenths>[${HAN_DIGIT}])成(?<more>[${HAN_DIGIT}])?(?![员立为了本功就果交长])`,
    (groups) => tenths(groups),
  ],
  [`(?<number>${HAN_NUMBER})`, (groups) => readHanNumber(groups.number ?? '')],
  [
    `(?<scaled>${DIGITS})[\\s-]?(?<word>${WORD_SCALE})(?![a-z])`,
    (groups) => plainNumber(groups.scaled ?? '') * wordScale(groups.word ?? ''),
  ],
  [`(?<![\\w.])(?<plain>${DIGITS})(?!\\w*\\d)`, (groups) => plainNumber(groups.plain ?? '')],
  [
    `\\b(?<share>(?:(?:two|three|four)[ -])?(?:thirds?|quarters?|fifths?)|half(?= of| the| its| their| our| my))\\b`,
    (groups) => share(groups.share ?? ''),
  ],
  [`\\b(?<english>${ENGLISH_NUMBER})\\b`, (groups) => readEnglishNumber(groups.english ?? '')],
]

const coins = (groups: Groups): number => {
  const { yuan = '0', jiao = '0', fen = '0', cents = '0' } = groups
  const hundredths = 10 * readEither(jiao) + readEither(fen) + readEither(cents)
  return Number((readEither(yuan) + hundredths / 100).toFixed(2))
}

const plainNumber = (digits: string): number => Number(digits.replaceAll(',', ''))
const readEither = (text: string): number => {
  if (/\d/.test(text)) return plainNumber(text)
  return /[a-z]/i.test(text) ? readEnglishNumber(text) : readHanNumber(text)
}

const readMixed = (text: string): number => {
  const [, first, scale, second, small = '', last = ''] =
    /^(\d+(?:\.\d+)?)([亿万])零?(\d+(?:\.\d+)?)([千百]?)(万?)$/.exec(text) ?? []
  // 1亿2: a digit alone stands for the next scale below.
  const below = scale === '亿' ? 1e7 : 1e3
  const unit = small === '' && last === '' && second.length === 1 ? below : hanScale(small + last)
  return Number(first) * hanScale(scale) + Number(second) * unit
}

const tenths = (groups: Groups): number =>
  10 * readHanNumber(groups.tenths ?? '') + (groups.more === undefined ? 0 : readHanNumber(groups.more))

const PARTS: ReadonlyMap<string, number> = new Map(Object.entries({ third: 3, quarter: 4, fifth: 5 }))
const TIMES: ReadonlyMap<string, number> = new Map(Object.entries({ two: 2, three: 3, four: 4 }))

const share = (text: string): number => {
  const words = text.toLowerCase().split(/[ -]/)
  if (words[0] === 'half') return 50
  const part = PARTS.get(words[words.length - 1].replace(/s$/, '')) ?? 1
  return (100 * (words.length > 1 ? (TIMES.get(words[0]) ?? 1) : 1)) / part
}

const IS_PERCENT = ['fraction', 'tenths', 'share'] as const
const IS_MONEY = ['yuan', 'jiao', 'fen', 'cents'] as const
const readNumbers = formReader(FORMS, 'iu')
const PERCENT_AFTER = /^\s?%/
const ENGLISH_UNIT_AFTER = new RegExp(`^(?:[ -]|-? ?)(?<unit>${ENGLISH_UNIT})\\b`, 'i')
const HAN_UNIT_AFTER = new RegExp(`^${VAGUE}(?<unit>${HAN_UNIT})`)

interface Unit {
  readonly kind: MentionKind
  readonly unit: string | null
  /** Characters after the number that it takes. */
  readonly length: number
}

const unitAround = (text: string, start: number, end: number): Unit => {
  const after = text.slice(end, end + 24)
  const percent = PERCENT_AFTER.exec(after)
  if (percent) return { kind: 'percent', unit: 'pct', length: percent[0].length }
  const money = MONEY_AFTER.exec(after)
  if (money) return { kind: 'money', unit: 'money', length: money[0].length }
  if (MONEY_BEFORE.test(text.slice(Math.max(0, start - 8), start)))
    return { kind: 'money', unit: 'money', length: 0 }
  const found = ENGLISH_UNIT_AFTER.exec(after) ?? HAN_UNIT_AFTER.exec(after)
  const unit = found?.groups === undefined ? null : unitNamed(found.groups.unit)
  return {
    kind: unit === 'pct' ? 'percent' : 'number',
    unit,
    length: unit === null || found === null ? 0 : found[0].length,
  }
}

/** Whoever names so large a figure and not what it counts most often means money. */
const LEAST_SUM = 10_000

/** 一个, 两边, "one", 一年: said everywhere and telling nothing, unless they count something. */
const tellsNothing = (written: string, value: number, unit: string | null): boolean => {
  if (unit === null)
    return value < 100 && !/\d/.test(written) && (value < 3 || /^\p{Script=Han}{1,2}$/u.test(written))
  return value === 1 && !/\d/.test(written)
}

const numberAt = (text: string, { start, written, groups, value }: Written<number>): Mention | null => {
  if (!Number.isFinite(value) || value > 1e15) return null
  const isShare = IS_PERCENT.some((name) => groups[name] !== undefined)
  const around: Unit = isShare
    ? { kind: 'percent', unit: 'pct', length: 0 }
    : IS_MONEY.some((name) => groups[name] !== undefined)
      ? { kind: 'money', unit: 'money', length: 0 }
      : unitAround(text, start, start + written.length)
  if (tellsNothing(written, value, around.unit)) return null
  const rounded = isShare ? Number(value.toPrecision(3)) : value
  return {
    start,
    end: start + written.length + around.length,
    kind: around.kind,
    written: writtenNumber(rounded, around.unit),
    said: saidNumber(rounded, around.unit ?? (rounded >= LEAST_SUM ? 'money' : null)),
  }
}

/** Figures, sums of money and shares, in digits, Chinese numerals or English words. */
export const findNumbers = (text: string): Mention[] =>
  readNumbers(text).flatMap((found) => numberAt(text, found) ?? [])
