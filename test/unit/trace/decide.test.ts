import { describe, expect, it } from 'vitest'
import { decide as judge, judgeRound, type Round, type ScoredHypothesis } from '../../../main/trace/decide.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'

const normal = (random: () => number) =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

const hypothesis = (scores: Record<string, number>, decoySd = 1): ScoredHypothesis => {
  const random = seededRandom(3)
  const decoys = Array.from({ length: 2000 }, () => decoySd * normal(random))
  return {
    documentId: 'd',
    copies: {
      copyIds: Object.keys(scores),
      fusions: 1,
      scores: Float64Array.from(Object.values(scores)),
    },
    outOf: Object.keys(scores).length,
    decoys: () => decoys,
  }
}

/** Rounds judged one after the other, as they are scored. */
const judged = (rounds: readonly (readonly ScoredHypothesis[])[], limit: number): Round[] =>
  rounds.reduce<Round[]>((before, one) => [...before, judgeRound(one, before, limit)], [])
const decide = (rounds: readonly (readonly ScoredHypothesis[])[], limit: number) =>
  judge(judged(rounds, limit))
const certainIn = (rounds: readonly (readonly ScoredHypothesis[])[], limit: number): string[][] =>
  judged(rounds, limit).map(({ certain }) => certain.map(({ copyId }) => copyId))

describe('the law', () => {
  it('names a copy that stands clear of chance and of the others', () => {
    const judgement = decide([[hypothesis({ a: 12, b: 2.5, c: -1 })]], 1e-6)
    expect(judgement.verdict).toBe('traced')
    expect(judgement.best?.copyId).toBe('a')
    expect(judgement.runnerUp).toEqual({ copyId: 'b', z: 2.5 })
    expect(judgement.bound).toBeCloseTo(3.2 * Math.exp(-72), 36)
  })

  it('counts every score that was looked at', () => {
    const one = decide([[hypothesis({ a: 6, b: 1 })]], 1e-6)
    const two = decide([[hypothesis({ a: 6, b: 1 }), hypothesis({ a: 0, b: 1 })]], 1e-6)
    // And a fifteenth more: a sixteenth of the limit is kept back for later rounds.
    expect(one.trials).toBeCloseTo((2 * 16) / 15, 9)
    expect(two.trials).toBeCloseTo((4 * 16) / 15, 9)
    expect(two.bound).toBeCloseTo(2 * one.bound, 12)
  })

  it('abstains where chance alone could have done it', () => {
    expect(decide([[hypothesis({ a: 5, b: 1 })]], 1e-6).verdict).toBe('inconclusive')
    expect(decide([[hypothesis({ a: 5, b: 1 })]], 1e-3).verdict).toBe('traced')
  })

  it('names all whose copies were mixed', () => {
    const judgement = decide([[hypothesis({ a: 30, b: 20, c: 1 })]], 1e-6)
    expect(judgement.verdict).toBe('traced')
    expect(judgement.named.map(({ copyId }) => copyId)).toEqual(['a', 'b'])
    expect(judgement.named[1].bound).toBeCloseTo(3.2 * Math.exp(-200), 90)
    expect(judgement.runnerUp?.copyId).toBe('c')
  })

  it('finds the first of thousands, whoever is named', () => {
    const random = seededRandom(9)
    const crowd = Object.fromEntries(Array.from({ length: 5000 }, (_, k) => [`c${k}`, normal(random)]))
    const best = Object.entries(crowd).sort(([, a], [, b]) => b - a)
    const of = (scores: Record<string, number>) => decide([[hypothesis({ ...crowd, ...scores })]], 1e-6)
    expect(of({}).runnerUp).toEqual({ copyId: best[1][0], z: best[1][1] })
    expect(of({ a: 12 }).runnerUp).toEqual({ copyId: best[0][0], z: best[0][1] })
    expect(of({ b: 11, a: 12 }).named.map(({ copyId }) => copyId)).toEqual(['a', 'b'])
  })

  it('names nobody where another copy may have a part in the picture', () => {
    const judgement = decide([[hypothesis({ a: 30, b: 5.1 })]], 1e-6)
    expect(judgement).toMatchObject({ verdict: 'inconclusive', named: [] })
    expect(decide([[hypothesis({ a: 6.2, b: 5.1 })]], 1e-6).verdict).toBe('inconclusive')
    expect(decide([[hypothesis({ a: 5.4, b: 4.1 })]], 1e-5).verdict).toBe('inconclusive')
  })

  it('names those that come to light once the loud ones are taken out, by a smaller share of the limit', () => {
    const first = hypothesis({ a: 30, b: 5.3, c: 3 })
    const judgement = decide([[first], [hypothesis({ b: 9, c: 2 })], [hypothesis({ c: 1 })]], 1e-6)
    expect(judgement.verdict).toBe('traced')
    expect(judgement.named.map(({ copyId }) => copyId)).toEqual(['a', 'b'])
    expect(judgement.named[1].bound / (2 * 48 * Math.exp(-40.5))).toBeCloseTo(1, 6)
    expect(judgement.runnerUp).toEqual({ copyId: 'c', z: 1 })
    // Two scores within a forty-eighth of the limit must reach 6.1, within all of it 5.4.
    expect(decide([[first], [hypothesis({ b: 5.9, c: 2 })]], 1e-6).verdict).toBe('inconclusive')
  })

  it('lets a chance likeness with a named copy fall away with it', () => {
    const judgement = decide([[hypothesis({ a: 23, b: 5.3 })], [hypothesis({ b: 2.1 })]], 1e-6)
    expect(judgement).toMatchObject({ verdict: 'traced', runnerUp: { copyId: 'b', z: 2.1 } })
    expect(judgement.named.map(({ copyId }) => copyId)).toEqual(['a'])
  })

  it('holds copies that were not scored again to their first score, and counts all that might have been', () => {
    const few = { ...hypothesis({ b: 2 }), outOf: 1000 }
    expect(decide([[hypothesis({ a: 30, b: 3, c: 4.5 })], [few]], 1e-6)).toMatchObject({
      verdict: 'traced',
      runnerUp: { copyId: 'c', z: 4.5 },
    })
    expect(decide([[hypothesis({ a: 30, b: 3, c: 4.5 })], [hypothesis({ b: 2 })]], 1e-6).verdict).toBe(
      'inconclusive',
    )
    expect(
      certainIn([[hypothesis({ a: 30, b: 3 })], [{ ...few, copies: hypothesis({ b: 7 }).copies }]], 1e-6),
    ).toEqual([['a'], []])
  })

  it('abstains where never-issued keys do not behave in a later round', () => {
    expect(decide([[hypothesis({ a: 30, b: 4 })], [hypothesis({ b: 12 }, 1.5)]], 1e-6).verdict).toBe(
      'inconclusive',
    )
  })

  it('abstains where never-issued keys do not behave as chance says', () => {
    expect(decide([[hypothesis({ a: 30, b: 1 }, 1.5)]], 1e-6).verdict).toBe('inconclusive')
    expect(decide([[hypothesis({ a: 30, b: 1 }, 0.5)]], 1e-6).verdict).toBe('inconclusive')
  })

  it('says not-ours where no registered page was found', () => {
    expect(decide([[]], 1e-6)).toMatchObject({ verdict: 'not-ours', bound: 1, best: null })
  })

  it('never prints a bound of zero', () => {
    expect(decide([[hypothesis({ a: 200, b: 1 })]], 1e-6).bound).toBeGreaterThan(0)
  })
})
