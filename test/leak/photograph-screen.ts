import type { Brightness } from './lighting.ts'
import type { InverseMap } from './inverse-map.ts'
import type { Light } from './light.ts'
import type { ViewerFrame } from './viewer-frame.ts'
import { fillRow, unitsPerPixel } from './inverse-map.ts'
import { newLight } from './light.ts'
import { brightnessRow } from './lighting.ts'
import { LINEAR_OF_CODE } from './tone.ts'

export interface ScreenScene {
  readonly frame: ViewerFrame
  /** From sensor pixels to screen pixels. */
  readonly map: InverseMap
  readonly brightness: Brightness
  readonly taps: readonly (readonly [number, number])[]
  readonly white: readonly [number, number, number]
  /** Room light thrown back by the glass, in parts of the screen's white. */
  readonly haze: number
  /** Bands of the backlight's flicker under the rolling shutter. */
  readonly band: { readonly depth: number; readonly rows: number }
}

const FINE = 512
const STRIPE_GAP = 0.04
const ROW_DUTY = 0.92

/** Light of a column of pixels from 0 down to v: rows are parted by a thin dark gap. */
const rowIntegral = (v: number): number => {
  const line = Math.floor(v)
  return line + Math.min(1, (v - line) / ROW_DUTY)
}

/** For each colour, the light of a pixel's left part up to u, for u in 0..1: stripes of red, green, blue. */
const stripeIntegral = (colour: number): Float32Array => {
  const low = colour / 3 + STRIPE_GAP
  const high = (colour + 1) / 3 - STRIPE_GAP
  return Float32Array.from({ length: FINE + 1 }, (_, i) =>
    Math.min(1, Math.max(0, (i / FINE - low) / (high - low))),
  )
}

const STRIPES = [stripeIntegral(0), stripeIntegral(1), stripeIntegral(2)] as const

const BEZEL_PX = 22

interface Row {
  readonly xs: Float64Array
  readonly ys: Float64Array
  readonly planes: readonly Float32Array[]
}

/** A dark frame, and a dim room beyond it. */
const addSurroundings = (scene: ScreenScene, x: number, y: number, row: Row, i: number): void => {
  const { width, height } = scene.frame
  const outside = Math.max(-x, -y, x - width, y - height)
  const room = outside < BEZEL_PX ? 0.008 : 0.03 + 0.02 * Math.sin(x / 190 + y / 260)
  for (const plane of row.planes) plane[i] += room
}

const addScreenRow = (scene: ScreenScene, halfBox: number, row: Row): void => {
  const { width, height, data } = scene.frame
  const gain = 1 / (2 * halfBox) ** 2
  for (let i = 0; i < row.xs.length; i += 1) {
    const x = row.xs[i]
    const y = row.ys[i]
    if (x < 1 || y < 0 || x >= width - 2 || y >= height) {
      addSurroundings(scene, x, y, row, i)
      continue
    }
    const line = y | 0
    const lit = gain * (rowIntegral(y + halfBox) - rowIntegral(y - halfBox))
    const first = (x - halfBox) | 0
    const from = ((x - halfBox - first) * FINE + 0.5) | 0
    const to = ((x + halfBox - first) * FINE + 0.5) | 0
    const p = (line * width + first) * 3
    for (let c = 0; c < 3; c += 1) {
      const stripe = STRIPES[c]
      const here = LINEAR_OF_CODE[data[p + c]]
      if (to <= FINE) row.planes[c][i] += lit * here * (stripe[to] - stripe[from])
      else
        row.planes[c][i] +=
          lit * (here * (1 - stripe[from]) + LINEAR_OF_CODE[data[p + 3 + c]] * stripe[to - FINE])
    }
  }
}

/** Light that reaches the sensor from a screen, before the lens's blur: moire comes out of the sampling. */
export const photographScreen = (scene: ScreenScene): Light => {
  const { map, taps } = scene
  const light = newLight(map.width, map.height)
  const xs = new Float64Array(map.width)
  const ys = new Float64Array(map.width)
  const factor = new Float32Array(map.width)
  // Each tap stands for a box as wide as the distance between taps.
  const halfBox = Math.min(0.5, Math.max(0.02, unitsPerPixel(map) / 4))
  for (let y = 0; y < map.height; y += 1) {
    const cut = (plane: Float32Array) => plane.subarray(y * map.width, (y + 1) * map.width)
    const row: Row = { xs, ys, planes: [cut(light.r), cut(light.g), cut(light.b)] }
    for (const [dx, dy] of taps) {
      fillRow(map, y + 0.5 + dy, dx, xs, ys)
      addScreenRow(scene, halfBox, row)
    }
    brightnessRow(map, scene.brightness, y + 0.5, factor)
    const banding = 1 + scene.band.depth * Math.sin((2 * Math.PI * y) / scene.band.rows)
    for (let c = 0; c < 3; c += 1) {
      const gain = (banding * scene.white[c]) / taps.length
      const plane = row.planes[c]
      for (let i = 0; i < map.width; i += 1) plane[i] = (plane[i] * gain + scene.haze) * factor[i]
    }
  }
  return light
}
