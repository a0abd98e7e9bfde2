import type { WordingKind } from '../../../shared/contract/wording-list.ts'
import type { PageWording } from '../../document/open-wording.ts'
import type { WordingSlot } from '../../document/document.ts'
import { makeRoom } from './make-room.ts'
import { EQUALS } from './equals.ts'
import type { Equal } from './equal.ts'
import { paragraphsOf } from './page-text.ts'
import type { Paragraph } from './page-text.ts'
import { untouchable } from './untouchable.ts'

/** A place where other words could stand, for the author to allow or not. */
export interface Proposal {
  readonly kind: WordingKind
  /** The sentence up to the place, the place as printed, and the rest of the sentence. */
  readonly before: string
  readonly printed: string
  readonly equal: string
  readonly after: string
  readonly slot: WordingSlot
}

export interface ProposedPage {
  readonly proposals: readonly Proposal[]
  /** Why places that had an equal are not proposed, and how many each. */
  readonly refused: ReadonlyMap<string, number>
}

/** Characters between two places: each is known by what stands beside it. */
const LEAST_APART = 4
const ENDS_SENTENCE = /[.!?。！？；](?=["'”’」』）)]*(?:\s|$|[\p{Script=Han}“「（]))/gu
/** A line with fewer characters than this is a heading, a label or a cell. */
const SHORTEST_SENTENCE = { latin: 30, han: 12 }

interface Sentence {
  readonly from: number
  readonly to: number
}

/** Sentences that end as such: headings, labels and the cells of tables do not. */
const sentencesOf = (text: string): Sentence[] => {
  const sentences: Sentence[] = []
  let from = 0
  for (const { index } of text.matchAll(ENDS_SENTENCE)) {
    const to = index + 1
    const sentence = text.slice(from, to)
    const least = /\p{Script=Han}/u.test(sentence) ? SHORTEST_SENTENCE.han : SHORTEST_SENTENCE.latin
    if (sentence.trim().length >= least) sentences.push({ from, to })
    from = to
  }
  return sentences
}

interface Found {
  readonly kind: WordingKind
  readonly from: number
  readonly to: number
  readonly equal: string
}

const findEqual = (text: string, { kind, find, replace }: Equal): Found[] =>
  [...text.matchAll(find)].map((match) => {
    const groups = match.groups ?? {}
    const slot = groups.slot ?? match[0]
    const from = match.index + match[0].indexOf(slot)
    return { kind, from, to: from + slot.length, equal: replace(slot, groups) }
  })

/** Capitals beside it, but where a sentence begins, may make it part of a name. Dates have theirs. */
const isInName = (text: string, { from, to, kind }: Found, sentence: Sentence): boolean => {
  if (kind === 'date-form') return false
  const next = /^[\s,]*(\p{Lu})/u.test(text.slice(to))
  const last = /(\S+)[\s,]*$/u.exec(text.slice(sentence.from, from))
  const opens = last === null || text.slice(sentence.from, from).trim() === last[1]
  const own = /^\p{Lu}/u.test(text.slice(from)) && last !== null && !/^[\d.()]+$/u.test(last[1])
  return next || own || (!opens && last !== null && /^\p{Lu}/u.test(last[1]))
}

const foundIn = (text: string): (Found & { readonly sentence: Sentence })[] => {
  const kept: (Found & { readonly sentence: Sentence })[] = []
  const closed = untouchable(text)
  const sentences = sentencesOf(text)
  const all = EQUALS.flatMap((equal) => findEqual(text, equal)).sort((a, b) => a.from - b.from || b.to - a.to)
  for (const found of all) {
    const sentence = sentences.find(({ from, to }) => from <= found.from && found.to <= to)
    if (sentence === undefined || isInName(text, found, sentence)) continue
    if (closed.some(([from, to]) => found.from < to && found.to > from)) continue
    if (found.from < (kept.at(-1)?.to ?? -Infinity) + LEAST_APART) continue
    kept.push({ ...found, sentence })
  }
  return kept
}

const slotOf = ({ glyphs }: Paragraph, { from, to, equal }: Found): WordingSlot | null => {
  const [first, last] = [glyphs[from], glyphs[to - 1]]
  return first < 0 || last < first ? null : { first, glyphs: last - first + 1, equal }
}

/** Proposes places on one page: only where the equal can be set in the page's own type, and looks as if it had always stood there. */
export const proposePlaces = (wording: PageWording): ProposedPage => {
  const refused = new Map<string, number>()
  const taken = new Set<number>()
  const proposals = paragraphsOf(wording.glyphs).flatMap((paragraph) =>
    foundIn(paragraph.text).flatMap((found): Proposal[] => {
      const slot = slotOf(paragraph, found)
      if (slot === null) return []
      const room = makeRoom(wording, slot, (glyph) => !taken.has(glyph))
      if ('refusal' in room) {
        const { reason } = room.refusal
        refused.set(reason, (refused.get(reason) ?? 0) + 1)
        return []
      }
      for (let k = 0; k < room.slot.glyphs; k++) taken.add(room.slot.first + k)
      const { text } = paragraph
      return [
        {
          kind: found.kind,
          before: text.slice(found.sentence.from, found.from).trimStart(),
          printed: text.slice(found.from, found.to),
          equal: found.equal,
          after: text.slice(found.to, found.sentence.to),
          slot,
        },
      ]
    }),
  )
  return { proposals, refused }
}
