import type { Random } from '../leak/random.ts'
import { CHINESE_SECTIONS, ENGLISH_SECTIONS } from './meeting-text.ts'

const sentencesOf = (sections: readonly { paragraphs: readonly string[] }[], end: RegExp): string[] =>
  sections.flatMap((section) =>
    section.paragraphs.flatMap((paragraph) => paragraph.split(end).filter((s) => s.length > 8)),
  )

const ENGLISH = sentencesOf(ENGLISH_SECTIONS, /(?<=\.)\s+(?=[A-Z])/)
const CHINESE = sentencesOf(CHINESE_SECTIONS, /(?<=。)/)

// Sentences with gaps, so that pages of different seeds differ in their words and not only in their order.
const ENGLISH_GAPS = [
  'The {place} works supplied {n} thousand cubic metres in {month}, against {m} thousand a year before.',
  'On {month} {d} the {body} was told that {n} households near {place} had been without pressure for {d} hours.',
  'The {body} asked for {m} further samples from {place} and put off its decision until {month}.',
  'Tenders for the {place} main will be opened on {d} {month}; the ceiling of CNY {n} million is not to be disclosed.',
  'Of the {n} valves inspected between {place} and the river, {m} were replaced and {d} could not be found.',
  'The {body} noted that the reserve at {place} had fallen to {m} days and asked why it had not been told in {month}.',
]
const CHINESE_GAPS = [
  '{place}水厂{month}供水{n}万立方米，比上年同期增加{m}万立方米。',
  '{body}要求对{place}片区的{n}处阀门逐一核查，并于{month}{d}日前书面报告结果。',
  '{place}至江边的输水管道全长{m}公里，其中{d}公里列入明年改造计划，概算{n}万元。',
  '会议听取了{body}关于{place}泵站的汇报，同意将工期调整为{m}个月，资金缺口{n}万元另行研究。',
  '{month}{d}日，{body}在{place}抽检水样{m}份，浊度和余氯全部合格。',
]

const FILL = {
  english: {
    place: [
      'Shimen',
      'Eastgate',
      'Millbrook',
      'Lantern Hill',
      'Old Ferry',
      'Pine Terrace',
      'Quarry Road',
      'Saltmarsh',
    ],
    month: ['January', 'February', 'March', 'April', 'June', 'July', 'September', 'October', 'November'],
    body: [
      'audit office',
      'standing committee',
      'works department',
      'board of trustees',
      'health bureau',
      'treasury',
    ],
  },
  chinese: {
    place: ['石门', '东关', '柳溪', '望江', '老渡口', '松岭', '白沙', '清河'],
    month: ['一月', '三月', '四月', '六月', '七月', '九月', '十月', '十二月'],
    body: ['市审计局', '监事会', '工程部', '市卫生健康委', '财务部', '市应急管理局'],
  },
} as const

export type Language = keyof typeof FILL

const fill = (template: string, language: Language, random: Random): string =>
  template.replace(/\{(\w+)\}/g, (_, slot: string) => {
    if (slot === 'n') return String(random.whole(112, 989))
    if (slot === 'm') return String(random.whole(21, 98))
    if (slot === 'd') return String(random.whole(2, 19))
    const words: Readonly<Record<string, readonly string[]>> = FILL[language]
    return random.pick(words[slot])
  })

export const drawSentence = (language: Language, random: Random): string => {
  const [whole, gaps] = language === 'english' ? [ENGLISH, ENGLISH_GAPS] : [CHINESE, CHINESE_GAPS]
  return random.chance(0.5) ? random.pick(whole) : fill(random.pick(gaps), language, random)
}

export const drawPassage = (language: Language, sentences: number, random: Random): string =>
  Array.from({ length: sentences }, () => drawSentence(language, random)).join(
    language === 'english' ? ' ' : '',
  )

/** A heading's worth of words. */
export const drawHeading = (language: Language, random: Random): string =>
  language === 'english'
    ? fill(
        random.pick([
          '{place}: position in {month}',
          'Report of the {body}',
          'Works between {place} and the river',
        ]),
        language,
        random,
      )
    : fill(
        random.pick(['{place}片区{month}运行情况', '{body}意见及办理结果', '{place}泵站改造安排']),
        language,
        random,
      )
