import { catmullRom } from '../../main/image/catmull-rom.ts'
import { fillRow, inverseMap } from '../leak/inverse-map.ts'
import { LINEAR_OF_CODE, srgbOfLinear } from '../leak/tone.ts'
import { onPhoto, type SheetMap } from './sheet-map.ts'
import { ratioAt, type ToneRatio } from './tone-ratio.ts'
import { driftAt, type WordDrift } from './word-drift.ts'

/** Interleaved 8-bit RGB. */
export interface PhotoPixels {
  readonly width: number
  readonly height: number
  readonly rgb: Uint8Array
}

const cubic = ({ width, height, rgb }: PhotoPixels, x: number, y: number, c: number): number => {
  const i = Math.min(width - 3, Math.max(1, Math.floor(x)))
  const j = Math.min(height - 3, Math.max(1, Math.floor(y)))
  const [s, t] = [x - i, y - j]
  const row = (dy: number) => {
    const at = ((j + dy) * width + i) * 3 + c
    return catmullRom(rgb[at - 3], rgb[at], rgb[at + 3], rgb[at + 6], s)
  }
  return catmullRom(row(-1), row(0), row(1), row(2), t)
}

const CODE_STEPS = 4096
const CODE_OF_LINEAR = Float32Array.from(
  { length: CODE_STEPS + 1 },
  (_, i) => 255 * srgbOfLinear(i / CODE_STEPS),
)

/** A coded value in `factor` times the light. */
const inLight = (code: number, factor: number): number => {
  const held = Math.min(255, Math.max(0, code))
  const whole = Math.floor(held)
  const next = LINEAR_OF_CODE[Math.min(255, whole + 1)]
  const linear = LINEAR_OF_CODE[whole] + (held - whole) * (next - LINEAR_OF_CODE[whole])
  return CODE_OF_LINEAR[Math.min(CODE_STEPS, Math.round(linear * factor * CODE_STEPS))]
}

/** Below this much movement, pixels are left as they were and not resampled. */
const LEAST_MOVE_PX = 0.02

/**
 * The photo as it would have come out, had the sheet borne the marks: its pixels moved where words moved, and darkened or lightened
 * where there is tint, dots or lettering. Light, focus, grain and bends stay the photo's own.
 */
export const carryMarks = (
  photo: PhotoPixels,
  map: SheetMap,
  tone: ToneRatio,
  drift: WordDrift,
): Uint8Array => {
  const { width, height, rgb } = photo
  const middle = { x: map.widthMm / 2, y: map.heightMm / 2 }
  const inverse = inverseMap((x, y) => onPhoto(map, x, y), width, height, middle)
  const out = rgb.slice()
  const [xs, ys] = [new Float64Array(width), new Float64Array(width)]
  for (let py = 0; py < height; py += 1) {
    fillRow(inverse, py + 0.5, 0, xs, ys)
    for (let px = 0; px < width; px += 1) {
      const [x, y] = [xs[px], ys[px]]
      if (!(x > 0 && y > 0 && x < map.widthMm && y < map.heightMm)) continue
      const at = (py * width + px) * 3
      const ratio = ratioAt(tone, x, y)
      const moved = driftAt(drift, x, y)
      const from = moved.x === 0 && moved.y === 0 ? null : onPhoto(map, x - moved.x, y - moved.y)
      const here = from === null ? null : onPhoto(map, x, y)
      const [mx, my] = from === null || here === null ? [0, 0] : [from.x - here.x, from.y - here.y]
      const still = Math.hypot(mx, my) < LEAST_MOVE_PX
      for (let c = 0; c < 3; c += 1) {
        const code = still ? rgb[at + c] : cubic(photo, px + mx, py + my, c)
        out[at + c] = inLight(code, ratio) + 0.5
      }
    }
  }
  return out
}
