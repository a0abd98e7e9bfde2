import { newFactIndex, openFactIndex } from '../../main/retold/fact-index.ts'
import { searchPosts } from '../../main/retold/search-posts.ts'
import { quantile } from '../../shared/maths/statistics.ts'
import { textsFrom, tryPost } from './retold-trial.ts'
import type { Outcome, Texts } from './retold-trial.ts'
import type { Post } from '../retold/read-retold.ts'

export interface Timing {
  readonly documents: number
  readonly pages: number
  readonly characters: number
  readonly buildSeconds: number
  readonly indexBytes: number
  readonly openMs: number
  /** Queries of 500 characters. */
  readonly queries: number
  readonly medianMs: number
  readonly worstMs: number
  /** The posts, searched among all of them. */
  readonly outcomes: readonly (readonly [Post, Outcome])[]
}

const QUERY_CHARACTERS = 500
/** Documents entered in one step. */
const BATCH = 200

/** Posts put end to end and cut: no two alike. */
const longPosts = (posts: readonly Post[], count: number): string[] =>
  Array.from({ length: count }, (_, k) => {
    const all = [...posts.slice(k % posts.length), ...posts].map(({ text }) => text)
    return all.join(' ').slice(0, QUERY_CHARACTERS)
  })

/** Building, opening and asking an index of all these documents. */
export const timeIndex = async (texts: Texts, posts: readonly Post[], queries: number): Promise<Timing> => {
  const building = newFactIndex()
  const started = performance.now()
  const entries = [...texts]
  for (let done = 0; done < entries.length; done += BATCH)
    building.add(new Map(entries.slice(done, done + BATCH)))
  const bytes = Uint8Array.from(building.bytes())
  const buildSeconds = (performance.now() - started) / 1000
  building.close()
  const opening = performance.now()
  const index = openFactIndex(bytes)
  if (index === null) throw new Error('The index does not open again.')
  const openMs = performance.now() - opening
  const times: number[] = []
  for (const post of longPosts(posts, queries)) {
    const asked = performance.now()
    await searchPosts(index, textsFrom(texts), post)
    times.push(performance.now() - asked)
  }
  const outcomes: (readonly [Post, Outcome])[] = []
  for (const post of posts) outcomes.push([post, await tryPost(index, texts, post.text, post.of)])
  const pages = index.pages.length
  index.close()
  return {
    documents: texts.size,
    pages,
    characters: entries.reduce((sum, [, list]) => sum + list.reduce((n, { length }) => n + length, 0), 0),
    buildSeconds,
    indexBytes: bytes.length,
    openMs,
    queries,
    medianMs: quantile(times, 0.5),
    worstMs: Math.max(...times),
    outcomes,
  }
}
