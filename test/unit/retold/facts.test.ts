import { describe, expect, it } from 'vitest'
import { cleanText } from '../../../main/retold/clean-text.ts'
import { findMentions } from '../../../main/retold/find-mentions.ts'
import { readEnglishNumber, readHanNumber } from '../../../main/retold/numerals.ts'

const keysOf = (text: string, side: 'written' | 'said'): Set<string> =>
  new Set(findMentions(cleanText(text)).flatMap((mention) => mention[side].map(({ key }) => key)))

/** Facts alone: words may be shared by anything. */
const factKeys = (text: string, side: 'written' | 'said'): string[] =>
  [...keysOf(text, side)].filter((key) => !/^[wgh]/.test(key))

/** Whether a post that says one thing meets a page that says the other. */
const meets = (post: string, page: string): boolean => {
  const written = keysOf(page, 'written')
  return factKeys(post, 'said').some((key) => written.has(key))
}

describe('numbers in words', () => {
  it.each([
    ['三千万', 30_000_000],
    ['十一亿八千六百万', 1_186_000_000],
    ['四十二万', 420_000],
    ['一千零八十四', 1084],
    ['二点八五', 2.85],
    ['零点三七', 0.37],
    ['一万二', 12_000],
    ['三百五', 350],
    ['三百零五', 305],
    ['二〇二六', 2026],
    ['十九', 19],
    ['两万亿', 2e12],
    ['一点二亿', 120_000_000],
  ])('reads %s', (text, value) => expect(readHanNumber(text)).toBe(value))

  it.each([
    ['three hundred and twelve', 312],
    ['twenty-eight', 28],
    ['half a million', 500_000],
    ['two and a half thousand', 2500],
    ['a dozen', 12],
    ['eighteen and a half', 18.5],
    ['one million two hundred thousand', 1_200_000],
  ])('reads %s', (text, value) => expect(readEnglishNumber(text)).toBe(value))

  it('takes what is none for none', () => {
    expect(readEnglishNumber('purple')).toBeNaN()
    expect(readHanNumber('点')).toBeNaN()
  })
})

describe('a fact in another form', () => {
  it.each([
    ['三千万', 'a loan of 30 million'],
    ['3000万', 'CNY 30,000,000'],
    ['30m', '三千万元'],
    ['12月5日', 'on 5 December'],
    ['Dec 5', '十二月五日'],
    ['the 5th of December', '12月5号'],
    ['2.98%', 'a rate of 2.98 per cent'],
    ['2.98个点', '百分之二点九八'],
    ['三成五', '35 percent'],
    ['a third of them', '三分之一'],
    ['半夜两点半不睡', '2:30 am'],
    ['凌晨12点半出发', '0:30'],
    ['left at 12:30 am', '00:30'],
    ['half past two', '下午二时三十分'],
    ['next Thursday', '星期四'],
    ['周四', 'Thursday'],
    ['一季度', 'in the first quarter'],
    ['20个月', 'for twenty months'],
    ['fifteen cents', '一角五分'],
    ['两块四毛一', '二元四角一分'],
    ['三个小目标', '三亿元'],
    ['11亿8600万', 'CNY 1,186 million'],
    ['room B-12', '12月 B12地块'],
    ['明年2031年', 'by 2031'],
    ['周总说的', '财务总监周敏华'],
    ['王局要走', '副局长王立新'],
    ['shimen', 'the intake at Shimen was closed'],
  ])('"%s" meets "%s"', (post, page) => expect(meets(post, page)).toBe(true))

  it.each([
    ['nearly 1.2bn', 'CNY 1,186 million'],
    ['快十二个亿', '总投资十一亿八千六百万元'],
    ['over 1.1 billion', 'CNY 1,186 million'],
    ['十一个多亿', 'CNY 1,186 million'],
    ['about three percent', 'a rate of 2.98 per cent'],
    ['some 15,000 people', '14,700 people'],
    ['差不多一千七百人', '1,684人'],
  ])('"%s" is about "%s"', (post, page) => {
    expect(meets(post, page)).toBe(true)
    const exact = findMentions(post).flatMap(({ said }) =>
      said.filter((key) => key.exact && /^[nu]/.test(key.key)),
    )
    const written = keysOf(page, 'written')
    expect(exact.some(({ key }) => written.has(key))).toBe(false)
  })

  it.each([
    ['3000万', '三百万元'],
    ['12月5日', '5 November'],
    ['2.98%', '2.85 per cent'],
    ['15:00', '下午二时三十分'],
    ['20个月', '20 years'],
    ['20 beds', '三十一张床位'],
    ['周总', '董事长王立新'],
    ['千万别说', 'CNY 10 million'],
    ['一个朋友', 'copy 1'],
    ['may be', '五月'],
  ])('"%s" does not meet "%s"', (post, page) => {
    const shared = factKeys(post, 'said').filter((key) => keysOf(page, 'written').has(key))
    // A bare figure may agree where what it counts does not; it is the figure with its unit that must not.
    expect(shared.filter((key) => !/^[na]/.test(key))).toEqual([])
  })

  it('knows a name by its capital, but not a heading of common words', () => {
    const kinds = (text: string): (string | undefined)[] =>
      findMentions(text)
        .filter(({ start, end }) => text.slice(start, end) === 'Orchestra')
        .map(({ kind }) => kind)
    expect(kinds('we heard the Orchestra')).toEqual(['name'])
    expect(kinds('Bailout of the Orchestra: the orchestra will close')).toEqual(['word'])
  })

  it('says where each thing stands', () => {
    const text = '听说总投资十一亿八千六百万元，11月9日定'
    const places = findMentions(text)
      .filter(({ kind }) => kind === 'money' || kind === 'date')
      .map(({ start, end }) => text.slice(start, end))
    expect(places).toEqual(['十一亿八千六百万元', '11月9日'])
  })
})

describe('text as it is searched', () => {
  it('joins what line ends cut, and drops what nobody sees', () => {
    const hyphen = String.fromCodePoint(2)
    expect(cleanText(`the com${hyphen}\r\nmittee met`)).toBe('the committee met')
    expect(cleanText('北岸净水\r\n厂二期')).toBe('北岸净水厂二期')
    expect(cleanText('plain\u200B text\u00AD\uFEFF')).toBe('plain text')
    expect(cleanText('１２．５％')).toBe('12.5%')
    expect(cleanText('⽔⼚')).toBe('水厂')
  })
})
