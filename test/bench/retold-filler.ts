import { seededRandom } from '../leak/random.ts'
import type { Random } from '../leak/random.ts'
import type { Paper } from '../retold/read-retold.ts'

/**
 * Documents to search among: their sentences are the papers' own, shuffled, with every figure, month and name another one. So they
 * are of the same offices and the same matters, and only facts tell them from the papers.
 */

const PAGES = 3
const SENTENCES = { english: 9, chinese: 8 } as const

const HAN_DIGITS = '一二三四五六七八九'
const SYLLABLES =
  'bar ben cor dal dun el fen gar hol ig jar kel lin mor nev or pel quin ros sel tor ul var wen yar zel'.split(
    ' ',
  )
const HAN_NAMES = '岚沐峤淇澍珩璟楠栎桓钧铎镕颂颐曦昶晟暄焱瀚溥涵沅潞漳'
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)
const MONTH = new RegExp(`\\b(?:${MONTHS.join('|')})\\b`, 'g')

/** Names that the Chinese papers are about: nothing else tells them from common words. */
const CHINESE_NAMES =
  /青岬|鼓楼|东湖|海澜|郭松年|临河|石桥|谭志远|云栖|鼎轩|梁小曼|裴振国|南溪|卢佩珍|城北|黄泥坳|梅家坝|柳营|鹤鸣|云岭|葛文韬|恒安|曾淑仪|齐兆丰|白杨|骆建军|单巧云|中曜|华屿|魏启明|矿工家属院|祁红旗|纺织厂|钱仲谋|银城|苏雨桐|阮大伟|申屠海|黎曼青|庄严|钟楚雄|海门岛|浙海渔|龙若谷|白鹭湾|嘉和|沙河|窦长河|瑞霖|新塘|闫立功|霍启东|澜星|卡瓦略|清河|邵兵|凤凰山|希尔德|江北|浦西|航头|鲍老六|康辰|辛艳红|临沧|倪国梁|滨江|易安如|芦家庄|北极星|仇德胜|碧源|青沙|姬小龙|幸福里|大沙|柳青岩|金桂苑|宏泰|北原|初芽|彭望舒/gu

const digit = (random: Random): string => String(random.whole(1, 9))

const englishName = (random: Random): string => {
  const name =
    random.pick(SYLLABLES) + random.pick(SYLLABLES) + (random.chance(0.3) ? random.pick(SYLLABLES) : '')
  return name.charAt(0).toUpperCase() + name.slice(1)
}

const disguised = (sentence: string, random: Random): string =>
  sentence
    .replace(MONTH, () => random.pick(MONTHS))
    .replace(/\d/g, () => digit(random))
    .replace(/(?<=[\p{Ll},] )\p{Lu}\p{Ll}{2,}/gu, (name) =>
      MONTHS.includes(name) ? name : englishName(random),
    )
    .replace(CHINESE_NAMES, (name) => Array.from(name, () => random.pick([...HAN_NAMES])).join(''))
    .replace(/[一二三四五六七八九]/g, () => random.pick([...HAN_DIGITS]))

const sentencesOf = (papers: readonly Paper[]): string[] =>
  papers.flatMap(({ pages }) => pages.flatMap((page) => page.match(/[^.。]+[.。](?:\s|$)?/gu) ?? []))

/** `count` documents by name, the same for the same papers. */
export const fillerDocuments = (papers: readonly Paper[], count: number): Map<string, string[]> => {
  const isChinese = ({ id }: Paper): boolean => id.startsWith('z')
  const pools = {
    english: sentencesOf(papers.filter((paper) => !isChinese(paper))),
    chinese: sentencesOf(papers.filter(isChinese)),
  }
  return new Map(
    Array.from({ length: count }, (_, k) => {
      const random = seededRandom('filler', String(k))
      const language = k % 2 === 0 ? 'english' : 'chinese'
      const page = (): string =>
        Array.from({ length: SENTENCES[language] }, () =>
          disguised(random.pick(pools[language]), random),
        ).join('')
      return [`filler-${k}`, Array.from({ length: PAGES }, page)] as const
    }),
  )
}
