import { bothWays } from './equal.ts'
import type { Equal, OneWay } from './equal.ts'

/** Not within a longer word. */
const START = String.raw`(?<![\p{L}\p{N}'’-])`
const END = String.raw`(?![\p{L}\p{N}'’-])`

const NUMBER =
  '(?:[0-9]|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|a hundred|half)'
const MONTH = '(?:January|February|March|April|May|June|July|August|September|October|November|December)'

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const asWritten = (slot: string, equal: string): string =>
  /^\p{Lu}/u.test(slot) ? capitalised(equal) : equal

const oneWay: OneWay = (kind, from, to, { before = '', after = '' } = {}) => ({
  kind,
  find: new RegExp(
    `${before}${START}(?<slot>[${from[0]}${from[0].toUpperCase()}]${from.slice(1)})${END}${after}`,
    'gu',
  ),
  replace: (slot) => asWritten(slot, to),
})

const pair = bothWays(oneWay)

const beforeNumber = { after: `(?= ${NUMBER})` }
const beforeClause = { after: String.raw`(?= (?:the|a|an|all|it|they|there|this|these|its|their|no) )` }

const APPROXIMATIONS = [
  ...pair('approximation', 'about', 'some', beforeNumber),
  oneWay('approximation', 'around', 'about', beforeNumber),
  ...pair('approximation', 'nearly', 'almost', beforeNumber),
  ...pair('approximation', 'more than', 'upwards of', beforeNumber),
]

const CONJUNCTIONS = [
  ...pair('conjunction', 'while', 'whilst', beforeClause),
  ...pair('conjunction', 'although', 'though', beforeClause),
  ...pair('conjunction', 'until', 'till', beforeClause),
  oneWay('conjunction', 'because', 'since', beforeClause),
  ...pair('conjunction', 'in order that', 'so that', beforeClause),
]

const CONNECTIVES = [
  ...pair('connective', 'for instance', 'for example'),
  ...pair('connective', 'therefore', 'accordingly', { after: '(?=,)' }),
  ...pair('connective', 'thus', 'hence', { after: '(?=,)' }),
  ...pair('connective', 'moreover', 'besides', { after: '(?=,)' }),
  ...pair('connective', 'in addition', 'additionally', { after: '(?=,)' }),
  ...pair('connective', 'owing to', 'due to'),
  ...pair('connective', 'in total', 'altogether'),
  ...pair('connective', 'regarding', 'concerning', { after: '(?= (?:the|a|an|its|their) )' }),
  ...pair('connective', 'despite', 'in spite of'),
  ...pair('connective', 'not later than', 'no later than'),
  ...pair('connective', 'prior to', 'ahead of', { after: '(?= the )' }),
]

/** The same word, spelt in two ways that dictionaries of one country list side by side. */
const SPELLINGS = [
  ...pair('spelling', 'among', 'amongst'),
  ...pair('spelling', 'toward', 'towards'),
  ...pair('spelling', 'afterward', 'afterwards'),
  ...pair('spelling', 'forward', 'forwards', { before: String.raw`(?<=\b(?:step|steps|move|moved|go) )` }),
  ...pair('spelling', 'amid', 'amidst'),
  ...pair('spelling', 'judgement', 'judgment'),
  ...pair('spelling', 'adviser', 'advisor'),
  ...pair('spelling', 'advisers', 'advisors'),
  ...pair('spelling', 'focused', 'focussed'),
  ...pair('spelling', 'benefited', 'benefitted'),
  ...pair('spelling', 'learned', 'learnt', { before: '(?<=(?:have|has|had|been) )' }),
  ...pair('spelling', 'email', 'e-mail'),
  ...pair('spelling', 'cooperation', 'co-operation'),
  ...pair('spelling', 'coordinate', 'co-ordinate'),
  ...pair('spelling', 'enquiry', 'inquiry'),
  ...pair('spelling', 'enquiries', 'inquiries'),
  ...pair('spelling', 'ageing', 'aging'),
]

/** Both endings are English: the Oxford dictionaries list -ize first, others -ise. */
const ENDINGS: readonly Equal[] = (['s', 'z'] as const).map((letter) => ({
  kind: 'spelling',
  find: new RegExp(
    `${START}(?<slot>(?:organ|real|recogn|emphas|author|summar|final|prior|minim|maxim|util|standard|general|special|modern|stabil)i${letter}(?:e|ed|es|ing|ation|ations))${END}`,
    'gu',
  ),
  replace: (slot) =>
    slot.replace(
      new RegExp(`i${letter}(e|ed|es|ing|ation|ations)$`, 'u'),
      (_, ending: string) => `i${letter === 's' ? 'z' : 's'}${ending}`,
    ),
}))

const WORDS = [
  ...pair('word', 'begins', 'starts', { after: '(?= (?:on|in|at|with) )' }),
  ...pair('word', 'began', 'started', { after: '(?= (?:on|in|at|with) )' }),
  ...pair('word', 'the beginning of', 'the start of'),
  ...pair('word', 'mainly', 'chiefly'),
  ...pair('word', 'often', 'frequently'),
  ...pair('word', 'rapidly', 'quickly'),
  ...pair('word', 'enough', 'sufficient', {
    after: String.raw`(?= (?:to|for|time|money|water|room) )`,
    before: '(?<=(?:be|is|are|was|not) )',
  }),
  ...pair('word', 'chosen', 'selected', { before: '(?<=(?:was|were|been|be) )' }),
  ...pair('word', 'allows', 'permits', { after: '(?= (?:the|a|an|its) )' }),
  ...pair('word', 'allowed', 'permitted', { after: '(?= (?:to|the) )' }),
  ...pair('word', 'each', 'every', { after: '(?= (?:year|month|week|day|quarter|winter|summer|case) )' }),
  ...pair('word', 'carried out', 'conducted', { before: '(?<=(?:was|were|been|be) )' }),
  ...pair('word', 'at present', 'currently'),
  ...pair('word', 'at once', 'immediately', { before: '(?<=[a-z] )' }),
  ...pair('word', 'the whole of', 'the entirety of'),
  ...pair('word', 'make sure', 'ensure', { after: '(?= that )' }),
  ...pair('word', 'big', 'large', { after: '(?= (?:enough|sums?|amounts?|numbers?|parts?|shares?) )' }),
]

const DATES: readonly Equal[] = [
  {
    kind: 'date-form',
    find: new RegExp(
      `${START}(?<slot>(?<day>[0-9]{1,2}) (?<month>${MONTH}) (?<year>[12][0-9]{3}))${END}`,
      'gu',
    ),
    replace: (_, { day, month, year }) => `${month ?? ''} ${day ?? ''}, ${year ?? ''}`,
  },
  {
    kind: 'date-form',
    find: new RegExp(
      `${START}(?<slot>(?<month>${MONTH}) (?<day>[0-9]{1,2}), (?<year>[12][0-9]{3}))${END}`,
      'gu',
    ),
    replace: (_, { day, month, year }) => `${day ?? ''} ${month ?? ''} ${year ?? ''}`,
  },
  {
    kind: 'date-form',
    find: new RegExp(`${START}(?<slot>(?<day>[0-9]{1,2}) (?<month>${MONTH}))${END}(?!,? [0-9])`, 'gu'),
    replace: (_, { day, month }) => `${month ?? ''} ${day ?? ''}`,
  },
  {
    kind: 'date-form',
    find: new RegExp(`${START}(?<slot>(?<month>${MONTH}) (?<day>[0-9]{1,2}))${END}(?!,? [0-9])`, 'gu'),
    replace: (_, { day, month }) => `${day ?? ''} ${month ?? ''}`,
  },
]

/** What opens a sentence is no item of a list. */
const NO_ITEM =
  'however|therefore|thus|hence|moreover|besides|meanwhile|today|now|then|first|second|third|finally|indeed|instead|still|yet|so|but|and|or|if|when|where|which|who'

/** Of lists of single words: between longer items a comma may part clauses. */
const LISTS: readonly Equal[] = [
  {
    kind: 'list-punctuation',
    find: new RegExp(
      `${START}(?!(?:${NO_ITEM}),)[a-z]+, (?<slot>(?<item>(?!(?:${NO_ITEM}) )[a-z]+) (?<word>and|or)) [a-z]+${END}`,
      'gu',
    ),
    replace: (_, { item, word }) => `${item ?? ''}, ${word ?? ''}`,
  },
  {
    kind: 'list-punctuation',
    find: new RegExp(
      `${START}(?!(?:${NO_ITEM}),)[a-z]+, (?<slot>(?<item>(?!(?:${NO_ITEM}),)[a-z]+), (?<word>and|or)) [a-z]+${END}`,
      'gu',
    ),
    replace: (_, { item, word }) => `${item ?? ''} ${word ?? ''}`,
  },
]

export const ENGLISH_EQUALS: readonly Equal[] = [
  ...DATES,
  ...APPROXIMATIONS,
  ...CONJUNCTIONS,
  ...CONNECTIVES,
  ...SPELLINGS,
  ...ENDINGS,
  ...WORDS,
  ...LISTS,
]
