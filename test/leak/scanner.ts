import type { PageToPixel } from './leak-types.ts'
import type { Light } from './light.ts'
import type { PrintedSheet } from './print-page.ts'
import type { Random } from './random.ts'
import type { Table } from './table.ts'
import { blurPlane } from './blur.ts'
import { inverseMap } from './inverse-map.ts'
import { tapsWithMotion } from './light.ts'
import { photographSheet } from './photograph-sheet.ts'

export interface ScanTraits {
  readonly dpi: number
  readonly skewDegrees: number
  /** Amplitude of the feed's unevenness, in millimetres. */
  readonly wobbleMm: number
  readonly blurPx: number
}

const LID: Table = { size: 1, perMm: 1, codes: new Uint8Array([240, 240, 240]), originMm: [0, 0] }

/** Skew about the page's middle, and a feed that runs a little fast and slow, and sideways. */
const scannerMap = (widthMm: number, heightMm: number, traits: ScanTraits, random: Random): PageToPixel => {
  const perMm = traits.dpi / 25.4
  const skew = (traits.skewDegrees * Math.PI) / 180
  const [c, s] = [Math.cos(skew), Math.sin(skew)]
  const [phase, period, shiftX, shiftY] = [
    random.between(0, 6.28),
    random.between(40, 160),
    random.between(-1, 1),
    random.between(-1, 1),
  ]
  return (xMm, yMm) => {
    const x = (xMm - widthMm / 2) * c - (yMm - heightMm / 2) * s + widthMm / 2 + shiftX
    const y = (xMm - widthMm / 2) * s + (yMm - heightMm / 2) * c + heightMm / 2 + shiftY
    const feed = traits.wobbleMm * Math.sin((2 * Math.PI * y) / period + phase)
    const sideways = 0.3 * traits.wobbleMm * Math.sin((2 * Math.PI * y) / (period * 0.37) + 2 * phase)
    return { x: (x + sideways) * perMm, y: (y + feed) * perMm }
  }
}

/** A flatbed or a sheet feed: even light, no perspective. Linear reflectance comes back. */
export const scanSheet = (
  sheet: PrintedSheet,
  widthMm: number,
  heightMm: number,
  traits: ScanTraits,
  random: Random,
): { light: Light; toPixel: PageToPixel } => {
  const toPixel = scannerMap(widthMm, heightMm, traits, random)
  const width = Math.round((widthMm * traits.dpi) / 25.4)
  const height = Math.round((heightMm * traits.dpi) / 25.4)
  const map = inverseMap(toPixel, width, height, { x: widthMm / 2, y: heightMm / 2 })
  const brightness = new Float32Array(map.columns * map.rows)
  const slope = random.between(-0.03, 0.03)
  for (let i = 0; i < brightness.length; i += 1)
    brightness[i] = 1 + slope * ((i % map.columns) / map.columns - 0.5)
  const light = photographSheet({
    sheet,
    widthMm,
    heightMm,
    map,
    brightness,
    table: LID,
    taps: tapsWithMotion(0, 0),
    lamp: [1, 1, 1],
    grain: random,
  })
  for (const plane of [light.r, light.g, light.b]) blurPlane(plane, width, height, traits.blurPx)
  return { light, toPixel }
}
