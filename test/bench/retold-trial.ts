import { toldApart, versionsAmong } from '../../main/retold/compare-versions.ts'
import { newFactIndex } from '../../main/retold/fact-index.ts'
import type { FactIndex } from '../../main/retold/fact-index.ts'
import type { HanTerms } from '../../main/retold/find-words.ts'
import { factsShared, searchPosts, sharedBy, strengthOf } from '../../main/retold/search-posts.ts'
import type { Strength } from '../../main/retold/search-posts.ts'
import type { Post } from '../retold/read-retold.ts'

export type Texts = ReadonlyMap<string, readonly string[]>

/** What a search made of one post. */
export interface Outcome {
  /** Of the right paper among all found, from 0; -1 when it is not among them. */
  readonly rank: number
  readonly first: string | null
  readonly strength: Strength
  readonly facts: number
  readonly bits: number
  /** What it shares with the first. */
  readonly shared: readonly string[]
}

export const textsFrom =
  (texts: Texts) =>
  (document: string): readonly string[] =>
    texts.get(document) ?? []

export const indexOf = (texts: Texts, terms?: HanTerms): FactIndex => {
  const index = terms === undefined ? newFactIndex() : newFactIndex(terms)
  index.add(texts)
  return index
}

export const tryPost = async (
  index: FactIndex,
  texts: Texts,
  text: string,
  right: readonly string[],
  terms?: HanTerms,
): Promise<Outcome> => {
  const { post, likenesses } = await searchPosts(index, textsFrom(texts), text, terms)
  const [best] = likenesses
  const rank = likenesses.findIndex(({ document }) => right.includes(document))
  if (best === undefined) return { rank, first: null, strength: 'nothing', facts: 0, bits: 0, shared: [] }
  const shared = sharedBy(best).map(({ asked: { mention }, key }) => ({
    said: post.slice(mention.start, mention.end),
    kind: key.kind,
  }))
  return {
    rank,
    first: best.document,
    strength: strengthOf(best),
    facts: factsShared(best).length,
    bits: best.surplus,
    shared: shared.map(({ said, kind }) => `${said} (${kind})`),
  }
}

/** Which of a paper's versions a post was told from, by the facts that one alone has. */
export interface VersionOutcome {
  readonly post: Post
  readonly pointsTo: readonly string[]
  readonly verdict: 'right' | 'wrong' | 'not told apart'
}

/** Null for a post about a paper that has no other version. */
export const tryVersions = async (
  index: FactIndex,
  texts: Texts,
  post: Post,
): Promise<VersionOutcome | null> => {
  const [paper] = post.of
  const others = new Map([...texts].filter(([id]) => id !== paper))
  const alike = versionsAmong(texts.get(paper) ?? [], others)
  if (alike.length === 0) return null
  const { asked } = await searchPosts(index, textsFrom(texts), post.text)
  const family = new Map([paper, ...alike].map((id) => [id, texts.get(id) ?? []]))
  const counts = [...toldApart(family, asked)].map(([id, alone]) => [id, alone.length] as const)
  const most = Math.max(...counts.map(([, count]) => count))
  const pointsTo = most === 0 ? [] : counts.filter(([, count]) => count === most).map(([id]) => id)
  const isRight = pointsTo.length === 1 && post.of.length === 1 && pointsTo[0] === paper
  const isSilent = pointsTo.length !== 1
  return { post, pointsTo, verdict: isRight ? 'right' : isSilent ? 'not told apart' : 'wrong' }
}
