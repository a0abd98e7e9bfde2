import { findMentions } from './find-mentions.ts'
import type { Asked, FoundKey } from './look-up.ts'

/** Something that the post and the page both say: where the post says it, and where the page does. */
export interface Shared {
  readonly asked: Asked
  readonly key: FoundKey
  /** Offsets on the page. */
  readonly start: number
  readonly end: number
}

export interface Passage {
  readonly start: number
  readonly end: number
  /** What of the post stands in it, and what elsewhere on the page. */
  readonly inside: readonly Shared[]
  readonly outside: readonly Shared[]
  /** Of what stands inside, and of half of what stands outside. */
  readonly weight: number
}

/** A paragraph's length; ideographs say more to the character. */
const LONGEST = { latin: 420, han: 170 } as const
const OUTSIDE_SHARE = 0.5

const placesOnPage = (text: string, asked: readonly Asked[]): Shared[] => {
  const byKey = Map.groupBy(
    findMentions(text).flatMap(({ start, end, written }) => written.map(({ key }) => ({ key, start, end }))),
    ({ key }) => key,
  )
  return asked
    .flatMap((one) => {
      // The rarest key that this page has; its places are where the page says so.
      const key = one.keys.find((candidate) => byKey.has(candidate.key))
      if (key === undefined) return []
      return (byKey.get(key.key) ?? []).map(({ start, end }) => ({ asked: one, key, start, end }))
    })
    .toSorted((a, b) => a.start - b.start)
}

/** Each thing asked once: at its first place. */
const once = (shared: readonly Shared[]): Shared[] => [
  ...new Map(shared.map((one) => [one.asked, one]).toReversed() as [Asked, Shared][]).values(),
]

const weightOf = (shared: readonly Shared[]): number =>
  once(shared).reduce((sum, { key }) => sum + key.weight, 0)

/** The window of that length whose places weigh most, each thing asked counting once; places are in order. */
const densest = (places: readonly Shared[], longest: number): readonly Shared[] => {
  const inWindow = new Map<Asked, number>()
  let best = { first: 0, end: 0, weight: 0 }
  let [end, weight] = [0, 0]
  for (const [first, { asked, key, start }] of places.entries()) {
    while (end < places.length && places[end].end <= start + longest) {
      const next = places[end++]
      const times = inWindow.get(next.asked) ?? 0
      if (times === 0) weight += next.key.weight
      inWindow.set(next.asked, times + 1)
    }
    if (weight > best.weight + 1e-9) best = { first, end, weight }
    const times = inWindow.get(asked) ?? 0
    if (times === 1) weight -= key.weight
    if (times > 0) inWindow.set(asked, times - 1)
    else end = first + 1
  }
  return places.slice(best.first, best.end)
}

const SENTENCE_END = /[。！？!?；;]|\.(?=\s|$)/g
const PAUSE = /[，,：:、\s]/g
/** A sentence that goes on longer is cut at a pause. */
const FARTHEST = { latin: 140, han: 60 } as const

const placesOf = (pattern: RegExp, text: string): number[] =>
  [...text.matchAll(pattern)].map(({ index }) => index + 1)

/** The whole sentences around, as far as they are not endless. */
const sentencesAround = (
  text: string,
  start: number,
  end: number,
  farthest: number,
): readonly [number, number] => {
  const ends = [0, ...placesOf(SENTENCE_END, text), text.length]
  const pauses = placesOf(PAUSE, text)
  const before = ends.findLast((place) => place <= start) ?? 0
  const after = ends.find((place) => place >= end) ?? text.length
  const from =
    start - before <= farthest
      ? before
      : (pauses.find((place) => place >= start - farthest && place <= start) ?? start)
  const to =
    after - end <= farthest
      ? after
      : (pauses.findLast((place) => place >= end && place <= end + farthest) ?? end)
  return [from + (/^\s*/.exec(text.slice(from, start))?.[0].length ?? 0), to]
}

/** Where on a page most of what the post says stands together; null where nothing of it does. */
export const findPassage = (text: string, asked: readonly Asked[]): Passage | null => {
  const places = placesOnPage(text, asked)
  const han = (text.match(/\p{Script=Han}/gu)?.length ?? 0) > text.length / 3
  const script = han ? 'han' : 'latin'
  const together = densest(places, LONGEST[script])
  if (together.length === 0) return null
  const inside = once(together)
  const has = new Set(inside.map(({ asked: one }) => one))
  const outside = once(places).filter(({ asked: one }) => !has.has(one))
  const [start, end] = sentencesAround(
    text,
    together[0].start,
    together.reduce((last, one) => Math.max(last, one.end), 0),
    FARTHEST[script],
  )
  return { start, end, inside, outside, weight: weightOf(inside) + OUTSIDE_SHARE * weightOf(outside) }
}
