import type { Brightness } from './lighting.ts'
import type { InverseMap } from './inverse-map.ts'
import type { Light } from './light.ts'
import type { PrintedSheet } from './print-page.ts'
import type { Random } from './random.ts'
import type { Table } from './table.ts'
import type { Texture } from './texture.ts'
import { brightnessRow } from './lighting.ts'
import { fillRow, unitsPerPixel } from './inverse-map.ts'
import { newLight } from './light.ts'
import { forFootprint } from './texture.ts'
import { LINEAR_OF_CODE } from './tone.ts'

export interface SheetScene {
  readonly sheet: PrintedSheet
  readonly widthMm: number
  readonly heightMm: number
  readonly map: InverseMap
  readonly brightness: Brightness
  readonly table: Table
  /** Sampling offsets inside a pixel, shake of the hand included. */
  readonly taps: readonly (readonly [number, number])[]
  /** Relative colour of the lamp, after the camera's imperfect white balance. */
  readonly lamp: readonly [number, number, number]
  /** Chance for the paper's formation (its cloudiness in reflected light). */
  readonly grain: Random
}

interface Row {
  readonly xs: Float64Array
  readonly ys: Float64Array
  readonly r: Float32Array
  readonly g: Float32Array
  readonly b: Float32Array
}

const SHADOW_REACH_MM = 5
// Tables reflect less than paper of the same code.
const TABLE_GAIN = 0.8
const FORMATION_SIZE = 256
const FORMATION_PER_MM = 3
const FORMATION_SD = 0.006

const paperFormation = (random: Random): Float32Array =>
  Float32Array.from({ length: FORMATION_SIZE * FORMATION_SIZE }, () => 1 + FORMATION_SD * random.gaussian())

/** Bare table, darker close to the sheet that lies on it. */
const addTable = (table: Table, x: number, y: number, edgeMm: number, row: Row, i: number): void => {
  const tx = Math.floor((x + table.originMm[0]) * table.perMm) & (table.size - 1)
  const ty = Math.floor((y + table.originMm[1]) * table.perMm) & (table.size - 1)
  const p = (ty * table.size + tx) * 3
  const near = TABLE_GAIN * (edgeMm < SHADOW_REACH_MM ? 1 - 0.45 * (1 - edgeMm / SHADOW_REACH_MM) ** 2 : 1)
  row.r[i] += LINEAR_OF_CODE[table.codes[p]] * near
  row.g[i] += LINEAR_OF_CODE[table.codes[p + 1]] * near
  row.b[i] += LINEAR_OF_CODE[table.codes[p + 2]] * near
}

const lookUp = (curve: Float32Array, code: number): number => {
  const whole = code | 0
  return curve[whole] + (code - whole) * (curve[whole < 255 ? whole + 1 : 255] - curve[whole])
}

const bilinear = (
  data: Uint8Array,
  at: number,
  right: number,
  down: number,
  fu: number,
  fv: number,
): number => {
  const top = data[at] + fu * (data[at + right] - data[at])
  const low = data[at + down] + fu * (data[at + down + right] - data[at + down])
  return top + fv * (low - top)
}

const outsideBy = (scene: SheetScene, x: number, y: number): number =>
  Math.max(-x, -y, x - scene.widthMm, y - scene.heightMm)

const addSheetRow = (scene: SheetScene, texture: Texture, formation: Float32Array, row: Row): void => {
  const { data, width, height, channels, perUnit } = texture
  const [curveR, curveG, curveB] = scene.sheet.reflectance
  const stride = width * channels
  for (let i = 0; i < row.xs.length; i += 1) {
    const x = row.xs[i]
    const y = row.ys[i]
    const outside = outsideBy(scene, x, y)
    if (outside >= 0) {
      addTable(scene.table, x, y, outside, row, i)
      continue
    }
    const u = Math.min(width - 1.001, Math.max(0, x * perUnit - 0.5))
    const v = Math.min(height - 1.001, Math.max(0, y * perUnit - 0.5))
    const u0 = u | 0
    const v0 = v | 0
    const fu = u - u0
    const fv = v - v0
    const p = v0 * stride + u0 * channels
    const red = bilinear(data, p, channels, stride, fu, fv)
    const mask = FORMATION_SIZE - 1
    const cloud =
      formation[((y * FORMATION_PER_MM) & mask) * FORMATION_SIZE + ((x * FORMATION_PER_MM) & mask)]
    row.r[i] += cloud * lookUp(curveR, red)
    row.g[i] += cloud * lookUp(curveG, channels === 1 ? red : bilinear(data, p + 1, channels, stride, fu, fv))
    row.b[i] += cloud * lookUp(curveB, channels === 1 ? red : bilinear(data, p + 2, channels, stride, fu, fv))
  }
}

/** Light that reaches the sensor from a printed sheet on its table, before the lens's blur. */
export const photographSheet = (scene: SheetScene): Light => {
  const { map, taps, lamp } = scene
  const texture = forFootprint(scene.sheet.texture, unitsPerPixel(map))
  const formation = paperFormation(scene.grain)
  const light = newLight(map.width, map.height)
  const xs = new Float64Array(map.width)
  const ys = new Float64Array(map.width)
  const factor = new Float32Array(map.width)
  for (let y = 0; y < map.height; y += 1) {
    const from = y * map.width
    const cut = (plane: Float32Array) => plane.subarray(from, from + map.width)
    const row: Row = { xs, ys, r: cut(light.r), g: cut(light.g), b: cut(light.b) }
    for (const [dx, dy] of taps) {
      fillRow(map, y + 0.5 + dy, dx, xs, ys)
      addSheetRow(scene, texture, formation, row)
    }
    brightnessRow(map, scene.brightness, y + 0.5, factor)
    for (let i = 0; i < map.width; i += 1) {
      const f = factor[i] / taps.length
      row.r[i] *= f * lamp[0]
      row.g[i] *= f * lamp[1]
      row.b[i] *= f * lamp[2]
    }
  }
  return light
}
