import { bothWays } from './equal.ts'
import type { Equal, OneWay } from './equal.ts'

const oneWay: OneWay = (kind, from, to, { before = '', after = '' } = {}) => ({
  kind,
  find: new RegExp(`${before}(?<slot>${from})${after}`, 'gu'),
  replace: () => to,
})

const pair = bothWays(oneWay)

const NUMERAL = '[0-9０-９一二三四五六七八九十百千万亿零〇两]'

/** What a body, a law or a plan is called by: "和" before one may be part of its name. */
const BODIES = '部|委|局|办|厅|院|处|司|署|社|会|中心|公司|集团|银行|大学|法|条例|规定|章程|工程|计划|规划'
/** Words in which the character is no conjunction. */
const NOT_AND = '(?<![总饱缓温调柔谐讲求谦随祥暖平共参给赋授干相])'
const AND_GUARD = {
  before: NOT_AND,
  after: `(?![谐平解睦气蔼善缓约会否其时此日])(?![^，。；：、]{0,8}(?:${BODIES}))`,
}

const CONJUNCTIONS = [
  ...pair('conjunction', '和', '与', AND_GUARD),
  ...pair('conjunction', '或者', '或是'),
  ...pair('conjunction', '并且', '而且'),
  ...pair('conjunction', '如果', '假如'),
  ...pair('conjunction', '虽然', '尽管'),
  ...pair('conjunction', '由于', '因为'),
  ...pair('conjunction', '但是', '不过', { before: '(?<=[，；。])' }),
  oneWay('conjunction', '若', '如', {
    before: '(?<![假倘如宛])',
    after: '(?=不能|未能|有意见|需要|发现|遇)',
  }),
  ...pair('conjunction', '因此', '因而', { before: '(?<=[，；。])' }),
]

const CONNECTIVES = [
  ...pair('connective', '此外', '另外', { before: '(?<=[，；。])', after: '(?=，)' }),
  ...pair('connective', '例如', '比如'),
  ...pair('connective', '按照', '依照'),
  ...pair('connective', '根据', '依据', { before: '(?<![的为是作无有])', after: '(?![。，；、的])' }),
  oneWay('connective', '关于', '有关', { before: '(?<=[的了对])' }),
  ...pair('connective', '特别是', '尤其是'),
  ...pair('connective', '随后', '其后', { after: '(?!续)' }),
]

const NUMBERS = [
  oneWay('number-form', '二', '两', {
    before: `(?<!${NUMERAL})(?<![第点])`,
    after: '(?=[百千万亿](?![分位]))',
  }),
  oneWay('number-form', '两', '二', { before: `(?<!${NUMERAL})`, after: '(?=[百千])' }),
  ...pair('number-form', '至', '到', {
    before: `(?<=${NUMERAL}[日月年元时]?)`,
    after: `(?=${NUMERAL}|百分之)`,
  }),
  ...pair('approximation', '大约', '大概'),
  ...pair('approximation', '左右', '上下', { before: `(?<=${NUMERAL}[个天日月年元米人吨户]{1,2})` }),
  oneWay('approximation', '超过', '多于', { after: `(?=${NUMERAL})` }),
  oneWay('date-form', '日', '号', { before: `(?<=月${NUMERAL}{1,3})`, after: '(?!报)' }),
  oneWay('date-form', '号', '日', { before: `(?<=月${NUMERAL}{1,3})` }),
  ...pair('date-form', '下午', '午后', { after: `(?=${NUMERAL})` }),
]

const WORDS = [
  ...pair('word', '会议决定', '会议确定'),
  ...pair('word', '目前', '当前', { after: '(?![的])' }),
  ...pair('word', '立即', '立刻'),
  ...pair('word', '应当', '应该'),
  ...pair('word', '已经', '业已'),
  ...pair('word', '仍然', '依然'),
  ...pair('word', '尚未', '还未'),
  ...pair('word', '逐步', '逐渐'),
  ...pair('word', '尽快', '尽早'),
  ...pair('word', '本次', '此次'),
  ...pair('word', '即将', '将要'),
  ...pair('word', '一起', '一道', { after: '(?=[^的具]{2})' }),
  ...pair('word', '共同', '一同', { after: '(?=研究|讨论|参加|完成|出席|协商)' }),
  ...pair('word', '之前', '以前', { before: '(?<=[\\p{Script=Han}0-9])' }),
  ...pair('word', '之后', '以后', { before: '(?<=[\\p{Script=Han}0-9])' }),
  ...pair('word', '以内', '之内'),
  ...pair('word', '分为', '分成', { after: `(?=${NUMERAL})` }),
  oneWay('word', '召开', '举行', { before: '(?<=会议室|如期|准时|顺利|[日时分]在[^，。]{1,12})' }),
  oneWay('word', '非常', '十分', { after: '(?![规务时事])' }),
  oneWay('word', '加强', '强化', { after: '(?!型)' }),
  oneWay('word', '均', '都', { before: '(?<![平人年月日户])', after: '(?![价衡匀分线值摊等])' }),
  oneWay('word', '用于', '用作', { after: '(?=[^，。]{1,8}(?:用途|之用|备用))' }),
]

export const CHINESE_EQUALS: readonly Equal[] = [...CONJUNCTIONS, ...CONNECTIVES, ...NUMBERS, ...WORDS]
