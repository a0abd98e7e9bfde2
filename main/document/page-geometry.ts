import type { Affine } from '../../shared/maths/geometry.ts'
import type { PageGeometry } from './document.ts'

/** One default user-space unit is 1/72 inch (ISO 32000-1, 8.3.2.3). */
export const MM_PER_POINT = 25.4 / 72

/** Left, bottom, right, top in default user space. */
export type Box = readonly [number, number, number, number]

/** What viewers, PDFium among them, assume where no usable MediaBox is given. */
const US_LETTER: Box = [0, 0, 612, 792]

const upright = (box: Box): Box => [
  Math.min(box[0], box[2]),
  Math.min(box[1], box[3]),
  Math.max(box[0], box[2]),
  Math.max(box[1], box[3]),
]

const hasArea = (box: Box): boolean =>
  box.every(Number.isFinite) && box[2] - box[0] > 0.01 && box[3] - box[1] > 0.01

/** The part of the page that viewers show: the crop box, as far as it lies in the media box. */
export const visibleBox = (media: Box | null, crop: Box | null): Box => {
  const m = media && hasArea(upright(media)) ? upright(media) : US_LETTER
  if (!crop) return m
  const c = upright(crop)
  const both: Box = [Math.max(m[0], c[0]), Math.max(m[1], c[1]), Math.min(m[2], c[2]), Math.min(m[3], c[3])]
  return hasArea(both) ? both : m
}

/** Rotate as quarter turns clockwise, 0 to 3; values that are no multiple of 90 count as the one below. */
export const quarterTurns = (rotateDegrees: number): number =>
  Number.isFinite(rotateDegrees) ? ((Math.trunc(rotateDegrees / 90) % 4) + 4) % 4 : 0

/** The visible page in millimetres, and the way from there to the page's default user space. */
export const pageGeometry = (box: Box, turns: number, userUnit: number): PageGeometry => {
  const unit = Number.isFinite(userUnit) && userUnit > 0 ? userUnit : 1
  const mm = MM_PER_POINT * unit
  const k = 1 / mm
  const [left, bottom, right, top] = box
  const turned: readonly Affine[] = [
    { a: k, b: 0, c: 0, d: -k, e: left, f: top },
    { a: 0, b: k, c: k, d: 0, e: left, f: bottom },
    { a: -k, b: 0, c: 0, d: k, e: right, f: bottom },
    { a: 0, b: -k, c: -k, d: 0, e: right, f: top },
  ]
  const sideways = turns % 2 === 1
  return {
    widthMm: (sideways ? top - bottom : right - left) * mm,
    heightMm: (sideways ? right - left : top - bottom) * mm,
    toUser: turned[turns],
  }
}
