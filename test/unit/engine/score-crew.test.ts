import { describe, expect, it } from 'vitest'
import { withScoreCrew, type CrewNeeds } from '../../../main/engine/score-crew.ts'
import { keyedStream } from '../../../main/keys/keyed-stream.ts'
import { scoreCopies, tabulate, type Reading } from '../../../main/trace/score-candidates.ts'
import { HIRE_FROM, scoreHypotheses, type ScoreApart } from '../../../main/trace/score-hypothesis.ts'
import type { ScoredCarrier } from '../../../shared/mark/layout.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'

const random = seededRandom(5)
const WORDS = 40
const DOTS = 30
const layout = {
  version: 1,
  widthMm: 210,
  heightMm: 297,
  tint: [{ cellMm: 10, columns: 20, rows: 29 }],
  words: Array.from({ length: WORDS }, () => ({ x: 1, y: 1, along: 1, across: 1, angle: 0 })),
  wordAlongMm: 0.1,
  wordAcrossMm: 0.1,
  dots: Array.from({ length: DOTS }, () => ({ x: 1, y: 1, dx: 0.1, dy: 0.1 })),
  dotDiameterMm: 0.1,
} as const

const reading = (page: number, carrier: ScoredCarrier, signs: number): Reading => ({
  page,
  carrier,
  layout,
  residuals: Float32Array.from({ length: signs }, () => random() - 0.5),
})

const readings = [
  reading(0, 'tint', 580),
  reading(0, 'words', 2 * WORDS),
  reading(1, 'words', 2 * WORDS),
  reading(0, 'dots', DOTS),
]
const { stream, starts } = keyedStream(Buffer.alloc(32, 3))
/** As they are; somebody hears of each label first. */
const hearing = (heard: (label: string) => void): Partial<CrewNeeds> => ({
  starts: {
    ...starts,
    putStart: (label, into, at) => {
      heard(label)
      starts.putStart(label, into, at)
    },
  },
})
const copiesOf = (count: number) => Array.from({ length: count }, (_, k) => `copy-${k}`)

/** With a crew, however few copies there are. */
const byCrew = <T>(work: (score: ScoreApart) => Promise<T>, needs: Partial<CrewNeeds> = {}): Promise<T> =>
  withScoreCrew({ starts, mostCopies: HIRE_FROM, ...needs }, (score) =>
    score ? work(score) : Promise.reject(new RangeError('nobody was hired')),
  )

describe('scoring in other threads', () => {
  it('gives every copy the scores that it gets in this one', async () => {
    const ids = copiesOf(2345)
    const tables = tabulate(readings)
    const [apart] = await byCrew((score) => score([tables], ids))
    expect(apart).toEqual(scoreCopies([tables], stream, ids)[0])
    expect(new Set(apart).size).toBeGreaterThan(ids.length)
  })

  it('draws once what several readings ask for, and gives each the scores that it gets alone', async () => {
    const ids = copiesOf(1500)
    const asked: string[] = []
    const other = [reading(0, 'tint', 580), reading(1, 'words', 2 * WORDS), reading(2, 'words', 2 * WORDS)]
    const tables = [tabulate(readings), tabulate([]), tabulate(other)]
    const apart = await byCrew(
      (score) => score(tables, ids),
      hearing((label) => asked.push(label)),
    )
    expect(apart).toEqual(tables.map((one) => scoreCopies([one], stream, ids)[0]))
    expect(asked).toHaveLength(5 * ids.length)
    expect(new Set(asked).size).toBe(asked.length)
  })

  it('goes on with what comes next, by the same threads', async () => {
    const ids = copiesOf(1100)
    const next = tabulate([reading(2, 'words', 2 * WORDS)])
    await byCrew(async (score) => {
      for (const tables of [tabulate(readings), next, tabulate(readings)]) {
        expect(await score([tables], ids)).toEqual(scoreCopies([tables], stream, ids))
      }
    })
  })

  it('hires nobody for few copies, nor where streams have no starts, and lets everybody go when the work fails', async () => {
    const given: (ScoreApart | undefined)[] = []
    for (const needs of [
      { starts, mostCopies: HIRE_FROM - 1 },
      { starts: null, mostCopies: HIRE_FROM },
    ])
      await withScoreCrew(needs, (score) => Promise.resolve(given.push(score)))
    expect(given).toEqual([undefined, undefined])
    const kept: ScoreApart[] = []
    const failing = byCrew((score) => {
      kept.push(score)
      return Promise.reject(new RangeError('no page was found'))
    })
    await expect(failing).rejects.toThrow('no page was found')
    await expect(kept[0]([tabulate(readings)], copiesOf(10))).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('is asked for where there are very many copies, and only there', async () => {
    const asked: number[] = []
    const score = async (count: number) => {
      const [scored] = await scoreHypotheses(
        {
          library: {
            documents: [{ documentId: 'd', originalId: 'd', pages: 2, copyIds: copiesOf(count) }],
            page: () => Promise.reject(new RangeError('not looked at')),
            layouts: () => Promise.resolve([]),
            places: () => Promise.resolve([]),
          },
          signStream: stream,
          decoyStream: stream,
          scoreApart: (tables, ids) => {
            asked.push(ids.length)
            return byCrew((score) => score(tables, ids))
          },
        },
        'd',
        [{ documentId: 'd', readings, places: [], textPages: [] }],
      )
      return scored.copies
    }
    const [few, many] = [await score(100), await score(8100)]
    expect(asked).toEqual([8100])
    expect(many.copyIds).toEqual(copiesOf(8100))
    expect(many.scores).toHaveLength(8100 * many.fusions)
    expect(many.scores.subarray(0, few.scores.length)).toEqual(few.scores)
  })

  it('stops when it is told to, and hands on what went wrong', async () => {
    const stopper = new AbortController()
    const asked: string[] = []
    const stopping = (label: string) => {
      if (asked.push(label) === 10) stopper.abort()
    }
    const scored = byCrew((score) => score([tabulate(readings)], copiesOf(50_000)), {
      ...hearing(stopping),
      signal: stopper.signal,
    })
    await expect(scored).rejects.toMatchObject({ code: 'cancelled' })
    expect(asked.length).toBeLessThan(50_000)
    const locked = byCrew(
      (score) => score([tabulate(readings)], copiesOf(3000)),
      hearing(() => {
        throw new RangeError('locked')
      }),
    )
    await expect(locked).rejects.toThrow('locked')
  })
})
