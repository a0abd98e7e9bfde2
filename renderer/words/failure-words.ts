import type { Language } from './words.ts'
import { sentences } from './zh/failure-messages/all-sentences.ts'

/** What the engine says, cut at the places where it puts something in. */
interface Template {
  /** Text between the parts put in; one more than there are parts. */
  readonly around: readonly string[]
  readonly chinese: string
  readonly isSentence: boolean
  /** Characters that do not vary: of two templates that fit, the one that says more of it is meant. */
  readonly weight: number
}

/** Neither the first letter's case nor a full stop at the end tells two sentences apart: they are composed of one another. */
const bare = (text: string): string => {
  const open = text.endsWith('.') ? text.slice(0, -1) : text
  return open.charAt(0).toLowerCase() + open.slice(1)
}

const templateOf = ([english, chinese]: readonly [string, string]): Template => {
  const around = bare(english).split(/\{\d+\}/)
  return {
    around,
    chinese,
    isSentence: english.endsWith('.'),
    weight: around.reduce((sum, { length }) => sum + length, 0),
  }
}

const compiled: { exact: ReadonlyMap<string, Template>; open: readonly Template[] } = (() => {
  const all = Object.entries(sentences).map(templateOf)
  const open = all.filter(({ around }) => around.length > 1).toSorted((a, b) => b.weight - a.weight)
  return {
    exact: new Map(all.filter(({ around }) => around.length === 1).map((one) => [one.around[0] ?? '', one])),
    open,
  }
})()

/** The parts put in, or null; every part has something in it. One pass from left to right, whatever the text. */
const partsOf = ({ around }: Template, text: string): readonly string[] | null => {
  const first = around[0] ?? ''
  const last = around.at(-1) ?? ''
  if (!text.startsWith(first) || !text.endsWith(last)) return null
  const end = text.length - last.length
  const parts: string[] = []
  let at = first.length
  for (const literal of around.slice(1, -1)) {
    const next = text.indexOf(literal, at + 1)
    if (next === -1 || next + literal.length > end) return null
    parts.push(text.slice(at, next))
    at = next + literal.length
  }
  if (at >= end) return null
  parts.push(text.slice(at, end))
  return parts
}

/** Where a sentence may end within a text. */
const SENTENCE_END = /(?<=[.?!]) (?=\S)/u
const DEEPEST = 6
/** No sentence of the engine's own is made of more of them. */
const MOST_TOGETHER = 6
const MOST_SENTENCES = 120
/** Templates tried for one text, those that say most of it first. */
const MOST_TRIED = 6
/** A name has no more words than this: nothing better is looked for. */
const AS_GOOD_AS_DONE = 2

/** Words in Latin letters: of two ways to take a text, the one that leaves fewer of them untold is meant. */
const latin = (text: string): number => text.match(/[A-Za-z]+/g)?.length ?? 0

const ended = (template: Template, said: string, text: string): string => {
  if (text.endsWith('.')) return /[。？！]$/u.test(said) ? said : `${said}。`
  return template.isSentence && said.endsWith('。') ? said.slice(0, -1) : said
}

/** Whether a part reaches over what joins two pieces: the first one over the end of a sentence, any over a semicolon. */
const isJoined = ({ around }: Template, parts: readonly string[]): boolean =>
  (around[0] === '' && SENTENCE_END.test(parts[0] ?? '')) || parts.some((part) => part.includes('; '))

type Tell = (text: string) => string | null

/** A whole text by each template that fits; `strict` keeps its parts within a piece. */
const byTemplate = (text: string, tell: Tell, strict: boolean): readonly string[] => {
  const open = bare(text)
  const exact = compiled.exact.get(open)
  if (exact !== undefined) return [ended(exact, exact.chinese, text)]
  const found: string[] = []
  for (const template of compiled.open) {
    const parts = partsOf(template, open)
    if (parts === null || (strict && isJoined(template, parts))) continue
    // A part at the very beginning keeps the case that it had.
    const own = template.around[0] === '' ? [text.slice(0, parts[0]?.length), ...parts.slice(1)] : parts
    const said = template.chinese.replaceAll(/\{(\d+)\}/g, (_, n: string) => {
      const part = own[Number(n)] ?? ''
      return tell(part) ?? part
    })
    found.push(ended(template, said, text))
    if (found.length === MOST_TRIED) break
  }
  return found
}

const best = (ways: readonly string[]): string | null =>
  ways.reduce<string | null>((so, way) => (so === null || latin(way) < latin(so) ? way : so), null)

/** Sentence after sentence, several together where one template takes them; an unknown one stays unless all are to be known. */
const bySentences = (text: string, tell: Tell, whole: boolean): string | null => {
  const all = text.split(SENTENCE_END)
  if (all.length === 1 || all.length > MOST_SENTENCES) return null
  const rest: (string | null)[] = Array.from<string | null>({ length: all.length }).fill(null)
  rest.push('')
  for (let at = all.length - 1; at >= 0; at--) {
    const ways: string[] = []
    for (let many = Math.min(MOST_TOGETHER, all.length - at); many > 0; many--) {
      const after = rest[at + many]
      const told = best(byTemplate(all.slice(at, at + many).join(' '), tell, true))
      if (told !== null && typeof after === 'string') ways.push(`${told}${after}`)
    }
    const after = rest[at + 1]
    if (!whole && typeof after === 'string') ways.push(`${all[at]} ${after}`)
    rest[at] = best(ways)
  }
  return rest[0]?.trimEnd() ?? null
}

/** What was put together with a sign between, where all of it is known. */
const byList = (text: string, tell: Tell): string | null => {
  for (const [sign, chinese] of [
    ['; ', '；'],
    [', ', '、'],
  ] as const) {
    const pieces = text.split(sign)
    if (pieces.length === 1 || pieces.length > MOST_SENTENCES) continue
    const told = pieces.map(tell)
    if (told.every((one) => one !== null)) return told.join(chinese)
  }
  return null
}

const translate = (text: string, depth: number): string | null => {
  if (depth > DEEPEST) return null
  const known = new Map<string, string | null>()
  const tell: Tell = (part) => {
    const held = known.get(part)
    if (held !== undefined) return held
    const told = translate(part, depth + 1)
    known.set(part, told)
    return told
  }
  const ways: readonly (() => string | null)[] = [
    () => best(byTemplate(text, tell, true)),
    () => bySentences(text, tell, true),
    () => byList(text, tell),
    () => best(byTemplate(text, tell, false)),
    () => bySentences(text, tell, false),
  ]
  let so: string | null = null
  for (const way of ways) {
    const told = way()
    if (told !== null && told !== text && (so === null || latin(told) < latin(so))) so = told
    if (so !== null && latin(so) <= AS_GOOD_AS_DONE) break
  }
  return so
}

/**
 * What the engine says, in the language spoken; in English where Chinese does not know the sentence. Names, paths and figures
 * within it stay as they are.
 */
export const tellFailure = (message: string, language: Language): string =>
  language === 'zh' ? (translate(message.trim(), 0) ?? message) : message
