import { multiplyHomography, type Homography, type Point } from '../../shared/maths/geometry.ts'

/**
 * Paper bends without stretching, and a curl or a wave bends it one way: along straight lines across it, as a cylinder of any profile. Seen by
 * a camera, that is some twenty numbers, and the sheet's outline alone tells them: also how far its inside lies foreshortened, which
 * no flat view and no smooth bend of one knows.
 */

/** Terms of the profile's slope: cosines of so many half waves along the bend, over the page's diagonal. */
export const PROFILE_TERMS = 10

/** Where each number of a paper's pose is. Lengths in half diagonals of the sheet, picture lengths in the picture's long edge. */
export const POSE = {
  /** Rotation on top of the one begun from, as a vector, radians. */
  turn: 0,
  /** Where the sheet's middle is seen, off the picture's. */
  middleX: 3,
  middleY: 4,
  logDistance: 5,
  logFocal: 6,
  /** The lens's axis, off the picture's middle, for pictures are cropped; and its distortion (Brown's first term, long edges). */
  axisX: 7,
  axisY: 8,
  distortion: 9,
  /** Direction along the bend, from the page's x axis, radians. */
  along: 10,
  /** Where the printer put the page's middle on the sheet, and what it made of its size and direction. */
  printedX: 11,
  printedY: 12,
  printedLogScale: 13,
  printedTurn: 14,
  profile: 15,
} as const

export const POSE_LENGTH = POSE.profile + PROFILE_TERMS

/** Row-major, 3 x 3. */
export type Rotation = Homography

const STEPS = 64
/** The profile is known so many half diagonals to each side of the sheet's middle. */
const REACH = 1.1
/** Nothing is seen nearer than this share of the distance to the sheet's middle. */
const NEAREST = 0.05

/** Rodrigues's formula. */
const rotationBy = (x: number, y: number, z: number): Rotation => {
  const angle = Math.hypot(x, y, z)
  const s = angle < 1e-9 ? 1 : Math.sin(angle) / angle
  const c = angle < 1e-9 ? 0.5 : (1 - Math.cos(angle)) / (angle * angle)
  return [
    1 - c * (y * y + z * z),
    c * x * y - s * z,
    c * x * z + s * y,
    c * x * y + s * z,
    1 - c * (x * x + z * z),
    c * y * z - s * x,
    c * x * z - s * y,
    c * y * z + s * x,
    1 - c * (x * x + y * y),
  ]
}

/** Of the profile's terms, one after the other, the slope in the middle of each step. */
const TERMS = Array.from({ length: PROFILE_TERMS }, (_, term) =>
  Float64Array.from({ length: STEPS }, (__, k) => {
    const at = REACH * ((2 * k + 1) / STEPS - 1)
    return Math.cos(((term + 1) * Math.PI * (at + 1)) / 2)
  }),
)

interface Profile {
  /** Along the table and off it, at even steps of the way along the paper from -REACH to REACH. */
  readonly along: Float64Array
  readonly off: Float64Array
}

const profileOf = (pose: Float64Array): Profile => {
  const slopes = new Float64Array(STEPS)
  TERMS.forEach((term, m) => {
    for (let k = 0; k < STEPS; k++) slopes[k] += pose[POSE.profile + m] * term[k]
  })
  const along = new Float64Array(STEPS + 1)
  const off = new Float64Array(STEPS + 1)
  const step = (2 * REACH) / STEPS
  slopes.forEach((slope, k) => {
    along[k + 1] = along[k] + step * Math.cos(slope)
    off[k + 1] = off[k] + step * Math.sin(slope)
  })
  const [middleAlong, middleOff] = [along[STEPS / 2], off[STEPS / 2]]
  return { along: along.map((v) => v - middleAlong), off: off.map((v) => v - middleOff) }
}

/** Where the picture shows a point of the sheet: from half diagonals off its middle to long edges off the picture's middle. */
export type PaperView = (x: number, y: number) => Point

export const paperView = (pose: Float64Array, begun: Rotation): PaperView => {
  const profile = profileOf(pose)
  const r = multiplyHomography(rotationBy(pose[POSE.turn], pose[POSE.turn + 1], pose[POSE.turn + 2]), begun)
  const [c, s] = [Math.cos(pose[POSE.along]), Math.sin(pose[POSE.along])]
  const focal = Math.exp(pose[POSE.logFocal])
  const distance = Math.exp(pose[POSE.logDistance])
  const [axisX, axisY] = [pose[POSE.axisX], pose[POSE.axisY]]
  const middleX = ((pose[POSE.middleX] - axisX) / focal) * distance
  const middleY = ((pose[POSE.middleY] - axisY) / focal) * distance
  const distortion = pose[POSE.distortion]
  return (x, y) => {
    const [way, across] = [x * c + y * s, y * c - x * s]
    const at = Math.min(STEPS - 1e-9, Math.max(0, ((way + REACH) / (2 * REACH)) * STEPS))
    const k = Math.floor(at)
    const part = at - k
    const along = profile.along[k] + part * (profile.along[k + 1] - profile.along[k])
    const z = profile.off[k] + part * (profile.off[k + 1] - profile.off[k])
    const [px, py] = [along * c - across * s, along * s + across * c]
    const depth = Math.max(NEAREST * distance, distance + r[6] * px + r[7] * py + r[8] * z)
    const u = (focal * (middleX + r[0] * px + r[1] * py + r[2] * z)) / depth
    const v = (focal * (middleY + r[3] * px + r[4] * py + r[5] * z)) / depth
    const lens = 1 + distortion * (u * u + v * v)
    return { x: axisX + u * lens, y: axisY + v * lens }
  }
}

/** From the page to the sheet that it was printed on, both in half diagonals off their middles. */
export const printedOn = (pose: Float64Array): Homography => {
  const scale = Math.exp(pose[POSE.printedLogScale])
  const [c, s] = [scale * Math.cos(pose[POSE.printedTurn]), scale * Math.sin(pose[POSE.printedTurn])]
  return [c, -s, pose[POSE.printedX], s, c, pose[POSE.printedY], 0, 0, 1]
}
