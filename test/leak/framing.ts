import type { CameraView, PoseTraits, Target } from './camera-pose.ts'
import type { PageToPixel } from './leak-types.ts'
import type { Random } from './random.ts'
import type { SheetShape } from './sheet-shape.ts'
import { cameraView } from './camera-pose.ts'

/** How much of the page the photographer means to catch. */
export type Framing = 'page' | 'half' | 'quarter' | 'paragraph'

/** Sides of the target, in parts of the page's. */
const TARGETS: Record<Framing, readonly [number, number]> = {
  page: [1, 1],
  half: [1, 0.5],
  quarter: [0.5, 0.5],
  paragraph: [0.5, 0.24],
}

/** Part of the page's area that comes to lie in the frame, where that is what the framing says. */
const SHARES: Partial<Record<Framing, readonly [number, number]>> = {
  quarter: [0.22, 0.28],
  paragraph: [0.1, 0.15],
}

/** Pieces are zoomed in on: phones do not focus from a hand's breadth away. */
const ZOOMS: Partial<Record<Framing, readonly [number, number]>> = { quarter: [1.2, 2], paragraph: [2, 3] }

export const drawZoom = (framing: Framing, random: Random): number => {
  const range = ZOOMS[framing]
  return range === undefined ? 1 : random.between(...range)
}

/** The part of the page that the photographer aims at, in page millimetres. */
export const drawTarget = (widthMm: number, heightMm: number, framing: Framing, random: Random): Target => {
  const [fx, fy] = TARGETS[framing]
  const left = random.between(0, 1 - fx) * widthMm
  const top = random.between(0, 1 - fy) * heightMm
  return { left, top, right: left + fx * widthMm, bottom: top + fy * heightMm }
}

const GRID = 40

/** Part of the page's area that lies in the frame. */
export const shareInFrame = (
  toPixel: PageToPixel,
  widthMm: number,
  heightMm: number,
  frame: { readonly width: number; readonly height: number },
): number => {
  let inside = 0
  for (let i = 0; i < GRID * GRID; i += 1) {
    const p = toPixel((((i % GRID) + 0.5) / GRID) * widthMm, ((Math.floor(i / GRID) + 0.5) / GRID) * heightMm)
    if (p.x >= 0 && p.y >= 0 && p.x < frame.width && p.y < frame.height) inside += 1
  }
  return inside / (GRID * GRID)
}

/** Goes near until the framing's share of the page is left in the frame. */
export const frameTarget = (
  shape: SheetShape,
  target: Target,
  pose: PoseTraits,
  sizeMm: readonly [number, number],
  framing: Framing,
  random: Random,
): CameraView => {
  const range = SHARES[framing]
  if (range === undefined) return cameraView(shape, target, pose)
  const wanted = random.between(...range)
  let [low, high] = [0.3, 3]
  for (let round = 0; round < 12; round += 1) {
    const fill = Math.sqrt(low * high)
    const { toPixel } = cameraView(shape, target, { ...pose, fill })
    if (shareInFrame(toPixel, ...sizeMm, pose) > wanted) low = fill
    else high = fill
  }
  return cameraView(shape, target, { ...pose, fill: Math.sqrt(low * high) })
}
