import { describe, expect, it } from 'vitest'
import { scoreSigns, scoreTable, weighAll } from '../../../shared/mark/score.ts'
import { packedSigns, signAt } from '../../../shared/mark/signs.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'
import { testStream } from '../../support/test-streams.ts'

const residualsOf = (n: number, draw: () => number) => Float32Array.from({ length: n }, draw)

const plainScore = (residuals: Float32Array, packed: Uint8Array) => {
  let sum = 0
  let square = 0
  residuals.forEach((r, i) => {
    sum += r * signAt(packed, i)
    square += r * r
  })
  return sum / Math.sqrt(square)
}

describe('the score', () => {
  it('equals its definition for any length, whole bytes or not', () => {
    const random = seededRandom(1)
    for (const n of [1, 7, 8, 9, 100, 1023]) {
      const residuals = residualsOf(n, () => random() - 0.5)
      const packed = packedSigns(testStream('k'), 'c', 0, 'tint', n)
      expect(scoreSigns(residuals, packed)).toBeCloseTo(plainScore(residuals, packed), 2)
    }
  })

  it('is that of the rounded residuals to the last digit, whatever their size and sign', () => {
    const random = seededRandom(3)
    for (const size of [1e-30, 1, 1e30]) {
      const residuals = residualsOf(1000, () => size * (random() - 0.5) ** 3)
      const { step, norm } = scoreTable(residuals)
      const rounded = residuals.map((r) => Math.round(r / step))
      expect(rounded.reduce((most, r) => Math.max(most, Math.abs(r)), 0)).toBe(2047)
      for (let k = 0; k < 20; k++) {
        const packed = packedSigns(testStream('k'), `${k}`, 0, 'tint', 1000)
        expect(scoreSigns(residuals, packed)).toBeCloseTo(plainScore(rounded, packed), 9)
      }
      expect(norm / step).toBeCloseTo(Math.sqrt(rounded.reduce((sum, r) => sum + r * r, 0)), 6)
    }
  })

  it('is weighed for many copies as for one, and what lies beyond the residuals weighs nothing', () => {
    const random = seededRandom(2)
    for (const n of [1, 31, 32, 33, 500, 2049]) {
      const residuals = residualsOf(n, () => random() - 0.5)
      const table = scoreTable(residuals)
      const copies = Array.from({ length: 70 }, (_, k) =>
        packedSigns(testStream('k'), `${k}`, 0, 'tint', n + 100),
      )
      const weighed = weighAll(table, copies)
      copies.forEach((packed, k) => {
        expect(weighed[k] / table.norm).toBeCloseTo(plainScore(residuals, packed), 2)
      })
    }
  })

  it('is refused where a copy has fewer signs than there are residuals', () => {
    const residuals = new Float32Array(40).fill(1)
    expect(() => scoreSigns(residuals, new Uint8Array(4))).toThrow('32 signs for 40 residuals')
    expect(scoreSigns(residuals, new Uint8Array(5).fill(255))).toBeCloseTo(Math.sqrt(40), 5)
  })

  it('is the root of n for a copy that agrees everywhere, and zero for a blank picture', () => {
    const packed = packedSigns(testStream('k'), 'c', 0, 'tint', 400)
    const residuals = Float32Array.from({ length: 400 }, (_, i) => 0.3 * signAt(packed, i))
    expect(scoreSigns(residuals, packed)).toBeCloseTo(20, 4)
    expect(scoreSigns(new Float32Array(400), packed)).toBe(0)
  })

  it('is what the greatest say where one is so great that all others are silent beside it', () => {
    const residuals = new Float32Array(30_000).fill(1)
    residuals[777] = -5000
    const { norm, sum, step } = scoreTable(residuals)
    expect([norm, step * sum]).toEqual([5000, -5000])
    const everywhere = new Uint8Array(3750).fill(255)
    expect(scoreSigns(residuals, everywhere)).toBe(-1)
    everywhere[777 >> 3] ^= 1 << (777 & 7)
    expect(scoreSigns(residuals, everywhere)).toBe(1)
    // Half a step is heard again.
    residuals[777] = -4090
    expect(scoreSigns(residuals, everywhere)).toBeGreaterThan(7)
  })

  it('of a true copy loses nothing to a sure sign among faint ones', () => {
    const random = seededRandom(8)
    const faint = 1 / 5000
    const packed = packedSigns(testStream('k'), 'c', 0, 'tint', 30_000)
    const residuals = Float32Array.from(
      { length: 30_000 },
      (_, i) => signAt(packed, i) * faint * (random() < (1 + faint) / 2 ? 1 : -1),
    )
    residuals[9] = signAt(packed, 9)
    // Four standard deviations of what the faint ones add.
    expect(Math.abs(scoreSigns(residuals, packed) - plainScore(residuals, packed))).toBeLessThan(
      4 * faint * Math.sqrt(30_000),
    )
    expect(scoreSigns(residuals, packed)).toBe(1)
  })

  it.each([NaN, Infinity, -Infinity])('is nothing where a residual is %d', (broken) => {
    const residuals = new Float32Array(100).fill(0.5)
    residuals[40] = broken
    expect(scoreTable(residuals).norm).toBeNaN()
    expect(scoreSigns(residuals, new Uint8Array(13).fill(255))).toBe(0)
  })

  it('is asked for of no copy, and of no signs', () => {
    expect(weighAll(scoreTable(new Float32Array(100).fill(1)), [])).toHaveLength(0)
    expect([...weighAll(scoreTable(new Float32Array(0)), [new Uint8Array(0), new Uint8Array(9)])]).toEqual([
      0, 0,
    ])
    expect(scoreSigns(new Float32Array(0), new Uint8Array(0))).toBe(0)
  })

  it('does not keep what a longer page or another copy left in memory', () => {
    const ones = new Uint8Array(5000).fill(255)
    const long = scoreTable(new Float32Array(40_000).fill(1))
    expect(weighAll(long, [ones])[0]).toBeCloseTo(40_000, 6)
    const short = scoreTable(new Float32Array(70).fill(1))
    expect(weighAll(short, [ones, new Uint8Array(9)])[0]).toBeCloseTo(70, 9)
    expect(weighAll(short, [ones, new Uint8Array(9)])[1]).toBeCloseTo(-70, 9)
    expect(weighAll(long, [ones])[0]).toBeCloseTo(40_000, 6)
  })

  it('gives independent signs to copies, pages and carriers', () => {
    const stream = testStream('k')
    const labels = ['a', 'b'].flatMap((copy) =>
      [0, 1].map((page) => packedSigns(stream, copy, page, 'words', 4096)),
    )
    labels.push(packedSigns(stream, 'a', 0, 'dots', 4096))
    for (let i = 0; i < labels.length; i++) {
      for (let j = 0; j < i; j++) {
        const asResiduals = Float32Array.from({ length: 4096 }, (_, k) => signAt(labels[i], k))
        expect(Math.abs(scoreSigns(asResiduals, labels[j]))).toBeLessThan(5)
      }
    }
  })

  // The law on which every verdict stands, tried on residuals made to break it.
  it.each([
    ['equal', () => 1],
    ['one giant among dust', (i: number) => (i === 0 ? 1000 : 0.001)],
    ['heavy-tailed', (i: number) => 1 / (1 + (i % 97))],
    ['a run of one sign', (i: number) => (i < 300 ? 5 : -0.1)],
  ])('never exceeds exp(-t^2/2) for keys that were not used: %s residuals', (_, shape) => {
    const table = scoreTable(Float32Array.from({ length: 2000 }, (_, i) => shape(i)))
    const stream = testStream('never issued')
    const n = 20_000
    const keys = Array.from({ length: n }, (_, k) => packedSigns(stream, `${k}`, 0, 'tint', 2000))
    const scores = weighAll(table, keys).map((sum) => sum / table.norm)
    for (const t of [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4]) {
      const rate = scores.reduce((count, z) => count + (z >= t ? 1 : 0), 0) / n
      const bound = Math.exp((-t * t) / 2)
      // Four standard errors of the count on top of the bound: a true law fails this once in tens of thousands of keys.
      expect(rate).toBeLessThanOrEqual(bound + 4 * Math.sqrt(bound / n))
    }
  })
})
