import type { Severity } from './leak-types.ts'
import type { Random } from './random.ts'
import { bySeverity } from './leak-types.ts'

export interface Point3 {
  readonly x: number
  readonly y: number
  readonly z: number
}

/** How a sheet lies: page millimetres to space, x right, y down the page, z up from the table. */
export interface SheetShape {
  readonly kind: 'flat' | 'curl' | 'wave'
  readonly place: (xMm: number, yMm: number) => Point3
  /** Lambertian brightness factor at a point, 1 where the sheet is level. */
  readonly shade: (xMm: number, yMm: number) => number
}

const FLAT: SheetShape = { kind: 'flat', place: (x, y) => ({ x, y, z: 0 }), shade: () => 1 }

const clamp = (v: number, low: number, high: number): number => Math.min(high, Math.max(low, v))

/** Rolled about an axis at `angle`; arc length is kept, and beyond `reach` the sheet goes on straight. */
const curl = (midX: number, midY: number, radius: number, angle: number, reach: number): SheetShape => {
  const c = Math.cos(angle)
  const s = Math.sin(angle)
  const across = (x: number, y: number) => (x - midX) * c + (y - midY) * s
  const place = (x: number, y: number): Point3 => {
    const u = across(x, y)
    const v = (y - midY) * c - (x - midX) * s
    const bent = clamp(u, -reach, reach)
    const turn = bent / radius
    const rest = u - bent
    const along = radius * Math.sin(turn) + rest * Math.cos(turn)
    const z = radius * (1 - Math.cos(turn)) + Math.abs(rest * Math.sin(turn))
    return { x: midX + along * c - v * s, y: midY + along * s + v * c, z }
  }
  const shade = (x: number, y: number) => 1 - 0.55 * Math.sin(clamp(across(x, y), -reach, reach) / radius)
  return { kind: 'curl', place, shade }
}

/** Arc length is kept to the second order of the slope: what climbs and falls covers less of the table. */
const wave = (height: number, length: number, angle: number, phase: number): SheetShape => {
  const k = (2 * Math.PI) / length
  const c = Math.cos(angle)
  const s = Math.sin(angle)
  const at = (x: number, y: number) => k * (x * c + y * s) + phase
  const steepest = height * k
  const short = (turn: number) => ((steepest * steepest) / 4 / k) * (turn + Math.sin(2 * turn) / 2)
  return {
    kind: 'wave',
    place: (x, y) => {
      const turn = at(x, y)
      return { x: x - short(turn) * c, y: y - short(turn) * s, z: height * Math.sin(turn) }
    },
    shade: (x, y) => 1 - 0.55 * height * k * Math.cos(at(x, y)),
  }
}

export const drawSheetShape = (
  widthMm: number,
  heightMm: number,
  severity: Severity,
  random: Random,
): SheetShape => {
  const kind = random.pick(
    bySeverity<readonly SheetShape['kind'][]>(
      severity,
      ['flat', 'flat', 'curl'],
      ['flat', 'curl', 'wave'],
      ['curl', 'wave'],
    ),
  )
  if (kind === 'flat') return FLAT
  const angle = random.between(-0.4, 0.4) + (random.chance(0.5) ? Math.PI / 2 : 0)
  if (kind === 'wave') {
    const height = random.between(0.3, bySeverity(severity, 0.8, 1.6, 4))
    return wave(height, random.between(110, 220), angle, random.between(0, 2 * Math.PI))
  }
  const radius = random.between(
    ...bySeverity<[number, number]>(severity, [900, 2500], [450, 1200], [200, 500]),
  )
  return curl(widthMm / 2, heightMm / 2, radius, angle, Math.hypot(widthMm, heightMm) / 2)
}

export const flatSheet = (): SheetShape => FLAT
