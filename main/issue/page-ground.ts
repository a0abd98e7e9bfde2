import type { GreyRaster } from '../document/document.ts'
import { INK, paperOf } from './clearance.ts'

/** What lies under the marks, as far as drawing them depends on it. */
export interface PageGround {
  /** Areas that are not paper white, e.g. a photograph: the visible mark needs light edges there. */
  readonly toned: boolean
  /** Share of the page that a printer covers with dots of ink and white between, 0 to 1: there a tint outlives printing. */
  readonly halftoned: number
  /** Nothing is on it, or next to nothing: of a picture of it at most dots tell the page. */
  readonly blank: boolean
  /** So little is on it that it cannot be laid on a picture by that alone. */
  readonly bare: boolean
  /** Where a photograph or the like lies, so full of light and shade that a stronger tint is not seen in it. */
  readonly busy: readonly Area[]
}

/** Millimetres from the page's top left corner. */
export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const TONED_BELOW = 215
const SOLID_BELOW = 60
/** Wider than a stroke of body text, so that text is not taken for ground. */
const WINDOW_MM = 1.2
const ENOUGH = 0.01
/** Light and shade of so many levels in each window of a field hide a step of the tint more; of more levels it is letters and rules. */
const BUSY_SPREAD = { least: 10, most: 90 } as const
const FIELD_MM = 4
/** Less than this of the page, unlike the rest by so many levels, is a speck. */
const LEAST_CONTENT_MM2 = 1
const UNLIKE = 40
/** Of a page of one line an eighth of this is ink, of a form twice as much, of a page of text nine times. */
const BARE_INK = 0.01

interface Window {
  readonly lightest: number
  readonly darkest: number
}

const isBusy = (spread: number): boolean => spread >= BUSY_SPREAD.least && spread <= BUSY_SPREAD.most

/** Looks at every few pixels, and at all that surrounds them. */
export const groundOf = (raster: GreyRaster, widthMm: number): PageGround => {
  const pxPerMm = raster.width / widthMm
  const half = Math.max(1, Math.round((WINDOW_MM * pxPerMm) / 2))
  const fields = fieldsOf(raster, pxPerMm)
  let samples = 0
  let toned = 0
  let halftoned = 0
  for (let y = half; y < raster.height - half; y += 2 * half) {
    for (let x = half; x < raster.width - half; x += 2 * half) {
      const { lightest, darkest } = windowAround(raster, x, y, half)
      samples++
      if (lightest < TONED_BELOW) toned++
      if (lightest < TONED_BELOW && lightest >= SOLID_BELOW) halftoned++
      fields.look(x, y, lightest < TONED_BELOW && isBusy(lightest - darkest))
    }
  }
  return {
    toned: toned > ENOUGH * samples,
    halftoned: samples === 0 ? 0 : halftoned / samples,
    blank: isBlank(raster, widthMm),
    bare: inkShare(raster) < BARE_INK,
    busy: fields.busy(),
  }
}

/** What was seen in a field. */
const [BUSY, CALM] = [1, 2]

/** Which fields of a lattice over the page are busy wherever they were looked at. */
const fieldsOf = ({ width, height }: GreyRaster, pxPerMm: number) => {
  const sidePx = FIELD_MM * pxPerMm
  const columns = Math.ceil(width / sidePx)
  const seen = new Uint8Array(columns * Math.ceil(height / sidePx))
  const look = (x: number, y: number, busyThere: boolean): void => {
    seen[Math.floor(y / sidePx) * columns + Math.floor(x / sidePx)] |= busyThere ? BUSY : CALM
  }
  /** Neighbours in a row as one. */
  const busy = (): Area[] => {
    const areas: Area[] = []
    let from = 0
    for (let at = 0; at <= seen.length; at++) {
      const isOn = seen[at] === BUSY
      if (isOn && at % columns > 0) continue
      if (at > from) areas.push(areaOf(from, at))
      from = isOn ? at : at + 1
    }
    return areas
  }
  const areaOf = (from: number, to: number): Area => ({
    x: FIELD_MM * (from % columns),
    y: FIELD_MM * Math.floor(from / columns),
    width: FIELD_MM * (to - from),
    height: FIELD_MM,
  })
  return { look, busy }
}

const inkShare = (raster: GreyRaster): number => {
  const dark = paperOf(raster).darkest - INK
  return raster.data.reduce((sum, level) => sum + (level < dark ? 1 : 0), 0) / raster.data.length
}

const isBlank = ({ width, data }: GreyRaster, widthMm: number): boolean => {
  const levels = new Uint32Array(256)
  for (const level of data) levels[level]++
  const ground = levels.indexOf(levels.reduce((most, count) => Math.max(most, count), 0))
  const unlike = levels.reduce(
    (sum, count, level) => sum + (Math.abs(level - ground) > UNLIKE ? count : 0),
    0,
  )
  return unlike < LEAST_CONTENT_MM2 * (width / widthMm) ** 2
}

const windowAround = (raster: GreyRaster, x: number, y: number, half: number): Window => {
  let lightest = 0
  let darkest = 255
  for (let v = y - half; v <= y + half; v++) {
    for (let u = x - half; u <= x + half; u++) {
      const level = raster.data[v * raster.width + u]
      if (level > lightest) lightest = level
      if (level < darkest) darkest = level
    }
  }
  return { lightest, darkest }
}
