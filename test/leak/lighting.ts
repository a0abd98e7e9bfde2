import type { InverseMap } from './inverse-map.ts'
import type { Severity } from './leak-types.ts'
import type { Random } from './random.ts'
import type { SheetShape } from './sheet-shape.ts'
import { GRID_STEP } from './inverse-map.ts'
import { bySeverity } from './leak-types.ts'
import { smoothstep } from './tone.ts'

/** Brightness on the inverse map's grid. */
export type Brightness = Float32Array

interface Shadow {
  readonly depth: number
  readonly angle: number
  readonly reach: number
  readonly softness: number
  readonly wobble: number
  readonly phase: number
}

/** The photographer's hand and phone: from one side, with a wavy soft edge. */
const drawShadow = (severity: Severity, random: Random): Shadow => ({
  depth: random.chance(bySeverity(severity, 0.3, 0.6, 0.9))
    ? random.between(...bySeverity<[number, number]>(severity, [0.05, 0.2], [0.1, 0.4], [0.25, 0.6]))
    : 0,
  angle: random.between(0, 2 * Math.PI),
  reach: random.between(-0.25, 0.35),
  softness: random.between(...bySeverity<[number, number]>(severity, [0.15, 0.3], [0.06, 0.2], [0.02, 0.12])),
  wobble: random.between(0.02, 0.09),
  phase: random.between(0, 6.28),
})

const shadowAt = (s: Shadow, x: number, y: number): number => {
  if (s.depth === 0) return 1
  const along = x * Math.cos(s.angle) + y * Math.sin(s.angle)
  const aside = y * Math.cos(s.angle) - x * Math.sin(s.angle)
  const edge = s.reach + s.wobble * (Math.sin(9 * aside + s.phase) + 0.6 * Math.sin(17 * aside + 2 * s.phase))
  return 1 - s.depth * smoothstep(edge - s.softness, edge + s.softness, along)
}

/** Lamp gradient, shadow, the sheet's own shading and the lens's vignetting, as one factor per grid point. */
export const drawLighting = (
  map: InverseMap,
  shape: SheetShape,
  severity: Severity,
  random: Random,
): Brightness => {
  const slope = random.between(0.03, bySeverity(severity, 0.14, 0.28, 0.45))
  const slopeAngle = random.between(0, 2 * Math.PI)
  const vignette = random.between(0.08, bySeverity(severity, 0.16, 0.25, 0.35))
  const shadow = drawShadow(severity, random)
  const out = new Float32Array(map.columns * map.rows)
  for (let row = 0; row < map.rows; row += 1) {
    for (let column = 0; column < map.columns; column += 1) {
      const i = row * map.columns + column
      const x = (column * GRID_STEP) / map.width - 0.5
      const y = (row * GRID_STEP) / map.height - 0.5
      const lamp = 1 + slope * (x * Math.cos(slopeAngle) + y * Math.sin(slopeAngle)) * 1.6
      const lens = 1 - vignette * (x * x + y * y) * 2
      out[i] = lamp * lens * shadowAt(shadow, x, y) * shape.shade(map.xs[i], map.ys[i])
    }
  }
  return out
}

/** Brightness along one row of pixels. */
export const brightnessRow = (map: InverseMap, grid: Brightness, y: number, out: Float32Array): void => {
  const gy = Math.min(map.rows - 1.000001, y / GRID_STEP)
  const row = Math.floor(gy)
  const fy = gy - row
  for (let cell = 0; cell < map.columns - 1; cell += 1) {
    const p = row * map.columns + cell
    const q = p + map.columns
    const left = grid[p] + fy * (grid[q] - grid[p])
    const step = (grid[p + 1] + fy * (grid[q + 1] - grid[p + 1]) - left) / GRID_STEP
    const end = Math.min(map.width, (cell + 1) * GRID_STEP)
    for (let i = cell * GRID_STEP, t = 0.5; i < end; i += 1, t += 1) out[i] = left + step * t
  }
}
