import type { GreyRaster } from '../document/document.ts'
import { INK, paperOf } from './clearance.ts'

/** What lies under the marks, as far as drawing them depends on it. */
export interface PageGround {
  /** Areas of dark ground, e.g. a dark slide: the tint must be stronger there. */
  readonly dark: boolean
  /** Areas that are not paper white, e.g. a photograph: the visible mark needs light edges there. */
  readonly toned: boolean
  /** Share of the page that a printer covers with dots of ink and white between, 0 to 1: there a tint outlives printing. */
  readonly halftoned: number
  /** Nothing is on it, or next to nothing: whoever has a picture of it can find neither the page nor its marks. */
  readonly blank: boolean
  /** So little is on it that it cannot be laid on a picture by that alone. */
  readonly bare: boolean
}

const DARK_BELOW = 140
const TONED_BELOW = 215
const SOLID_BELOW = 60
/** Wider than a stroke of body text, so that text is not taken for ground. */
const WINDOW_MM = 1.2
const ENOUGH = 0.01
/** Less than this of the page, unlike the rest by so many levels, is a speck. */
const LEAST_CONTENT_MM2 = 1
const UNLIKE = 40
/** Of a page of one line an eighth of this is ink, of a form twice as much, of a page of text nine times. */
const BARE_INK = 0.01

/** Looks at every few pixels whether all of their surroundings are dark. */
export const groundOf = (raster: GreyRaster, widthMm: number): PageGround => {
  const half = Math.max(1, Math.round((WINDOW_MM * raster.width) / widthMm / 2))
  let samples = 0
  let dark = 0
  let toned = 0
  let halftoned = 0
  for (let y = half; y < raster.height - half; y += 2 * half) {
    for (let x = half; x < raster.width - half; x += 2 * half) {
      const lightest = lightestAround(raster, x, y, half)
      samples++
      if (lightest < DARK_BELOW) dark++
      if (lightest < TONED_BELOW) toned++
      if (lightest < TONED_BELOW && lightest >= SOLID_BELOW) halftoned++
    }
  }
  return {
    dark: dark > ENOUGH * samples,
    toned: toned > ENOUGH * samples,
    halftoned: samples === 0 ? 0 : halftoned / samples,
    blank: isBlank(raster, widthMm),
    bare: inkShare(raster) < BARE_INK,
  }
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

const lightestAround = (raster: GreyRaster, x: number, y: number, half: number): number => {
  let lightest = 0
  for (let v = y - half; v <= y + half; v++) {
    for (let u = x - half; u <= x + half; u++)
      lightest = Math.max(lightest, raster.data[v * raster.width + u])
  }
  return lightest
}
