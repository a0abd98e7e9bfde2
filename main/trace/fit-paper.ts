import {
  cornersOf,
  invertHomography,
  mapHomography,
  multiplyHomography,
  type Homography,
  type Point,
} from '../../shared/maths/geometry.ts'
import { longEdge, type Plane } from '../../shared/maths/plane.ts'
import { leastSquares, type LeastSquares } from '../../shared/maths/robust-least-squares.ts'
import {
  paperView,
  POSE,
  POSE_LENGTH,
  printedOn,
  PROFILE_TERMS,
  type PaperView,
  type Rotation,
} from './bent-paper.ts'
import type { MatchedPlace } from './sheet.ts'
import type { Outline } from './sheet-outline.ts'

/** A page as it lies in the picture, by the outline of the sheet that it is printed on. */
export interface Paper {
  /** From the page's millimetres to picture pixels. */
  readonly place: (x: number, y: number) => Point
  /** Points of each side of the sheet, in the page's millimetres, and where the picture was seen to show them. */
  readonly sides: readonly (readonly { readonly at: Point; readonly seen: Point }[])[]
  /** Share of those points that lie where they should. */
  readonly explained: number
}

/** Phones see about as a lens of 26 mm would on film: three quarters of the picture's long edge. */
const FOCAL = 0.75
/** What is known of a photo and of paper before they are looked at: standard deviations. */
const BELIEF = {
  logFocal: 0.35,
  /** Pictures are cropped. */
  axis: 0.05,
  distortion: 0.03,
  /** Paper curls along its sides or nearly. */
  along: 0.4,
  /** Of the profile's first term; of the others the less, by this power of their number: paper does not like sharp bends. */
  profile: 0.5,
  profileFall: 1.5,
  /** Where printers and copiers put a page, millimetres, how much they stretch it, and how askew. */
  printedMm: 3,
  printedLogScale: 0.015,
  printedTurn: 0.006,
} as const
const BELIEFS = 9 + PROFILE_TERMS

/** How near to its place a side is seen, and how near its ends are, of the picture's long edge. */
const SEEN = 0.0012
const ENDS = 0.004
/** And a feature. */
const MATCHED = 0.002
/** Within so many deviations a point is explained. */
const EXPLAINED = 3
const SIDE_STEPS = 24
/** Ways begun from: bent along the page's width or its height, one way, the other, or not. */
const ALONG = [0, Math.PI / 2]
const SLOPES = [0, 0.5, -0.5]
const FIRST_ITERATIONS = 15
const ITERATIONS = 40
const STEP = 1e-4
/** Ways that are so much less likely than the best one, as a logarithm, before and after they are refined, are left. */
const FAR = 60
const NEAR = 12
/** Ways that put all of the page within this share of the picture's long edge are one. */
const SAME = 0.002

/** The outline, in the units of the pose: long edges off the picture's middle, and half diagonals off the sheet's. */
interface Observed {
  readonly sides: readonly (readonly Point[])[]
  readonly toEnd: (seen: Point) => number
  /** Of the sheet, where each side begins. */
  readonly corners: readonly Point[]
  /** Features of the page, and where they were seen. */
  readonly matches: readonly { readonly at: Point; readonly seen: Point }[]
  readonly mm: number
}

interface OnSide {
  /** To one side or the other, long edges. */
  readonly miss: number
  /** Part of the way along the side. */
  readonly part: number
}

/** The point of a chain of straight pieces that is nearest to a point. */
const nearestOn = (chain: readonly Point[], { x, y }: Point): OnSide => {
  let least = Infinity
  let miss = 0
  let part = 0
  for (let k = 0; k + 1 < chain.length; k++) {
    const [a, b] = [chain[k], chain[k + 1]]
    const [alongX, alongY] = [b.x - a.x, b.y - a.y]
    const along = ((x - a.x) * alongX + (y - a.y) * alongY) / (alongX * alongX + alongY * alongY)
    const on = Math.min(1, Math.max(0, along))
    const [offX, offY] = [x - a.x - on * alongX, y - a.y - on * alongY]
    const squared = offX * offX + offY * offY
    if (squared >= least) continue
    least = squared
    miss = Math.sign(offY * alongX - offX * alongY) * Math.sqrt(squared)
    part = (k + on) / (chain.length - 1)
  }
  return { miss, part }
}

const between = (a: Point, b: Point, part: number): Point => ({
  x: a.x + part * (b.x - a.x),
  y: a.y + part * (b.y - a.y),
})

/** One side of the sheet as it would be seen. */
const chainOf = (view: PaperView, { corners }: Observed, side: number): Point[] =>
  Array.from({ length: SIDE_STEPS + 1 }, (_, k) => {
    const { x, y } = between(corners[side], corners[(side + 1) % 4], k / SIDE_STEPS)
    return view(x, y)
  })

type Vector = readonly [number, number, number]

const cross = ([a, b, c]: Vector, [d, e, f]: Vector): Vector => [b * f - c * e, c * d - a * f, a * e - b * d]

const unit = ([x, y, z]: Vector): Vector => {
  const length = Math.hypot(x, y, z)
  return [x / length, y / length, z / length]
}

/** A pose, and the rotation that its own is on top of. */
interface Posed {
  readonly pose: Float64Array
  readonly begun: Rotation
}

/** The pose that shows a flat sheet about as a view does: the view's first two columns are the rotation's, as long as the distance asks. */
const flatPose = (seen: Homography): Posed => {
  const view = seen.map((value) => value / seen[8])
  const first: Vector = [view[0] / FOCAL, view[3] / FOCAL, view[6]]
  const second: Vector = [view[1] / FOCAL, view[4] / FOCAL, view[7]]
  const x = unit(first)
  const z = unit(cross(x, second))
  const y = cross(z, x)
  const pose = new Float64Array(POSE_LENGTH)
  pose[POSE.middleX] = view[2]
  pose[POSE.middleY] = view[5]
  pose[POSE.logDistance] = -Math.log(Math.hypot(...first) * Math.hypot(...second)) / 2
  pose[POSE.logFocal] = Math.log(FOCAL)
  return { pose, begun: [x[0], y[0], z[0], x[1], y[1], z[1], x[2], y[2], z[2]] }
}

/** How far a pose is from what was seen and from what is believed; a bend is believed to run along one of the page's sides. */
const problemOf = (observed: Observed, begun: Rotation, along: number): LeastSquares => {
  const doubtful =
    observed.sides.reduce((sum, side) => sum + side.length, 4 * SIDE_STEPS) + 2 * observed.matches.length
  const residuals = (pose: Float64Array, out: Float64Array): void => {
    const view = paperView(pose, begun)
    let n = 0
    observed.sides.forEach((side, k) => {
      const chain = chainOf(view, observed, k)
      for (const point of side) out[n++] = nearestOn(chain, point).miss / SEEN
      // Or a side could be longer than what was seen of it.
      for (let step = 0; step < SIDE_STEPS; step++) out[n++] = observed.toEnd(chain[step]) / ENDS
    })
    const printed = printedOn(pose)
    for (const { at, seen } of observed.matches) {
      const on = mapHomography(printed, at.x, at.y)
      const there = view(on.x, on.y)
      out[n++] = (there.x - seen.x) / MATCHED
      out[n++] = (there.y - seen.y) / MATCHED
    }
    out[n++] = pose[POSE.printedX] / (BELIEF.printedMm * observed.mm)
    out[n++] = pose[POSE.printedY] / (BELIEF.printedMm * observed.mm)
    out[n++] = pose[POSE.printedLogScale] / BELIEF.printedLogScale
    out[n++] = pose[POSE.printedTurn] / BELIEF.printedTurn
    out[n++] = (pose[POSE.logFocal] - Math.log(FOCAL)) / BELIEF.logFocal
    out[n++] = pose[POSE.axisX] / BELIEF.axis
    out[n++] = pose[POSE.axisY] / BELIEF.axis
    out[n++] = pose[POSE.distortion] / BELIEF.distortion
    out[n++] = (pose[POSE.along] - along) / BELIEF.along
    for (let term = 1; term <= PROFILE_TERMS; term++)
      out[n++] = (pose[POSE.profile + term - 1] * term ** BELIEF.profileFall) / BELIEF.profile
  }
  return { residuals, count: doubtful + BELIEFS, doubtful, step: STEP }
}

/** Where a page's corners, the middles of its sides and its own middle are seen. */
const nineOf = ({ pose, begun }: Posed, { corners }: Observed): Point[] => {
  const [view, printed] = [paperView(pose, begun), printedOn(pose)]
  return [-1, 0, 1].flatMap((v) =>
    [-1, 0, 1].map((u) => {
      const { x, y } = mapHomography(printed, u * corners[2].x, v * corners[2].y)
      return view(x, y)
    }),
  )
}

/** Ways in which the page may lie, the likeliest first. */
const likelyPoses = (observed: Observed, starts: readonly Posed[]): Posed[] => {
  const tries = starts.flatMap((start) =>
    ALONG.flatMap((along) => {
      const problem = problemOf(observed, start.begun, along)
      return SLOPES.map((slope) => {
        const from = Float64Array.from(start.pose)
        from[POSE.along] = along
        from[POSE.profile] = slope
        return { begun: start.begun, problem, found: leastSquares(problem, from, FIRST_ITERATIONS) }
      })
    }),
  )
  const least = Math.min(...tries.map(({ found }) => found.cost))
  const refined = tries
    .filter(({ found }) => found.cost <= least + FAR)
    .map(({ begun, problem, found }) => {
      const { parameters: pose, cost } = leastSquares(problem, found.parameters, ITERATIONS)
      return { pose, begun, cost }
    })
    .sort((a, b) => a.cost - b.cost)
  const kept: { readonly start: Posed; readonly nine: readonly Point[] }[] = []
  for (const { pose, begun, cost } of refined) {
    if (cost > refined[0].cost + NEAR) break
    const nine = nineOf({ pose, begun }, observed)
    const isKnown = kept.some((other) =>
      other.nine.every(({ x, y }, k) => Math.hypot(x - nine[k].x, y - nine[k].y) <= SAME),
    )
    if (!isKnown) kept.push({ start: { pose, begun }, nine })
  }
  return kept.map(({ start }) => start)
}

/**
 * How a page lies of whose sheet the outline was seen, and of it some features.
 * @param outline its first side is the page's top
 * @param places matches of the page's features that agree with one view
 * @param flats from the sheet's millimetres to the picture, as if it were flat: ways to begin from
 */
export const fitPaper = (
  outline: Outline,
  flats: readonly Homography[],
  places: readonly MatchedPlace[],
  [widthMm, heightMm]: readonly [number, number],
  picture: Pick<Plane, 'width' | 'height'>,
): Paper[] => {
  const { width, height } = picture
  const long = longEdge(picture)
  const half = Math.hypot(widthMm, heightMm) / 2
  const toPicture: Homography = [long, 0, (width - 1) / 2, 0, long, (height - 1) / 2, 0, 0, 1]
  const toMm: Homography = [half, 0, widthMm / 2, 0, half, heightMm / 2, 0, 0, 1]
  const [fromPicture, fromMm] = [invertHomography(toPicture), invertHomography(toMm)]
  const observed: Observed = {
    sides: outline.sides.map((side) => side.map(({ x, y }) => mapHomography(fromPicture, x, y))),
    toEnd: ({ x, y }) => outline.toEnd(mapHomography(toPicture, x, y)) / long,
    corners: cornersOf(widthMm, heightMm).map(({ x, y }) => mapHomography(fromMm, x, y)),
    matches: places.map(({ x, y, seenX, seenY }) => ({
      at: mapHomography(fromMm, x, y),
      seen: mapHomography(fromPicture, seenX, seenY),
    })),
    mm: 1 / half,
  }
  const starts = flats.map((flat) =>
    flatPose(multiplyHomography(fromPicture, multiplyHomography(flat, toMm))),
  )
  return likelyPoses(observed, starts).map(({ pose, begun }) => {
    const view = paperView(pose, begun)
    const on = observed.sides.map((side, k) => {
      const chain = chainOf(view, observed, k)
      return side.map((point) => nearestOn(chain, point))
    })
    const points = on.flat()
    const toSheet = multiplyHomography(printedOn(pose), fromMm)
    const toPage = invertHomography(toSheet)
    return {
      place: (x, y) => {
        const at = mapHomography(toSheet, x, y)
        const seen = view(at.x, at.y)
        return mapHomography(toPicture, seen.x, seen.y)
      },
      sides: on.map((side, k) =>
        side.map(({ part }, n) => {
          const { x, y } = between(observed.corners[k], observed.corners[(k + 1) % 4], part)
          return { at: mapHomography(toPage, x, y), seen: outline.sides[k][n] }
        }),
      ),
      explained: points.filter(({ miss }) => Math.abs(miss) <= EXPLAINED * SEEN).length / points.length,
    }
  })
}
