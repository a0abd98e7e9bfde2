import type { Leak, LeakOptions, LeakPage, Severity } from './leak-types.ts'
import type { Light } from './light.ts'
import type { PrintedSheet, PrintOptions } from './print-page.ts'
import type { Random } from './random.ts'
import type { ScanTraits } from './scanner.ts'
import { encodeJpeg, send } from './encode.ts'
import { bySeverity, pageSizeMm } from './leak-types.ts'
import { printPage } from './print-page.ts'
import { gaussianSource, seededRandom } from './random.ts'
import { scanSheet } from './scanner.ts'
import { srgbOfLinear } from './tone.ts'

export interface ScanOptions extends LeakOptions, PrintOptions {
  readonly dpi?: number
}

const drawScan = (severity: Severity, dpi: number | undefined, random: Random): ScanTraits => ({
  dpi: dpi ?? random.pick(bySeverity<readonly number[]>(severity, [300], [200, 300], [150, 200])),
  skewDegrees: random.gaussian() * bySeverity(severity, 0.3, 0.7, 1.5),
  wobbleMm: random.between(0, bySeverity(severity, 0.04, 0.1, 0.25)),
  blurPx: random.between(0.45, bySeverity(severity, 0.7, 0.9, 1.2)),
})

/** Reflectance that scanners call black: just under solid toner. */
const BLACK_AT = 0.03

/** The scanner's own tone: paper lifted to near white, ink kept dark, a little noise. */
const developScan = (light: Light, colour: boolean, whiteAt: number, noise: number, random: Random) => {
  const { width, height, r, g, b } = light
  const gaussian = gaussianSource(random)
  const channels: 1 | 3 = colour ? 3 : 1
  const data = new Uint8ClampedArray(width * height * channels)
  const stretch = (v: number) => Math.min(1, Math.max(0, (v - BLACK_AT) / (whiteAt - BLACK_AT)))
  const curve = Float32Array.from({ length: 1025 }, (_, i) => 255 * srgbOfLinear(stretch(i / 1024)))
  const code = (v: number) => curve[v >= 1 ? 1024 : (v * 1024) | 0] + noise * gaussian()
  for (let i = 0; i < width * height; i += 1) {
    if (channels === 1) data[i] = code(g[i])
    else {
      data[3 * i] = code(r[i])
      data[3 * i + 1] = code(g[i])
      data[3 * i + 2] = code(b[i])
    }
  }
  return { width, height, channels, data }
}

/** Scans a sheet that is already printed: shared with photocopies. */
export const scanToLeak = async (
  sheet: PrintedSheet,
  page: LeakPage,
  options: ScanOptions,
  notes: Leak['notes'],
): Promise<Leak> => {
  const severity = options.severity ?? 'fair'
  const dice = seededRandom(options.seed, 'scan')
  const traits = drawScan(severity, options.dpi, dice)
  const { widthMm, heightMm } = pageSizeMm(page)
  const { light, toPixel } = scanSheet(sheet, widthMm, heightMm, traits, dice)
  const colour = dice.chance(0.5)
  const whiteAt = dice.between(0.8, 0.95)
  const pixels = developScan(light, colour, whiteAt, dice.between(0.6, 2), dice)
  const quality = dice.whole(...bySeverity<[number, number]>(severity, [80, 92], [70, 88], [50, 75]))
  const { width, height } = pixels
  const bytes = await encodeJpeg(pixels, quality)
  return send(
    { bytes, format: 'jpeg', width, height, toPixel, notes: { ...notes, ...traits, quality } },
    options,
  )
}

/** A laser print on an office scanner. */
export const leakScan = async (page: LeakPage, options: ScanOptions): Promise<Leak> => {
  const sheet = await printPage(page, options, seededRandom(options.seed, 'printer'))
  return scanToLeak(sheet, page, options, { kind: 'scan' })
}
