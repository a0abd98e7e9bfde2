import type { Point } from '../../shared/maths/geometry.ts'
import type { Features } from './features.ts'
import type { Match } from './match.ts'

/** Correspondences between two pictures, surest first, in pixels. */
export interface PointPairs {
  readonly count: number
  readonly srcX: Float64Array
  readonly srcY: Float64Array
  readonly dstX: Float64Array
  readonly dstY: Float64Array
  /**
   * How much larger, and turned how far, the neighbourhood is in dst: natural log of the scale ratio, and
   * radians. With these one pair is a hypothesis, which finds pages that repeat themselves.
   */
  readonly logScale?: Float64Array
  readonly turn?: Float64Array
}

/** Points of one picture, and the same ones of another. */
export const pairPoints = (from: readonly Point[], to: readonly Point[]): PointPairs => ({
  count: from.length,
  srcX: Float64Array.from(from, ({ x }) => x),
  srcY: Float64Array.from(from, ({ y }) => y),
  dstX: Float64Array.from(to, ({ x }) => x),
  dstY: Float64Array.from(to, ({ y }) => y),
})

/** What is needed of features here. */
type Placed = Pick<Features, 'x' | 'y' | 'scale' | 'angle'>

/** The places of matched features, `a` as source. */
export const pairFeatures = (a: Placed, b: Placed, matches: readonly Match[]): PointPairs => {
  const pick = (value: (m: Match) => number) => Float64Array.from(matches, value)
  return {
    count: matches.length,
    srcX: pick((m) => a.x[m.a]),
    srcY: pick((m) => a.y[m.a]),
    dstX: pick((m) => b.x[m.b]),
    dstY: pick((m) => b.y[m.b]),
    logScale: pick((m) => Math.log(b.scale[m.b] / a.scale[m.a])),
    turn: pick((m) => b.angle[m.b] - a.angle[m.a]),
  }
}
