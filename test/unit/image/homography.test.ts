import { describe, expect, it } from 'vitest'
import { estimateHomography } from '../../../main/image/homography.ts'
import type { PointPairs } from '../../../main/image/point-pairs.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'
import type { Homography } from '../../../shared/maths/geometry.ts'
import { mapHomography } from '../../../shared/maths/geometry.ts'
import { askOpenCv, hasOpenCv } from './opencv.ts'

const TRUTH: Homography = [0.8, 0.15, 40, -0.1, 0.85, 90, 0.00012, 0.0001, 1]
const SIZE = 1000

/** Pairs of which every `1 / share`-th is right, to within `noisePx`; the rest are anywhere. */
const makePairs = (
  count: number,
  share: number,
  noisePx: number,
  seed: number,
  truth = TRUTH,
): PointPairs => {
  const random = seededRandom(seed)
  const column = () => new Float64Array(count)
  const pairs = {
    count,
    srcX: column(),
    srcY: column(),
    dstX: column(),
    dstY: column(),
    logScale: column(),
    turn: column(),
  }
  const localTurn = Math.atan2(truth[3], truth[0])
  for (let i = 0; i < count; i++) {
    pairs.srcX[i] = random() * SIZE
    pairs.srcY[i] = random() * SIZE
    const right = random() < share
    const there = mapHomography(truth, pairs.srcX[i], pairs.srcY[i])
    pairs.dstX[i] = right ? there.x + noisePx * (2 * random() - 1) : random() * SIZE
    pairs.dstY[i] = right ? there.y + noisePx * (2 * random() - 1) : random() * SIZE
    pairs.logScale[i] = right ? Math.log(0.8) + 0.2 * (random() - 0.5) : 3 * (random() - 0.5)
    pairs.turn[i] = right ? localTurn + 0.2 * (random() - 0.5) : 2 * Math.PI * random()
  }
  return pairs
}

const withoutShape = ({ count, srcX, srcY, dstX, dstY }: PointPairs): PointPairs => ({
  count,
  srcX,
  srcY,
  dstX,
  dstY,
})

const errorAt = (h: Homography | undefined, truth: Homography, x: number, y: number) => {
  const p = mapHomography(h ?? [0, 0, 0, 0, 0, 0, 0, 0, 1], x, y)
  const q = mapHomography(truth, x, y)
  return Math.hypot(p.x - q.x, p.y - q.y)
}

describe('estimateHomography', () => {
  it.each([
    [1, 300],
    [0.3, 400],
    [0.05, 1000],
  ])('is true to a pixel when a share of %d of the pairs is right', (share, count) => {
    const fit = estimateHomography(makePairs(count, share, 1, 3))
    expect(errorAt(fit?.homography, TRUTH, 500, 500)).toBeLessThan(0.5)
    expect(errorAt(fit?.homography, TRUTH, 0, 0)).toBeLessThan(2)
    expect(fit?.count).toBeGreaterThan(0.8 * share * count)
  })

  it('samples four pairs at a time where features tell no scale or angle', () => {
    const fit = estimateHomography(withoutShape(makePairs(300, 0.5, 1, 4)))
    expect(errorAt(fit?.homography, TRUTH, 500, 500)).toBeLessThan(0.5)
  })

  it('gives the same answer to the same question', () => {
    const pairs = withoutShape(makePairs(200, 0.4, 1, 5))
    expect(estimateHomography(pairs, { seed: 7 })).toEqual(estimateHomography(pairs, { seed: 7 }))
  })

  it('finds hardly anything in chance', () => {
    for (let seed = 0; seed < 5; seed++) {
      expect(estimateHomography(makePairs(500, 0, 1, seed))?.count ?? 0).toBeLessThan(14)
    }
  })

  it('does not take a mirrored view for a view', () => {
    const mirror: Homography = [-0.8, 0, 900, 0, 0.8, 50, 0, 0, 1]
    const pairs = withoutShape(makePairs(100, 1, 0.5, 6, mirror))
    expect(estimateHomography(pairs)?.count ?? 0).toBeLessThan(20)
  })

  it('is a similarity with the line’s own perspective where the pairs lie on a line: what is across it they do not tell', () => {
    const line = makePairs(50, 1, 0, 7)
    line.srcY.set(line.srcX)
    line.srcX.forEach((x, i) => {
      const p = mapHomography(TRUTH, x, x)
      line.dstX[i] = p.x
      line.dstY[i] = p.y
    })
    const fit = estimateHomography(line)
    expect(fit?.count).toBeGreaterThan(45)
    for (const at of [0, 300, 700, 1000]) expect(errorAt(fit?.homography, TRUTH, at, at)).toBeLessThan(0.5)
    // Five numbers of the eight: of perspective only that along the line, and nothing sheared or stretched across it.
    const map = fit?.homography ?? TRUTH
    expect(map[6]).toBeCloseTo(map[7], 9)
    const reach = (x: number, y: number) => {
      const [p, q] = [mapHomography(map, 500, 500), mapHomography(map, 500 + x, 500 + y)]
      return [q.x - p.x, q.y - p.y]
    }
    const [along, across] = [reach(0.01, 0.01), reach(0.01, -0.01)]
    expect(along[0] * across[0] + along[1] * across[1]).toBeCloseTo(0, 6)
  })

  it('is null where the pairs lie on a point, or are too few', () => {
    const point = makePairs(50, 1, 0, 8)
    for (const column of [point.srcX, point.srcY, point.dstX, point.dstY]) column.fill(5)
    expect(estimateHomography(point)).toBeNull()
    for (const count of [0, 1, 3]) expect(estimateHomography(makePairs(count, 1, 0, 9))).toBeNull()
  })

  it('survives numbers that are none', () => {
    const pairs = makePairs(60, 1, 1, 10)
    pairs.dstX[3] = Number.NaN
    pairs.srcY[5] = Infinity
    expect(() => estimateHomography(pairs)).not.toThrow()
  })

  it.skipIf(!hasOpenCv)('fits as tightly as OpenCV on the same pairs', () => {
    const pairs = makePairs(300, 0.6, 1.5, 11)
    const columns = [pairs.srcX, pairs.srcY, pairs.dstX, pairs.dstY]
    const raw = new Uint8Array(Float64Array.from(columns.flatMap((c) => [...c])).buffer)
    const script = [
      'p = np.frombuffer(raw, np.float64).reshape(4, -1).T',
      'out = cv2.findHomography(p[:, :2].copy(), p[:, 2:].copy(), cv2.RANSAC, 4.0)[0]',
    ].join('\n')
    const judged = [...new Float64Array(Uint8Array.from(askOpenCv(script, raw)).buffer)]
    const theirs = errorAt(judged as unknown as Homography, TRUTH, 500, 500)
    const ours = errorAt(estimateHomography(pairs)?.homography, TRUTH, 500, 500)
    expect(ours).toBeLessThan(Math.max(0.3, 1.5 * theirs))
  })
})
