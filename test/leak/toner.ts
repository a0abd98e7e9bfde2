import type { Random } from './random.ts'

const GRAIN_SIZE = 512

/** A tile of band-limited noise, mean 0, in 8-bit steps. */
const grainTile = (random: Random, amount: number): Float32Array => {
  const white = Float32Array.from({ length: GRAIN_SIZE * GRAIN_SIZE }, () => random.gaussian())
  const tile = new Float32Array(white.length)
  const mask = GRAIN_SIZE - 1
  for (let y = 0; y < GRAIN_SIZE; y += 1) {
    for (let x = 0; x < GRAIN_SIZE; x += 1) {
      const at = (dx: number, dy: number) => white[((y + dy) & mask) * GRAIN_SIZE + ((x + dx) & mask)]
      const near = at(1, 0) + at(-1, 0) + at(0, 1) + at(0, -1)
      tile[y * GRAIN_SIZE + x] = (at(0, 0) + 0.7 * near) * 0.58 * amount
    }
  }
  return tile
}

/** How steeply coverage goes from none to full about the developed edge. */
const edgeCurve = (): Uint8Array => {
  const curve = new Uint8Array(1024)
  for (let i = 0; i < 1024; i += 1) curve[i] = Math.min(255, Math.max(0, (i - 384 - 128) * 2.2 + 128))
  return curve
}

export interface TonerTraits {
  /** Edge roughness: standard deviation of the developing threshold, in 8-bit steps of exposure. */
  readonly roughness: number
  /** How much wider than exposed the toner lies: steps by which the threshold is lowered. */
  readonly gain: number
}

/**
 * What fuses to the paper when the engine exposes `bits` (0 or 255): the laser's spot is about as wide
 * as a pixel (a 3 x 3 binomial here), and the developed edge wanders with the toner's grain.
 */
export const developToner = (
  bits: Uint8Array,
  width: number,
  height: number,
  traits: TonerTraits,
  random: Random,
): Uint8Array => {
  const grain = grainTile(random, traits.roughness)
  const curve = edgeCurve()
  const out = new Uint8Array(width * height)
  const mask = GRAIN_SIZE - 1
  for (let y = 0; y < height; y += 1) {
    const here = y * width
    const up = Math.max(0, y - 1) * width
    const down = Math.min(height - 1, y + 1) * width
    const grainRow = (y & mask) * GRAIN_SIZE
    let left = 0
    let middle = bits[up] + 2 * bits[here] + bits[down]
    for (let x = 0; x < width; x += 1) {
      const next = x + 1 < width ? x + 1 : x
      const right = bits[up + next] + 2 * bits[here + next] + bits[down + next]
      const exposure = (left + 2 * middle + right) / 16
      left = middle
      middle = right
      // Bare ground far from any exposure stays bare: toner scatter is the speckle's business.
      if (exposure === 0) continue
      out[here + x] = curve[(exposure + grain[grainRow + (x & mask)] + traits.gain + 384) | 0]
    }
  }
  return out
}
