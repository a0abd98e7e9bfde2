/** Where a score plot's parts lie, in the plot's own units. Pure, so that it can be tried without a screen. */

export interface Box {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Decoys come counted in bins of half a unit from here up. */
const FIRST_BIN = -6
const BIN = 0.5

export interface Scale {
  readonly from: number
  readonly to: number
  readonly at: (z: number) => number
}

/** Holds every score and the limit, with a little room on either side. */
export const scaleFor = (candidates: readonly number[], limitZ: number | null, box: Box): Scale => {
  const highest = candidates.reduce((most, z) => Math.max(most, z), limitZ ?? 0)
  const lowest = candidates.reduce((least, z) => Math.min(least, z), 0)
  const from = Math.min(-4, Math.floor(lowest))
  const to = Math.max(4, Math.ceil(highest + (highest - from) * 0.06))
  const room = box.width - box.left - box.right
  return { from, to, at: (z) => box.left + ((z - from) / (to - from)) * room }
}

/** Round figures along the axis, at most eight or so. */
export const ticksOf = ({ from, to }: Scale): number[] => {
  const step = [1, 2, 5, 10, 20, 50, 100].find((size) => (to - from) / size <= 8) ?? 200
  const first = Math.ceil(from / step) * step
  return Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, i) => first + i * step)
}

export interface Bar {
  readonly x: number
  readonly width: number
  readonly height: number
}

/** Bars of the never-issued keys, the highest filling the height. Empty bins have none. */
export const decoyBars = (decoys: readonly number[], scale: Scale, height: number): Bar[] => {
  const most = Math.max(1, ...decoys)
  return decoys.flatMap((count, i) => {
    const z = FIRST_BIN + i * BIN
    if (count === 0 || z + BIN <= scale.from || z >= scale.to) return []
    const x = scale.at(Math.max(z, scale.from))
    return [{ x, width: scale.at(Math.min(z + BIN, scale.to)) - x, height: (count / most) * height }]
  })
}

export interface Dot {
  readonly x: number
  readonly y: number
  /** Its place among the candidates. */
  readonly index: number
}

/** Dots stacked upwards where they would cover each other, closer together where the stack would be too high. */
export const stackDots = (
  candidates: readonly number[],
  scale: Scale,
  { base, room, radius }: { readonly base: number; readonly room: number; readonly radius: number },
): Dot[] => {
  const stacks = new Map<number, number>()
  const placed = candidates.map((z, index) => {
    const column = Math.round(scale.at(z) / (2 * radius))
    const level = stacks.get(column) ?? 0
    stacks.set(column, level + 1)
    return { x: column * 2 * radius, level, index }
  })
  const most = Math.max(1, ...stacks.values())
  const rise = Math.min(2 * radius, (room - 2 * radius) / Math.max(1, most - 1))
  return placed.map(({ x, level, index }) => ({ x, y: base - radius - level * rise, index }))
}
