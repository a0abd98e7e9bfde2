import { describe, expect, test } from 'vitest'
import { decide, type Judgement } from '../../../main/trace/decide.ts'
import type { Hypothesis } from '../../../main/trace/hypotheses.ts'
import type { TraceLibrary } from '../../../main/trace/library.ts'
import type { Reading } from '../../../main/trace/score-candidates.ts'
import { scoreCopy, tabulate } from '../../../main/trace/score-candidates.ts'
import { scoreRounds } from '../../../main/trace/score-rounds.ts'
import { takeOutCopies, WAYS_OF_TAKING_OUT } from '../../../main/trace/take-out-copies.ts'
import { MARK_VERSION, type PageLayout } from '../../../shared/mark/layout.ts'
import { packedSigns, signAt } from '../../../shared/mark/signs.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'
import { testStream } from '../../support/test-streams.ts'

const STREAM = testStream('rounds')
const COPIES = Array.from({ length: 1000 }, (_, k) => `c${k}`)
const LIMIT = 1e-6

/** Four hundred words in lines, each with two signs. */
const layout: PageLayout = {
  version: MARK_VERSION,
  widthMm: 210,
  heightMm: 297,
  tint: [],
  words: Array.from({ length: 400 }, (_, k) => ({
    x: 20 + 17 * (k % 10),
    y: 20 + 6.4 * Math.floor(k / 10),
    along: 14,
    across: 4,
    angle: 0,
  })),
  wordAlongMm: 0.07,
  wordAcrossMm: 0.035,
  dots: [],
  dotDiameterMm: 0.11,
}
const SIGNS = 2 * layout.words.length

const normal = (random: () => number) =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** What a picture of several copies leaves: at each sign so much of each copy, in noise, as a posterior mean. */
const readingOf = (
  share: (sign: number) => Readonly<Record<string, number>>,
  noise: number,
  seed: number,
): Reading => {
  const random = seededRandom(seed)
  const residuals = new Float32Array(SIGNS)
  const signs = new Map<string, Uint8Array>()
  for (let sign = 0; sign < SIGNS; sign++) {
    let shift = noise * normal(random)
    for (const [copyId, part] of Object.entries(share(sign))) {
      const packed = signs.get(copyId) ?? packedSigns(STREAM, copyId, 0, 'words', SIGNS)
      signs.set(copyId, packed)
      shift += part * signAt(packed, sign)
    }
    residuals[sign] = Math.tanh(shift / noise ** 2)
  }
  return { page: 0, carrier: 'words', layout, residuals }
}

const hypothesisOf = (reading: Reading): Hypothesis => ({
  documentId: 'd',
  places: [],
  readings: [reading],
  textPages: [],
})

const library: TraceLibrary = {
  documents: [{ documentId: 'd', originalId: 'o', pages: 1, copyIds: COPIES }],
  page: () => Promise.reject(new Error('no page is asked for')),
  layouts: () => Promise.resolve([layout]),
  places: () => Promise.resolve([layout]),
}

/** More than are scored again. */
const MANY = Array.from({ length: 2100 }, (_, k) => `c${k}`)

const judge = async (reading: Reading): Promise<Judgement> => {
  const rounds = await scoreRounds(
    { library, signStream: STREAM, decoyStream: testStream('decoys'), limit: LIMIT },
    [hypothesisOf(reading)],
  )
  return decide(rounds)
}

const namedIn = ({ named }: Judgement): string[] => named.map(({ copyId }) => copyId).toSorted()

/** Of three strips one under the other: the third shows few words. */
const strips = (sign: number) => {
  const share = sign / SIGNS
  if (share < 0.6) return { c5: 1 }
  return share < 0.86 ? { c77: 1 } : { c300: 1 }
}

describe('contributors that the first one drowns', () => {
  test('a short strip of a third copy comes to light', async () => {
    const reading = readingOf(strips, 0.5, 1)
    expect(scoreCopy(tabulate([reading]), STREAM, 'c300')[0]).toBeLessThan(6)
    expect(namedIn(await judge(reading))).toEqual(['c300', 'c5', 'c77'])
  })

  test('so does a fifth of one copy under four fifths of another', async () => {
    const reading = readingOf(() => ({ c5: 0.8, c77: 0.2 }), 0.35, 2)
    expect(scoreCopy(tabulate([reading]), STREAM, 'c77')[0]).toBeLessThan(6)
    expect(namedIn(await judge(reading))).toEqual(['c5', 'c77'])
  })

  test.each(Array.from({ length: 20 }, (_, k) => k))('one copy alone is named alone (%i)', async (seed) => {
    const judgement = await judge(readingOf(() => ({ c5: 1 }), 0.3 + 0.1 * seed, seed))
    expect(judgement.verdict).toBe('traced')
    expect(namedIn(judgement)).toEqual(['c5'])
    expect(judgement.runnerUp?.z).toBeLessThan(5)
  })
})

describe('very many copies', () => {
  const many: TraceLibrary = {
    ...library,
    documents: [{ documentId: 'd', originalId: 'o', pages: 1, copyIds: MANY }],
  }
  const scored = (hypotheses: readonly Hypothesis[]) =>
    scoreRounds(
      { library: many, signStream: STREAM, decoyStream: testStream('decoys'), limit: LIMIT },
      hypotheses,
    )

  test('of these those that did best are scored again, and all are counted', async () => {
    const [first, second] = await scored([hypothesisOf(readingOf(strips, 0.5, 1))])
    const { copies } = first.hypotheses[0]
    expect(copies.copyIds).toHaveLength(2100)
    const again = second.hypotheses[0].copies.copyIds
    expect(again.length).toBeGreaterThan(1900)
    expect(again.length).toBeLessThan(2000)
    const bestOf = (copyId: string) => {
      const at = copies.copyIds.indexOf(copyId) * copies.fusions
      return Math.max(...copies.scores.subarray(at, at + copies.fusions))
    }
    const least = Math.min(...again.map(bestOf))
    for (const copyId of MANY) {
      if (bestOf(copyId) > least) expect(again.includes(copyId) || bestOf(copyId) > 6).toBe(true)
    }
    expect(second.hypotheses[0].outOf).toBe(2100)
  })

  test('a page of theirs on which nothing can be read does no harm', async () => {
    const blank: Reading = { page: 1, carrier: 'words', layout, residuals: new Float32Array(SIGNS) }
    const rounds = await scored([hypothesisOf(readingOf(strips, 0.5, 1)), hypothesisOf(blank)])
    expect(namedIn(decide(rounds))).toEqual(['c300', 'c5', 'c77'])
  })
})

describe('readings that are not numbers', () => {
  test('are left out, and the others count', () => {
    const reading = readingOf(() => ({ c5: 1 }), 0.5, 4)
    for (const broken of [NaN, Infinity]) {
      const residuals = reading.residuals.slice()
      residuals[3] = broken
      const tables = tabulate([reading, { ...reading, page: 1, residuals }])
      expect(scoreCopy(tables, STREAM, 'c5')).toEqual(scoreCopy(tabulate([reading]), STREAM, 'c5'))
      expect(tabulate([{ ...reading, residuals }]).fusions).toEqual([])
    }
  })
})

describe('what is left when copies are taken out', () => {
  const reading = readingOf(strips, 0.4, 3)

  test.each(WAYS_OF_TAKING_OUT)('says nothing of those any more (%s)', (way) => {
    const left = takeOutCopies(hypothesisOf(reading), ['c5', 'c77'], STREAM, way)
    for (const copyId of ['c5', 'c77']) {
      expect(scoreCopy(tabulate([reading]), STREAM, copyId)[0]).toBeGreaterThan(6)
      expect(Math.abs(scoreCopy(tabulate(left.readings), STREAM, copyId)[0])).toBeLessThan(4)
    }
  })

  test.each(WAYS_OF_TAKING_OUT)('keeps the law for all others (%s)', (way) => {
    const left = tabulate(takeOutCopies(hypothesisOf(reading), ['c5', 'c77'], STREAM, way).readings)
    const strangers = Array.from({ length: 20_000 }, (_, k) => scoreCopy(left, STREAM, `stranger ${k}`)[0])
    for (const t of [1, 2, 3, 3.5]) {
      const reached = strangers.filter((z) => z >= t).length / strangers.length
      expect(reached).toBeLessThanOrEqual(Math.exp((-t * t) / 2))
    }
    const spread = Math.sqrt(strangers.reduce((sum, z) => sum + z * z, 0) / strangers.length)
    expect(spread).toBeGreaterThan(0.97)
    expect(spread).toBeLessThan(1.03)
  })
})
