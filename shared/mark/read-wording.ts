import { editCost } from './edit-cost.ts'
import { foldWording } from './fold-wording.ts'
import type { WordingLayout } from './layout.ts'

/** Characters on each side of a place that it is known by. */
const CONTEXT = 20
/** Of those on one side, so many at least must be in the passage. */
const LEAST_SIDE = 3
/** And of both sides so much: an ideograph tells as much as some letters do. */
const LEAST_WEIGHT = 14
const HAN_WEIGHT = 2.5
/** The share of the surroundings that may read otherwise, by slips of typing and OCR. */
const MOST_CHANGED = 0.25
/** Exact stretches by which a passage is laid on a page, this long and up to so far from the place. */
const GRAM = 5
const FARTHEST_GRAM = 16
/** A stretch that a passage has more often tells nothing of where it is. */
const MOST_HITS = 24
/** How far the place may lie from where such a stretch puts it. */
const SLACK = 3

const HAN = /\p{Script=Han}/u

const weightOf = (text: string): number =>
  Array.from(text).reduce((sum, character) => sum + (HAN.test(character) ? HAN_WEIGHT : 1), 0)

type Grams = ReadonlyMap<string, readonly number[]>

const gramsOf = (passage: string): Grams => {
  const grams = new Map<string, number[]>()
  for (let at = 0; at + GRAM <= passage.length; at++) {
    const gram = passage.slice(at, at + GRAM)
    const found = grams.get(gram)
    if (found) found.push(at)
    else grams.set(gram, [at])
  }
  return grams
}

/** A place with what stands around it. */
interface Surrounded {
  readonly printed: string
  readonly equal: string
  readonly text: string
  readonly from: number
  readonly to: number
  /** What may stand before and after it: a neighbour among it may be worded either way. */
  readonly before: readonly string[]
  readonly after: readonly string[]
}

interface FoldedPlace {
  readonly from: number
  readonly to: number
  readonly equal: string
}

/** The nearest neighbour in reach both ways; what lies beyond a second one is left out. */
const contextBefore = (text: string, places: readonly FoldedPlace[], k: number): string[] => {
  const end = places[k].from
  const near = places.slice(0, k).filter(({ to }) => to > end - CONTEXT)
  const start = Math.max(0, end - CONTEXT, near.at(-2)?.to ?? 0)
  const own = near.at(-1)
  if (own === undefined || own.from < start) return [text.slice(own === undefined ? start : own.to, end)]
  return [text.slice(start, end), text.slice(start, own.from) + own.equal + text.slice(own.to, end)]
}

const contextAfter = (text: string, places: readonly FoldedPlace[], k: number): string[] => {
  const start = places[k].to
  const near = places.slice(k + 1).filter(({ from }) => from < start + CONTEXT)
  const end = Math.min(text.length, start + CONTEXT, near.at(1)?.from ?? text.length)
  const own = near.at(0)
  if (own === undefined || own.to > end) return [text.slice(start, own === undefined ? end : own.from)]
  return [text.slice(start, end), text.slice(start, own.from) + own.equal + text.slice(own.to, end)]
}

const surround = ({ text, places }: WordingLayout): Surrounded[] => {
  const folded = places.map(({ from, to, equal }) => ({ from, to, equal: foldWording(equal) }))
  return folded.map(({ from, to, equal }, k) => ({
    text,
    from,
    to,
    printed: text.slice(from, to),
    equal,
    before: contextBefore(text, folded, k),
    after: contextAfter(text, folded, k),
  }))
}

/** Where in the passage a place may begin, by exact stretches near it. */
const startsOf = ({ text, from, to, printed, equal }: Surrounded, grams: Grams): number[] => {
  const starts = new Set<number>()
  const add = (gram: string, offset: number) => {
    const hits = gram.length < GRAM ? [] : (grams.get(gram) ?? [])
    if (hits.length <= MOST_HITS) for (const at of hits) starts.add(at + offset)
  }
  for (let far = 0; far <= FARTHEST_GRAM; far++) {
    if (from - far - GRAM >= 0) add(text.slice(from - far - GRAM, from - far), far + GRAM)
    for (const { length } of [printed, equal]) add(text.slice(to + far, to + far + GRAM), -far - length)
  }
  const kept: number[] = []
  for (const start of [...starts].sort((a, b) => a - b))
    if (start - (kept.at(-1) ?? -Infinity) > SLACK) kept.push(start)
  return kept
}

interface PlaceReading {
  /** +1 the equal, -1 as printed, 0 neither or both. */
  readonly residual: number
  /** Share of the surroundings that reads otherwise. */
  readonly changed: number
  /** Where in the passage. */
  readonly start: number
  readonly length: number
}

/** How much of each side is looked at: where the passage begins or ends close by, other text may stand beyond. */
const REACHES = [
  [CONTEXT, CONTEXT],
  [CONTEXT / 3, CONTEXT],
  [CONTEXT, CONTEXT / 3],
] as const

const readWithin = (
  { printed, equal, before, after }: Surrounded,
  passage: string,
  start: number,
  [leftReach, rightReach]: readonly [number, number],
): PlaceReading | null => {
  const longest = Math.max(printed.length, equal.length)
  const shortest = Math.min(printed.length, equal.length)
  const left = Math.min(Math.floor(leftReach), start)
  const right = Math.min(Math.floor(rightReach), passage.length - start - shortest)
  if (left < LEAST_SIDE || right < LEAST_SIDE) return null
  const lefts = before.map((text) => text.slice(-left))
  const rights = after.map((text) => text.slice(0, right))
  const around = lefts[0] + rights[0]
  if (weightOf(around) < LEAST_WEIGHT) return null
  const window = passage.slice(Math.max(0, start - left - SLACK), start + longest + right + SLACK)
  const costOf = (wording: string): number =>
    Math.min(...lefts.flatMap((l) => rights.map((r) => editCost(l + wording + r, window))))
  const [asPrinted, asEqual] = [costOf(printed), costOf(equal)]
  const changed = Math.min(asPrinted, asEqual) / around.length
  if (changed > MOST_CHANGED) return null
  // A slip within the words themselves leaves them nearer to one wording; halfway between the two, or other words, say nothing.
  const apart = Math.max(1, editCost(printed, equal) / 2)
  const nearer = asPrinted < asEqual ? printed : equal
  const nearest = (sides: readonly string[]): number =>
    Math.min(...sides.map((side) => editCost(side, window)))
  const own = Math.min(asPrinted, asEqual) - nearest(lefts) - nearest(rights)
  const tells = Math.abs(asPrinted - asEqual) >= apart && own <= Math.ceil(nearer.length / 2)
  return { residual: tells ? Math.sign(asPrinted - asEqual) : 0, changed, start, length: shortest }
}

const readAt = (place: Surrounded, passage: string, start: number): PlaceReading | null => {
  for (const reach of REACHES) {
    const reading = readWithin(place, passage, start, reach)
    if (reading !== null) return reading
  }
  return null
}

const NOWHERE: PlaceReading = { residual: 0, changed: Infinity, start: -1, length: 0 }

/** The place where it is surest; where two are as sure and say otherwise, nothing. */
const readPlace = (place: Surrounded, passage: string, grams: Grams): PlaceReading => {
  let best = NOWHERE
  for (const start of startsOf(place, grams)) {
    const reading = readAt(place, passage, start)
    if (reading === null || reading.changed > best.changed) continue
    const contradicts = reading.changed === best.changed && reading.residual !== best.residual
    best = contradicts ? { ...best, residual: 0 } : reading
  }
  return best
}

/** One stretch of a passage is one place of the paper: the likeliest, and none where several are as likely. */
const settle = (readings: readonly PlaceReading[]): number[] => {
  const byStart = [...readings.keys()]
    .filter((k) => readings[k].start >= 0)
    .sort((a, b) => readings[a].start - readings[b].start)
  const residuals = readings.map(({ residual }) => residual)
  byStart.forEach((k, order) => {
    const own = readings[k]
    for (const other of byStart.slice(order + 1)) {
      const rival = readings[other]
      if (rival.start >= own.start + Math.max(1, own.length / 2)) break
      if (rival.changed <= own.changed) residuals[k] = 0
      if (own.changed <= rival.changed) residuals[other] = 0
    }
  })
  return residuals
}

/**
 * What a passage (folded) says of the wordings of a document's pages: +1 where the equal stands, -1 where the words stand as
 * printed, 0 where the place is not there, or says neither. No copy's signs take part.
 */
export const wordingResiduals = (
  pages: readonly (WordingLayout | undefined)[],
  passage: string,
): Float32Array[] => {
  const places = pages.flatMap((page) => (page ? surround(page) : []))
  const grams = places.length === 0 ? new Map<string, number[]>() : gramsOf(passage)
  const residuals = settle(places.map((place) => readPlace(place, passage, grams)))
  let at = 0
  return pages.map((page) => {
    const count = page?.places.length ?? 0
    at += count
    return Float32Array.from(residuals.slice(at - count, at))
  })
}

/** How many places must agree before one copy could be named: sqrt(n) is their score, and Hoeffding's bound must be within the limit. */
export const placesNeeded = (trials: number, limit: number): number =>
  Math.ceil(2 * Math.log(Math.max(1, trials) / limit))
