import type { FactIndex } from './fact-index.ts'
import { FACT_KINDS } from './mention.ts'
import type { Mention, MentionKey, MentionKind } from './mention.ts'

/** A key of a post that some page is entered under. */
export interface FoundKey {
  readonly key: string
  readonly exact: boolean
  /** What kind of thing two texts share by it. */
  readonly kind: MentionKind
  /** How many pages are entered under it. */
  readonly pages: number
  /** -log2 of the part of all pages that is. */
  readonly bits: number
  /** What it counts for in ranking. */
  readonly weight: number
}

/** Something the post says, once however often it says so, with the keys that lead somewhere, the rarest first. */
export interface Asked {
  readonly mention: Mention
  readonly keys: readonly FoundKey[]
}

/** Where few pages were counted, what is known beforehand of a key counts as much as so many pages. */
const PAGES_BEFOREHAND = 40

/** Pairs of ideographs overlap, and words of one subject come together, so neither is worth its full rarity; rough figures less than exact ones. */
const WEIGHT = { fact: 1, rough: 0.8, word: 0.5, matter: 0.35 } as const

const weightOf = (kind: MentionKind, exact: boolean): number => {
  if (kind === 'matter') return WEIGHT.matter
  if (!FACT_KINDS.has(kind)) return WEIGHT.word
  return exact ? WEIGHT.fact : WEIGHT.rough
}

const NAME_KEY = /^k/
const MATTER_KEY = /^g/
const WORD_KEY = /^[wh]/

/** A word without a capital meets a name all the same, and a name a mere word. */
const kindOf = ({ key }: MentionKey, kind: MentionKind): MentionKind => {
  if (NAME_KEY.test(key)) return 'name'
  if (MATTER_KEY.test(key)) return 'matter'
  return WORD_KEY.test(key) ? 'word' : kind
}

/** A key that more of the pages are entered under than this leads nowhere. */
const MOST_PAGES_SHARE = 0.5

/** What the post says and pages may say too. Beside it the numbers of the pages with each key. */
export const lookUp = (
  index: FactIndex,
  said: readonly Mention[],
): { readonly asked: readonly Asked[]; readonly pagesWith: ReadonlyMap<string, readonly number[]> } => {
  const count = index.pages.length
  const pagesWith = new Map<string, readonly number[]>()
  const lookKey = (given: MentionKey, kind: MentionKind): FoundKey[] => {
    const numbers = pagesWith.get(given.key) ?? index.pagesWith(given.key)
    pagesWith.set(given.key, numbers)
    if (numbers.length === 0) return []
    const part = (numbers.length + PAGES_BEFOREHAND * given.prior) / (count + PAGES_BEFOREHAND)
    if (part > MOST_PAGES_SHARE) return []
    const shared = kindOf(given, kind)
    const bits = -Math.log2(part)
    const { key, exact } = given
    return [{ key, exact, kind: shared, pages: numbers.length, bits, weight: bits * weightOf(shared, exact) }]
  }
  const once = new Map(
    said.map((mention) => [mention.said[0]?.key ?? '', mention]).toReversed() as [string, Mention][],
  )
  const asked = [...once.values()].flatMap((mention) => {
    const keys = mention.said
      .flatMap((key) => lookKey(key, mention.kind))
      .toSorted((a, b) => b.weight - a.weight)
    return keys.length === 0 ? [] : [{ mention, keys }]
  })
  return { asked, pagesWith }
}

/** Numbers of the pages that hold most of what was asked, best first, with their weight. */
export const bestPages = (
  index: FactIndex,
  { asked, pagesWith }: ReturnType<typeof lookUp>,
  most: number,
): { readonly number: number; readonly weight: number }[] => {
  const weights = new Float64Array(index.pages.length)
  const counted = new Int32Array(index.pages.length).fill(-1)
  for (const [k, { keys }] of asked.entries())
    for (const { key, weight } of keys)
      for (const number of pagesWith.get(key) ?? []) {
        // Of one mention only the rarest key that a page has counts.
        if (counted[number] === k) continue
        counted[number] = k
        weights[number] += weight
      }
  return [...weights.keys()]
    .filter((number) => weights[number] > 0)
    .toSorted((a, b) => weights[b] - weights[a])
    .slice(0, most)
    .map((number) => ({ number, weight: weights[number] }))
}
