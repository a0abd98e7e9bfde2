import type { Mention, MentionKey } from './mention.ts'
import { HAN_DIGIT, readEnglishNumber, readHanNumber } from './numerals.ts'
import { formReader } from './read-forms.ts'
import type { Form } from './read-forms.ts'

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
)
const MONTH =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?'
/** Those that are no other word may also be written small. */
const SURE_MONTH =
  '(?:[Jj]anuary|[Ff]ebruary|[Aa]pril|[Jj]une|[Jj]uly|[Aa]ugust|[Ss]eptember|[Oo]ctober|[Nn]ovember|[Dd]ecember|Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec|March|May)'
const WEEKDAYS = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ')
const HAN = `[${HAN_DIGIT}十廿卅]`
const HAN_DAY = `(?:\\d{1,2}|${HAN}{1,3})`
const HAN_YEAR = `(?:(?:19|20)\\d{2}|[一二][${HAN_DIGIT}]{3})`
const DAY = '(?:[0-3]?\\d)(?:st|nd|rd|th)?'

const number = (text: string | undefined): number | null => {
  if (text === undefined) return null
  const value = /^\d/.test(text)
    ? Number.parseInt(text, 10)
    : readHanNumber(text.replace('廿', '二十').replace('卅', '三十'))
  return Number.isFinite(value) ? value : null
}

const monthNamed = (name: string | undefined): number | null => {
  if (name === undefined) return null
  const start = name.toLowerCase().slice(0, 3)
  return 1 + MONTHS.findIndex((month) => month.startsWith(start))
}

const two = (value: number): string => String(value).padStart(2, '0')
const isMonth = (value: number | null): value is number => value !== null && value >= 1 && value <= 12
const isDay = (value: number | null): value is number => value !== null && value >= 1 && value <= 31

const weekdayOf = (year: number, month: number, day: number): number =>
  ((new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7) + 1

const PRIOR = {
  day: 0.01,
  year: 0.25,
  month: 0.12,
  yearMonth: 0.04,
  monthDay: 0.05,
  weekday: 0.15,
  quarter: 0.05,
  time: 0.02,
}

const exact = (key: string, prior: number): MentionKey => ({ key, prior, exact: true })
const rough = (key: string, prior: number): MentionKey => ({ key, prior, exact: false })

/** A day is also in its month, and is a weekday where the year is known: "the ninth", "in November", "on a Monday". */
const dateKeys = (year: number | null, month: number | null, day: number | null): MentionKey[] => [
  ...(isMonth(month) && isDay(day) ? [exact(`d${two(month)}${two(day)}`, PRIOR.day)] : []),
  ...(year !== null && isMonth(month) ? [rough(`dm${year}x${two(month)}`, PRIOR.yearMonth)] : []),
  ...(isDay(day) ? [rough(`dd${day}`, PRIOR.monthDay)] : []),
  ...(year !== null && isMonth(month) && isDay(day)
    ? [rough(`dw${weekdayOf(year, month, day)}`, PRIOR.weekday)]
    : []),
  ...(isMonth(month) ? [rough(`mo${month}`, PRIOR.month)] : []),
  ...(year === null ? [] : [rough(`y${year}`, PRIOR.year)]),
]

/** What one says is as exact as one's words are: of a whole date the year alone is no match worth having. */
const saidDate = (year: number | null, month: number | null, day: number | null): MentionKey[] => {
  const keys = dateKeys(year, month, day)
  if (isDay(day) && isMonth(month)) return keys.filter(({ key }) => /^d\d|^dm|^mo/.test(key))
  if (isDay(day)) return [exact(`dd${day}`, PRIOR.monthDay)]
  if (isMonth(month))
    return keys.filter(({ key }) => /^dm|^mo/.test(key)).map((key) => ({ ...key, exact: true }))
  return keys.map((key) => ({ ...key, exact: true }))
}

interface Read {
  readonly written: readonly MentionKey[]
  readonly said: readonly MentionKey[]
}

const asDate = (year: number | null, month: number | null, day: number | null): Read | null => {
  if (month !== null && !isMonth(month)) return null
  if (day !== null && !isDay(day)) return null
  return { written: dateKeys(year, month, day), said: saidDate(year, month, day) }
}

const same = (keys: readonly MentionKey[]): Read => ({ written: keys, said: keys })

const hoursOf = (hour: number, half: string | undefined): number[] => {
  if (half === undefined) return hour >= 1 && hour < 12 ? [hour, hour + 12] : [hour]
  // With twelve, the hour after midnight is meant.
  if (hour === 12 && /a|凌晨/i.test(half)) return [0]
  const isLate = /p|下午|晚|傍晚/i.test(half) || (/中午/.test(half) && hour < 11)
  return [isLate && hour < 12 ? hour + 12 : hour]
}

const asTime = (hour: number | null, minute: number, half: string | undefined): Read | null => {
  if (hour === null || hour > 24 || minute > 59) return null
  return same(hoursOf(hour, half).map((one) => exact(`t${two(one)}x${two(minute)}`, PRIOR.time)))
}

const HALF_DAY = '上午|下午|晚上|早上|中午|凌晨|傍晚|今晚|晚'
const MINUTES: ReadonlyMap<string, number> = new Map(Object.entries({ 半: 30, 一刻: 15, 三刻: 45, 整: 0 }))

const hanMinute = (text: string | undefined): number =>
  text === undefined ? 0 : (MINUTES.get(text) ?? number(text.replace(/分$/, '')) ?? 0)

const QUARTERS = 'first second third fourth'.split(' ')

const quarter = (text: string | undefined): number => {
  const named = QUARTERS.indexOf(text?.toLowerCase() ?? '')
  return named >= 0 ? named + 1 : (number(text) ?? 0)
}

/** 十年后 is a length of time, 二〇二六年 a year; the first form that fits at a place has it. */
const FORMS: readonly Form<Read | null>[] = [
  [
    '(?<y>(?:19|20)\\d{2})[-/.](?<m>\\d{1,2})[-/.](?<d>\\d{1,2})(?!\\d)',
    ({ y, m, d }) => asDate(number(y), number(m), number(d)),
  ],
  [
    `(?:(?<y>${HAN_YEAR})年)?(?<m>${HAN_DAY})月(?<d>${HAN_DAY})[日号]?(?![亿万千百个])`,
    ({ y, m, d }) => asDate(number(y), number(m), number(d)),
  ],
  [
    `(?:(?<y>${HAN_YEAR})年)?(?<m>${HAN_DAY})月(?:份|底|初|中旬|上旬|下旬|末)?`,
    ({ y, m }) => asDate(number(y), number(m), null),
  ],
  [
    `(?<y>${HAN_YEAR})年(?:第?(?<q>[一二三四1-4])季度)?`,
    ({ y, q }) => withQuarter(asDate(number(y), null, null), q),
  ],
  [`第?(?<q>[一二三四1-4])季度`, ({ q }) => same([exact(`qr${quarter(q)}`, PRIOR.quarter)])],
  [
    `(?<d>\\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[号日](?![楼线院门称店机车厅会房馆厂])`,
    ({ d }) => asDate(null, null, number(d)),
  ],
  [
    `(?<half>${HALF_DAY})?(?<h>\\d{1,2}|[${HAN_DIGIT}十]{1,3})[点时](?<min>半|一刻|三刻|整|(?:\\d{1,2}|[${HAN_DIGIT}十]{1,3})分?)?(?![零一二三四五六七八九\\d]*[%个万亿])`,
    ({ half, h, min }) =>
      half === undefined && min === undefined && !/\d/.test(h ?? '')
        ? null
        : asTime(number(h), hanMinute(min), half),
  ],
  [
    `(?:周|星期|礼拜)(?<w>[一二三四五六日天末])`,
    ({ w = '' }) =>
      w === '末'
        ? null
        : same([exact(`dw${'一二三四五六日天'.indexOf(w === '天' ? '日' : w) + 1}`, PRIOR.weekday)]),
  ],
  [
    `\\b(?<d>${DAY}) (?:of )?(?<month>${MONTH})(?:,? (?<y>(?:19|20)\\d{2}))?\\b`,
    ({ d, month, y }) => asDate(number(y), monthNamed(month), number(d)),
  ],
  [
    `\\b(?<month>${MONTH}) (?:the )?(?<d>${DAY})\\b(?:,? (?<y>(?:19|20)\\d{2})\\b)?(?!,\\d)`,
    ({ d, month, y }) => asDate(number(y), monthNamed(month), number(d)),
  ],
  [
    `\\b(?<month>${MONTH}),? (?:of )?(?<y>(?:19|20)\\d{2})\\b`,
    ({ month, y }) => asDate(number(y), monthNamed(month), null),
  ],
  [
    `\\b(?<sure>${SURE_MONTH})\\b(?! (?:not|be|have|well|also))`,
    ({ sure }) => asDate(null, monthNamed(sure), null),
  ],
  [
    `(?<=\\bthe )(?<d>[0-3]?\\d(?:st|nd|rd|th))\\b(?! (?:floor|time|place|quarter|century|street|largest|century))`,
    ({ d }) => asDate(null, null, number(d)),
  ],
  [
    `\\b(?<day>(?:[Mm]on|[Tt]ues|[Ww]ednes|[Tt]hurs|[Ff]ri|[Ss]atur|[Ss]un)day)s?\\b`,
    ({ day = '' }) => same([exact(`dw${WEEKDAYS.indexOf(day.toLowerCase()) + 1}`, PRIOR.weekday)]),
  ],
  [
    `\\b(?<q>first|second|third|fourth) quarter\\b|\\bQ(?<q>[1-4])\\b`,
    ({ q }) => same([exact(`qr${quarter(q)}`, PRIOR.quarter)]),
  ],
  [
    '\\b(?<h>[0-2]?\\d)[:.](?<min>[0-5]\\d) ?(?<half>am|pm|a\\.m\\.|p\\.m\\.)',
    ({ h, min, half }) => asTime(number(h), number(min) ?? 0, half),
  ],
  [
    '(?<![\\d:])(?<h>[0-2]?\\d)[:：](?<min>[0-5]\\d)(?![\\d:])',
    ({ h, min }) =>
      asTime(number(h), number(min) ?? 0, number(h) !== null && Number(h) > 12 ? 'exact' : undefined),
  ],
  [
    "\\b(?<h>[0-1]?\\d) ?(?<half>am|pm|a\\.m\\.|p\\.m\\.|o'clock)(?![a-z])",
    ({ h, half }) => asTime(number(h), 0, half === "o'clock" ? undefined : half),
  ],
  [
    '\\bhalf past (?<word>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\\b',
    ({ word = '' }) => asTime(readEnglishNumber(word), 30, undefined),
  ],
  [
    '(?<![\\d.,$¥€£])(?<y>(?:19[5-9]|20[0-9])\\d)(?![\\d.,]?\\d|%| (?:people|jobs|homes))',
    ({ y }) => asDate(number(y), null, null),
  ],
]

const withQuarter = (date: Read | null, q: string | undefined): Read | null => {
  if (date === null || q === undefined) return date
  const key = exact(`qr${quarter(q)}`, PRIOR.quarter)
  return { written: [key, ...date.written], said: [key] }
}

const readDates = formReader(FORMS, 'u')

/** Days, months, years, weekdays, quarters and times of day, in either language. */
export const findDates = (text: string): Mention[] =>
  readDates(text).flatMap(({ start, written, value: read }) => {
    if (read === null || read.said.length === 0) return []
    const isTime = read.said[0].key.startsWith('t')
    return [{ start, end: start + written.length, kind: isTime ? 'time' : 'date', ...read }]
  })
