import { cleanText } from './clean-text.ts'
import type { FactIndex, IndexedPage } from './fact-index.ts'
import { findMentions } from './find-mentions.ts'
import { findPassage } from './find-passage.ts'
import type { Passage, Shared } from './find-passage.ts'
import { hanPairs } from './find-words.ts'
import type { HanTerms } from './find-words.ts'
import { bestPages, lookUp } from './look-up.ts'
import type { Asked } from './look-up.ts'
import { FACT_KINDS } from './mention.ts'

/** A document that says what a post says. */
export interface Likeness {
  readonly document: string
  /** The page that says most of it, from 0, and that page's text as it was searched. */
  readonly page: number
  readonly text: string
  readonly passage: Passage
  /** What other pages of it share with the post and this one does not. */
  readonly elsewhere: readonly (Shared & { readonly page: number })[]
  readonly weight: number
  /** How much rarer all of it together is than what some page or other shares with any post, in bits. */
  readonly surplus: number
}

/**
 * What a likeness is worth. `found`: more than any two texts share by chance; `weak`: as much as unrelated texts of one subject
 * share now and then; else nothing. The bounds were set by hand, on the benchmark's posts.
 */
export type Strength = 'found' | 'weak' | 'nothing'
const BOUNDS = { found: { facts: 2, surplus: 9 }, weak: { facts: 1, surplus: 4 } } as const

export const strengthOf = (likeness: Likeness): Strength => {
  const facts = factsShared(likeness).length
  const reaches = (bound: { readonly facts: number; readonly surplus: number }): boolean =>
    facts >= bound.facts && likeness.surplus >= bound.surplus
  if (reaches(BOUNDS.found)) return 'found'
  return reaches(BOUNDS.weak) ? 'weak' : 'nothing'
}

export interface PostSearch {
  /** The post as it was searched: offsets of what is shared are offsets in it. */
  readonly post: string
  /** How many things it says that could be looked up, and how many of them are facts. */
  readonly said: number
  readonly facts: number
  readonly asked: readonly Asked[]
  /** Best first; also those that fall short. */
  readonly likenesses: readonly Likeness[]
}

/** So many pages are read again, word by word. */
const PAGES_READ = 24
/** What the other pages of a document hold of the post. */
const ELSEWHERE_SHARE = 0.25

interface ReadPage {
  readonly page: number
  readonly text: string
  readonly passage: Passage
}

const gather = (document: string, pages: readonly ReadPage[], pageCount: number): Likeness => {
  const [best, ...others] = pages.toSorted((a, b) => b.passage.weight - a.passage.weight)
  const has = new Set([...best.passage.inside, ...best.passage.outside].map(({ asked }) => asked))
  const elsewhere = others.flatMap(({ page, passage }) =>
    [...passage.inside, ...passage.outside].flatMap((shared) => {
      if (has.has(shared.asked)) return []
      has.add(shared.asked)
      return [{ ...shared, page }]
    }),
  )
  const more = elsewhere.reduce((sum, { key }) => sum + key.weight, 0)
  const weight = best.passage.weight + ELSEWHERE_SHARE * more
  return { document, ...best, elsewhere, weight, surplus: weight - Math.log2(Math.max(1, pageCount)) }
}

/** Everything that a document shares with the post, each thing once. */
export const sharedBy = ({ passage, elsewhere }: Likeness): readonly Shared[] => [
  ...passage.inside,
  ...passage.outside,
  ...elsewhere,
]

/** Facts, not words, that a document shares with the post. */
export const factsShared = (likeness: Likeness): readonly Shared[] =>
  sharedBy(likeness).filter(({ key }) => FACT_KINDS.has(key.kind))

/**
 * Documents that say what a post says, in whatever words. `textOf` gives a document's pages, as they were added to the index.
 */
export const searchPosts = async (
  index: FactIndex,
  textOf: (document: string) => readonly string[] | Promise<readonly string[]>,
  text: string,
  terms: HanTerms = hanPairs,
): Promise<PostSearch> => {
  const post = cleanText(text)
  const said = findMentions(post, terms)
  const found = lookUp(index, said)
  const pages: (ReadPage & IndexedPage)[] = []
  for (const { number } of bestPages(index, found, PAGES_READ)) {
    const { document, page } = index.pages[number]
    const onPage = cleanText((await textOf(document))[page] ?? '')
    const passage = findPassage(onPage, found.asked)
    if (passage !== null) pages.push({ document, page, text: onPage, passage })
  }
  const likenesses = [...Map.groupBy(pages, ({ document }) => document)]
    .map(([document, ofIt]) => gather(document, ofIt, index.pages.length))
    .toSorted((a, b) => b.weight - a.weight)
  const facts = said.filter(({ kind }) => FACT_KINDS.has(kind)).length
  return { post, said: said.length, facts, asked: found.asked, likenesses }
}
