import type { Point } from '../../shared/maths/geometry.ts'
import type { PageToPixel, Severity } from './leak-types.ts'
import type { Random } from './random.ts'
import type { SheetShape } from './sheet-shape.ts'
import { bySeverity } from './leak-types.ts'

/** A rectangle of the page (or screen) that the photographer means to catch. */
export interface Target {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface PoseTraits {
  readonly width: number
  readonly height: number
  readonly tilt: number
  readonly tiltTowards: number
  readonly roll: number
  /** Part of the frame that the target fills; above 1 it is cut off. */
  readonly fill: number
  /** Where the target's middle lies off the frame's middle, in frame sizes. */
  readonly offset: readonly [number, number]
  readonly mirrored: boolean
  /** Of a crop of the sensor, or of a longer lens: 1 is the main camera's whole view. */
  readonly zoom: number
  readonly k1: number
  readonly k2: number
}

/** @param tiltDegrees away from straight above; drawn by severity when left out */
export const drawPose = (
  width: number,
  height: number,
  severity: Severity,
  random: Random,
  tiltDegrees?: number,
): PoseTraits => {
  const degree = Math.PI / 180
  const drawn = random.between(...bySeverity<[number, number]>(severity, [1, 12], [5, 25], [15, 40]))
  return {
    width,
    height,
    tilt: (tiltDegrees ?? drawn) * degree,
    tiltTowards: random.between(0, 2 * Math.PI),
    roll: random.gaussian() * bySeverity(severity, 1.5, 4, 10) * degree,
    fill: random.between(...bySeverity<[number, number]>(severity, [0.86, 0.96], [0.75, 0.96], [0.6, 1.02])),
    offset: [random.between(-0.015, 0.015), random.between(-0.015, 0.015)],
    mirrored: false,
    zoom: 1,
    k1: random.between(-0.03, 0.02),
    k2: random.between(-0.01, 0.02),
  }
}

interface Projected extends Point {
  /** Along the optical axis, in the page's unit. */
  readonly depth: number
}

type Projection = (xMm: number, yMm: number, distance: number) => Projected

/** Part of the distance to the target below which nothing is seen. */
const NEAREST = 0.1

/** A pinhole of 26 mm (35 mm equivalent) times the zoom, tilted and rolled about the target's middle. */
const pinhole = (shape: SheetShape, midX: number, midY: number, pose: PoseTraits): Projection => {
  const focal = pose.zoom * (26 / 43.27) * Math.hypot(pose.width, pose.height)
  const [ct, st] = [Math.cos(pose.tilt), Math.sin(pose.tilt)]
  const [ca, sa] = [Math.cos(pose.tiltTowards), Math.sin(pose.tiltTowards)]
  const [cr, sr] = [Math.cos(pose.roll), Math.sin(pose.roll)]
  return (xMm, yMm, distance) => {
    const p = shape.place(xMm, yMm)
    const x = p.x - midX
    const y = p.y - midY
    const towards = x * ca + y * sa
    const aside = y * ca - x * sa
    const leaning = towards * ct + p.z * st
    // What lies beside or behind the camera is far out of the picture, not turned over into it.
    const depth = Math.max(NEAREST * distance, distance + towards * st - p.z * ct)
    const tx = leaning * ca - aside * sa
    const ty = leaning * sa + aside * ca
    return { x: (focal * (tx * cr - ty * sr)) / depth, y: (focal * (tx * sr + ty * cr)) / depth, depth }
  }
}

const targetCorners = (t: Target): readonly Point[] => [
  { x: t.left, y: t.top },
  { x: t.right, y: t.top },
  { x: t.right, y: t.bottom },
  { x: t.left, y: t.bottom },
]

const bounds = (points: readonly Point[]) => {
  const xs = points.map((p) => p.x)
  const ys = points.map((p) => p.y)
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
}

const ROUNDS = 30

/** The distance, in the page's unit, from which the target fills the wanted part of the frame: by bisection of its logarithm. */
const standBack = (project: Projection, target: Target, pose: PoseTraits): number => {
  const size = Math.hypot(target.right - target.left, target.bottom - target.top)
  let [near, far] = [0.1 * size, 40 * size]
  for (let i = 0; i < ROUNDS; i += 1) {
    const distance = Math.sqrt(near * far)
    const box = bounds(targetCorners(target).map((p) => project(p.x, p.y, distance)))
    const fills = Math.max((box.right - box.left) / pose.width, (box.bottom - box.top) / pose.height)
    if (fills > pose.fill) near = distance
    else far = distance
  }
  return Math.sqrt(near * far)
}

export interface CameraView {
  readonly toPixel: PageToPixel
  /** How far a point of the page lies from the lens, along its axis, in the page's unit. */
  readonly depthAt: (xMm: number, yMm: number) => number
}

/** The camera's map from page millimetres to sensor pixels, lens distortion (Brown, radial) included. */
export const cameraView = (shape: SheetShape, target: Target, pose: PoseTraits): CameraView => {
  const project = pinhole(shape, (target.left + target.right) / 2, (target.top + target.bottom) / 2, pose)
  const distance = standBack(project, target, pose)
  const box = bounds(targetCorners(target).map((p) => project(p.x, p.y, distance)))
  const shiftX = pose.offset[0] * pose.width - (box.left + box.right) / 2
  const shiftY = pose.offset[1] * pose.height - (box.top + box.bottom) / 2
  const norm = 4 / (pose.width ** 2 + pose.height ** 2)
  const toPixel: PageToPixel = (xMm, yMm) => {
    const p = project(xMm, yMm, distance)
    const x = p.x + shiftX
    const y = p.y + shiftY
    const r2 = (x * x + y * y) * norm
    const lens = 1 + pose.k1 * r2 + pose.k2 * r2 * r2
    return { x: pose.width / 2 + (pose.mirrored ? -1 : 1) * x * lens, y: pose.height / 2 + y * lens }
  }
  return { toPixel, depthAt: (xMm, yMm) => project(xMm, yMm, distance).depth }
}

export const cameraMap = (shape: SheetShape, target: Target, pose: PoseTraits): PageToPixel =>
  cameraView(shape, target, pose).toPixel
