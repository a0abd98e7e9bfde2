import { invertAffine, mapAffine } from '../../shared/maths/geometry.ts'
import type { BoxMove, PagePicture } from './document.ts'

/** The white around a moved box takes up its move, within so much and never beyond the middle to the next box. */
export const MOST_MARGIN_MM = 0.3

/** Left, top, right and bottom, or margins on those sides. */
type Sides = [number, number, number, number]

/**
 * How far each box may reach out on every side so that no two meet: where two would, they share what lies between them the way
 * they are farther apart.
 */
export const marginsOf = (boxes: readonly Readonly<Sides>[], most: number): readonly Readonly<Sides>[] => {
  const margins = boxes.map((): Sides => [most, most, most, most])
  const order = [...boxes.keys()].sort((i, k) => boxes[i][1] - boxes[k][1])
  const tallest = boxes.reduce((height, [, top, , bottom]) => Math.max(height, bottom - top), 0)
  order.forEach((i, at) => {
    for (let n = at + 1; n < order.length; n++) {
      const k = order[n]
      const [p, q] = [boxes[i], boxes[k]]
      if (q[1] - p[1] > tallest + 2 * most) break
      const gapX = Math.max(q[0] - p[2], p[0] - q[2])
      const gapY = q[1] - p[3]
      if (Math.max(gapX, gapY) >= 2 * most) continue
      const share = Math.max(0, Math.max(gapX, gapY) / 2)
      const [own, other] = gapY > gapX ? [3, 1] : q[0] > p[0] ? [2, 0] : [0, 2]
      margins[i][own] = Math.min(margins[i][own], share)
      margins[k][other] = Math.min(margins[k][other], share)
    }
  })
  return margins
}

/** 1 within [from, to], down to 0 at the margins' ends; `at` is a pixel's middle. */
const ramp = (at: number, from: number, to: number, before: number, after: number): number => {
  if (at < from) return Math.max(0, 1 - (from - at) / before)
  if (at > to) return Math.max(0, 1 - (at - to) / after)
  return 1
}

/** Places between two samples that are told apart: a step is a hundredth of a pixel and less. */
const STEPS = 128

/** Catmull and Rom's weights of four samples, for each place between the second and the third. */
const CUBIC = Float32Array.from({ length: 4 * STEPS }, (_, i) => {
  const t = Math.floor(i / 4) / STEPS
  const [t2, t3] = [t * t, t * t * t]
  return [-t / 2 + t2 - t3 / 2, 1 - 2.5 * t2 + 1.5 * t3, t / 2 + 2 * t2 - 1.5 * t3, (t3 - t2) / 2][i % 4]
})

/** Interleaved samples of 8 bits, row by row. */
export interface Pixels {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
  readonly channels: 1 | 2 | 3 | 4
}

/** A box in pixels, its margins, and how far its content goes. */
interface PixelMove {
  readonly box: Readonly<Sides>
  readonly margins: Readonly<Sides>
  readonly x: number
  readonly y: number
}

/** A level of 255 out of what a cubic may leave beyond. */
const level = (value: number): number => (value <= 0 ? 0 : value >= 255 ? 255 : Math.round(value))

/** Columns from `left` to before `right`, rows from `top` to before `bottom`. */
interface Strip {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Content that moves by less and less towards the margins' ends. */
const moveMargin = (from: Pixels, to: Uint8Array, move: PixelMove, strip: Strip): void => {
  const { data, width, height, channels } = from
  const { box, margins } = move
  const rows = new Int32Array(4)
  const columns = new Int32Array(4)
  for (let y = strip.top; y < strip.bottom; y++) {
    const shareY = ramp(y + 0.5, box[1], box[3], margins[1], margins[3])
    for (let x = strip.left; x < strip.right; x++) {
      const share = shareY * ramp(x + 0.5, box[0], box[2], margins[0], margins[2])
      if (share === 0) continue
      const atX = Math.round((x - share * move.x) * STEPS)
      const atY = Math.round((y - share * move.y) * STEPS)
      const [x0, y0] = [Math.floor(atX / STEPS), Math.floor(atY / STEPS)]
      const [cubicX, cubicY] = [4 * (atX - x0 * STEPS), 4 * (atY - y0 * STEPS)]
      for (let k = 0; k < 4; k++) {
        columns[k] = channels * Math.min(width - 1, Math.max(0, x0 - 1 + k))
        rows[k] = channels * width * Math.min(height - 1, Math.max(0, y0 - 1 + k))
      }
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0
        for (let v = 0; v < 4; v++) {
          const row = rows[v] + channel
          sum +=
            CUBIC[cubicY + v] *
            (CUBIC[cubicX] * data[row + columns[0]] +
              CUBIC[cubicX + 1] * data[row + columns[1]] +
              CUBIC[cubicX + 2] * data[row + columns[2]] +
              CUBIC[cubicX + 3] * data[row + columns[3]])
        }
        to[channels * (y * width + x) + channel] = level(sum)
      }
    }
  }
}

/** Content that moves as a whole: first along, then across. */
const moveCore = (from: Pixels, to: Uint8Array, move: PixelMove, core: Strip): void => {
  const { data, width, channels } = from
  const [atX, atY] = [Math.round(-move.x * STEPS), Math.round(-move.y * STEPS)]
  const [offX, offY] = [Math.floor(atX / STEPS), Math.floor(atY / STEPS)]
  const [cubicX, cubicY] = [4 * (atX - offX * STEPS), 4 * (atY - offY * STEPS)]
  const [a0, a1, a2, a3] = CUBIC.subarray(cubicX, cubicX + 4)
  const [b0, b1, b2, b3] = CUBIC.subarray(cubicY, cubicY + 4)
  const run = channels * (core.right - core.left)
  const along = new Float32Array(run * (core.bottom - core.top + 3))
  for (let row = 0; run * row < along.length; row++) {
    const first = channels * ((core.top + offY - 1 + row) * width + core.left + offX - 1)
    for (let i = 0; i < run; i++) {
      const at = first + i
      along[row * run + i] =
        a0 * data[at] + a1 * data[at + channels] + a2 * data[at + 2 * channels] + a3 * data[at + 3 * channels]
    }
  }
  for (let row = 0; row < core.bottom - core.top; row++) {
    const out = channels * ((core.top + row) * width + core.left)
    for (let i = 0, at = row * run; i < run; i++, at++) {
      to[out + i] = level(
        b0 * along[at] + b1 * along[at + run] + b2 * along[at + 2 * run] + b3 * along[at + 3 * run],
      )
    }
  }
}

/** Samples that a cubic takes beyond its place, and a pixel for rounding. */
const BEYOND = 3

const moveBox = (from: Pixels, to: Uint8Array, move: PixelMove): void => {
  const { box, margins } = move
  const outer: Strip = {
    left: Math.max(0, Math.floor(box[0] - margins[0])),
    top: Math.max(0, Math.floor(box[1] - margins[1])),
    right: Math.min(from.width, Math.ceil(box[2] + margins[2])),
    bottom: Math.min(from.height, Math.ceil(box[3] + margins[3])),
  }
  // Pixels whose middles are in the box.
  const [left, top, right, bottom] = box.map((side) => Math.round(side))
  const [far, deep] = [Math.ceil(Math.abs(move.x)) + BEYOND, Math.ceil(Math.abs(move.y)) + BEYOND]
  const isInside = left < right && top < bottom && left >= far && top >= deep && right + far <= from.width
  if (!isInside || bottom + deep > from.height) return moveMargin(from, to, move, outer)
  moveCore(from, to, move, { left, top, right, bottom })
  moveMargin(from, to, move, { ...outer, bottom: top })
  moveMargin(from, to, move, { ...outer, top: bottom })
  moveMargin(from, to, move, { ...outer, top, bottom, right: left })
  moveMargin(from, to, move, { ...outer, top, bottom, left: right })
}

const pixelMoves = ({ toPage }: PagePicture, moves: readonly BoxMove[]): PixelMove[] => {
  const fromPage = invertAffine(toPage)
  const pixelsPerMm = Math.hypot(fromPage.a, fromPage.b)
  const boxes = moves.map(({ box: [x0, y0, x1, y1] }): Sides => {
    const [p, q] = [mapAffine(fromPage, { x: x0, y: y0 }), mapAffine(fromPage, { x: x1, y: y1 })]
    return [Math.min(p.x, q.x), Math.min(p.y, q.y), Math.max(p.x, q.x), Math.max(p.y, q.y)]
  })
  const margins = marginsOf(boxes, MOST_MARGIN_MM * pixelsPerMm)
  return moves.map(({ shiftMm: [x, y] }, k) => ({
    box: boxes[k],
    margins: margins[k],
    x: fromPage.a * x + fromPage.c * y,
    y: fromPage.b * x + fromPage.d * y,
  }))
}

/** What a picture shows once the content of boxes is moved by less than a pixel or by a few; all else stays. */
export const moveInPixels = (pixels: Pixels, picture: PagePicture, moves: readonly BoxMove[]): Uint8Array => {
  const moved = Uint8Array.from(pixels.data)
  for (const move of pixelMoves(picture, moves)) moveBox(pixels, moved, move)
  return moved
}
