import { seededRandom } from './random.ts'

/** Dots to a supercell's side. */
const SUPERCELL = 8

/**
 * Bilevel screens for a 600 dpi engine. A threshold tile is compared with the darkness wanted (0..255);
 * where darkness exceeds the threshold there is toner.
 */
export interface ThresholdTile {
  readonly size: number
  readonly thresholds: Uint8Array
}

/**
 * A clustered-dot tile whose screen has the given lattice vector (a, b) in printer pixels, so that the
 * ruling is dpi / hypot(a, b) and the angle atan2(b, a). (4, 4) is the classic 106 lpi at 45 degrees.
 * Spot function: cos + cos, ranked within the tile so that tone comes out linear. The tile is a supercell: its dots grow one
 * after another, so that tones in between come out as well, as drivers see to it. Were all to grow together, a step of one
 * level in 255 would vanish on most grounds and jump by a whole dot's pixel on others.
 */
export const clusteredDotTile = (a: number, b: number): ThresholdTile => {
  const size = (SUPERCELL * (a * a + b * b)) / greatestCommonDivisor(a, b)
  const norm = a * a + b * b
  const order = seededRandom(`supercell ${a} ${b}`, 'halftone')
  const spots = Array.from({ length: size * size }, (_, i) => {
    const x = (i % size) + 0.27
    const y = Math.floor(i / size) + 0.31
    const spot =
      Math.cos((2 * Math.PI * (a * x + b * y)) / norm) + Math.cos((2 * Math.PI * (a * y - b * x)) / norm)
    // Pixels that lie alike in their dots are level but for the last digits.
    return { i, level: Math.round(spot * 1e6), turn: order.next() }
  })
  spots.sort((p, q) => q.level - p.level || p.turn - q.turn)
  const thresholds = new Uint8Array(size * size)
  // Less than half a pixel to a dot is not printed, nor less than half a pixel of white.
  const least = 0.5 / norm
  spots.forEach(({ i }, rank) => {
    const share = Math.max(least, Math.min(1 - least, (rank + 0.5) / spots.length))
    thresholds[i] = Math.round(share * 255)
  })
  return { size, thresholds }
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? Math.abs(a) : greatestCommonDivisor(b, a % b)

/** Darkness to toner (0 or 255), by comparison with a tile. */
export const screenTone = (
  darkness: Uint8Array,
  width: number,
  height: number,
  tile: ThresholdTile,
): Uint8Array => {
  const toner = new Uint8Array(width * height)
  const { size, thresholds } = tile
  for (let y = 0; y < height; y += 1) {
    const row = (y % size) * size
    const start = y * width
    for (let x = 0, tx = 0; x < width; x += 1) {
      if (darkness[start + x] > thresholds[row + tx]) toner[start + x] = 255
      tx += 1
      if (tx === size) tx = 0
    }
  }
  return toner
}

/** Floyd and Steinberg (1976), serpentine: what some drivers do for fine tones. */
export const diffuseTone = (darkness: Uint8Array, width: number, height: number): Uint8Array => {
  const toner = new Uint8Array(width * height)
  let here = new Float32Array(width + 2)
  let below = new Float32Array(width + 2)
  for (let y = 0; y < height; y += 1) {
    const step = y % 2 === 0 ? 1 : -1
    const start = y * width
    for (let n = 0, x = step > 0 ? 0 : width - 1; n < width; n += 1, x += step) {
      const wanted = darkness[start + x] + here[x + 1]
      const on = wanted > 127.5
      if (on) toner[start + x] = 255
      const error = on ? wanted - 255 : wanted
      here[x + 1 + step] += (error * 7) / 16
      below[x + 1 - step] += (error * 3) / 16
      below[x + 1] += (error * 5) / 16
      below[x + 1 + step] += error / 16
    }
    const spent = here
    here = below
    below = spent.fill(0)
  }
  return toner
}
