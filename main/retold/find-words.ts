import { ENGLISH_COMMON, ENGLISH_STOP, HAN_COMMON, HAN_GRAMMAR } from './common-words.ts'
import { MATTERS } from './matters.ts'
import { plainMention } from './mention.ts'
import type { Mention, MentionKey } from './mention.ts'
import { HAN_DIGIT, HAN_SCALE } from './numerals.ts'
import { stemOf } from './stem.ts'

const PRIOR = { matter: 0.12, common: 0.35, word: 0.02, pair: 0.02, name: 0.004, titled: 0.01 }

const MATTER_BY_STEM = new Map(
  MATTERS.flatMap(([english], matter) => english.split(' ').map((word) => [stemOf(word), matter] as const)),
)
const MATTER_BY_HAN = new Map(
  MATTERS.flatMap(([, han], matter) => han.split(' ').map((word) => [word, matter] as const)),
)
const COMMON_STEMS: ReadonlySet<string> = new Set([...ENGLISH_COMMON].flatMap((word) => [word, stemOf(word)]))
const LONGEST_HAN = Math.max(...[...MATTER_BY_HAN.keys()].map((word) => word.length))

const exact = (key: string, prior: number): MentionKey => ({ key, prior, exact: true })
const matterKey = (matter: number): MentionKey => ({ key: `g${matter}`, prior: PRIOR.matter, exact: false })

/** A word that begins a sentence, or a line, is capital for that alone. */
const beginsSentence = (text: string, start: number): boolean =>
  /(?:^|[.!?:;。！？：；"“”'‘(（•·\-–—]|\d\.)\s*$/.test(text.slice(Math.max(0, start - 4), start))

const isName = (text: string, word: string, start: number): boolean => {
  if (!/^\p{Lu}/u.test(word)) return false
  if (/^\p{Lu}{2,}s?$/u.test(word)) return true
  return !beginsSentence(text, start)
}

const WRITTEN_SMALL = /(?<![\p{L}’'])\p{Ll}[\p{Script=Latin}\p{M}]*/gu

/** What the same text also writes small has its capital from a heading. */
const writtenSmall = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(WRITTEN_SMALL)].map(([word]) => word))

const wordKeys = (stem: string): MentionKey[] => {
  const matter = MATTER_BY_STEM.get(stem)
  return [
    exact(`w${stem}`, COMMON_STEMS.has(stem) ? PRIOR.common : PRIOR.word),
    ...(matter === undefined ? [] : [matterKey(matter)]),
  ]
}

const LATIN = /\p{Script=Latin}[\p{Script=Latin}\p{M}’']*/gu

const plainLatin = (word: string): string =>
  word
    .replace(/[’']s$|[’']$/u, '')
    .normalize('NFD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase()
    .replace(/[^a-z]/g, (letter) => letter.codePointAt(0)?.toString(36) ?? '')

/** A name is also a word, so that a post without capitals meets it; it counts as a fact where either text has it as a name. */
const latinWords = (text: string): Mention[] => {
  const small = writtenSmall(text)
  return [...text.matchAll(LATIN)].flatMap(({ index: start, 0: word }) => {
    const plain = plainLatin(word)
    if (plain.length < 2 || ENGLISH_STOP.has(plain)) return []
    const stem = stemOf(plain)
    const end = start + word.length
    const keys = wordKeys(stem)
    if (COMMON_STEMS.has(stem)) return [plainMention(start, end, 'word', keys)]
    const name = exact(`k${plain}`, PRIOR.name)
    if (!isName(text, word, start) || small.has(word.toLowerCase()))
      return [{ start, end, kind: 'word', written: keys, said: [name, ...keys] }]
    return [plainMention(start, end, 'name', [name, ...keys])]
  })
}

/** Surnames, but for those whose character is mostly something else. */
const SURNAME =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦苏潘葛奚范彭郎鲁韦马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常傅卞齐康伍余卜顾孟黄穆萧尹姚邵湛汪祁毛禹狄米贝臧伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万柯卢莫房裘缪宗丁宣邓郁杭洪包诸左石崔吉钮龚程嵇邢裴陆荣翁荀羊於惠甄储靳段富乌焦巴隗侯郗班仰仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶黎薄印白蒲邰鄂索咸籍赖卓屠蒙池乔阴胥闻莘党翟谭贡劳姬申冉桑濮牛寿扈燕尚农温庄晏柴瞿阎慕连茹宦艾鱼古易慎戈廖弘匡寇沃蔚越巩聂晁勾敖融冷辛阚曾关'
/** By the character that a title has in every form of it: 局长, 副局长, 王局. */
const TITLES: readonly (readonly [title: string, forms: string])[] = [
  ['director', '主任'],
  ['secretary', '书记'],
  ['mayor', '市长|县长|区长|镇长|乡长'],
  ['bureau', '局长|局'],
  ['section', '处长|处|科长'],
  ['head', '校长|院长|馆长|所长|站长|厂长|行长|台长|园长'],
  ['manager', '董事长|总经理|总裁|总监|总工程师|总|董|经理'],
  ['engineer', '工程师|工|教授|医生|大夫|老师'],
]
const TITLE_FORMS = TITLES.flatMap(([, forms]) => forms.split('|')).toSorted((a, b) => b.length - a.length)
const LONG_TITLES = TITLE_FORMS.filter((form) => form.length > 1).join('|')
const TITLED = new RegExp(
  `(?<name>[${SURNAME}])[\\p{Script=Han}]{0,2}?副?(?<title>${TITLE_FORMS.join('|')})`,
  'gu',
)
const TITLE_FIRST = new RegExp(
  `(?<title>${LONG_TITLES})(?<name>[${SURNAME}])(?=[\\p{Script=Han}]{1,2})`,
  'gu',
)

const titleOf = (form: string): string =>
  TITLES.find(([, forms]) => forms.split('|').includes(form))?.[0] ?? ''

/** 财务总监周敏华, 周总监, 周总: somebody of that name with that kind of post. */
const titled = (text: string): Mention[] =>
  [TITLED, TITLE_FIRST].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ index: start, 0: written, groups = {} }) => {
      const code = groups.name.codePointAt(0) ?? 0
      return plainMention(start, start + written.length, 'name', [
        exact(`s${code.toString(36)}${titleOf(groups.title)}`, PRIOR.titled),
      ])
    }),
  )

const hanMatters = (run: string, at: number): Mention[] => {
  const found: Mention[] = []
  for (let start = 0; start < run.length; start++)
    for (let length = Math.min(LONGEST_HAN, run.length - start); length > 0; length--) {
      const matter = MATTER_BY_HAN.get(run.slice(start, start + length))
      if (matter === undefined) continue
      found.push(plainMention(at + start, at + start + length, 'matter', [matterKey(matter)]))
      break
    }
  return found
}

const NUMERALS = new Set([...HAN_DIGIT, ...HAN_SCALE])

/** How runs of ideographs are taken apart: pieces, with their places in the run. */
export type HanTerms = (run: string) => readonly { readonly at: number; readonly term: string }[]

/** Every two ideographs side by side, unless one is of grammar or a numeral. */
export const hanPairs: HanTerms = (run) =>
  Array.from({ length: Math.max(0, run.length - 1) }, (_, at) => ({
    at,
    term: run.slice(at, at + 2),
  })).filter(({ term }) => ![...term].some((one) => HAN_GRAMMAR.has(one) || NUMERALS.has(one)))

const hanWords = (text: string, terms: HanTerms): Mention[] =>
  [...text.matchAll(/\p{Script=Han}+/gu)].flatMap(({ index, 0: run }) => [
    ...terms(run).map(({ at, term }) =>
      plainMention(index + at, index + at + term.length, 'word', [
        exact(`h${term}`, HAN_COMMON.has(term) ? PRIOR.common : PRIOR.pair),
      ]),
    ),
    ...hanMatters(run, index),
  ])

/** Names, matters and all words that say something, in either language. */
export const findWords = (text: string, terms: HanTerms = hanPairs): Mention[] => [
  ...latinWords(text),
  ...titled(text),
  ...hanWords(text, terms),
]
