import type { Leak, LeakPage, PageToPixel, Severity } from './leak-types.ts'
import type { Light } from './light.ts'
import type { PrintedSheet } from './print-page.ts'
import type { Random } from './random.ts'
import type { PrintPhotoOptions } from './leak-print-photo.ts'
import type { ScanOptions } from './leak-scan.ts'
import { photographPrint } from './leak-print-photo.ts'
import { scanToLeak } from './leak-scan.ts'
import { bySeverity, pageSizeMm } from './leak-types.ts'
import { printPage } from './print-page.ts'
import { seededRandom } from './random.ts'
import { scanSheet } from './scanner.ts'
import { smoothstep } from './tone.ts'

const COPIER_DPI = 300

/** High contrast, as a copier's text mode has it: most light greys vanish, most dark ones go black. */
const copierContrast = (light: Light, severity: Severity, random: Random): Uint8Array => {
  const middle = random.between(0.3, 0.5)
  const softness = random.between(
    ...bySeverity<[number, number]>(severity, [0.2, 0.3], [0.12, 0.22], [0.04, 0.1]),
  )
  const out = new Uint8Array(light.g.length)
  for (let i = 0; i < out.length; i += 1)
    out[i] = 255 * smoothstep(middle - softness, middle + softness, light.g[i])
  return out
}

/** Dust on the glass and stray toner: small dark grains. */
const addSpeckle = (grey: Uint8Array, width: number, severity: Severity, random: Random): void => {
  const grains = (grey.length / 1e6) * bySeverity(severity, 8, 40, 200)
  for (let n = 0; n < grains; n += 1) {
    const at = Math.floor(random.next() * (grey.length - width - 1))
    const dark = random.between(0, 120)
    grey[at] = dark
    if (random.chance(0.4)) grey[at + 1] = dark
    if (random.chance(0.4)) grey[at + width] = dark
  }
}

const copySheet = async (
  sheet: PrintedSheet,
  page: LeakPage,
  severity: Severity,
  random: Random,
): Promise<{ copy: PrintedSheet; toCopyMm: PageToPixel }> => {
  const { widthMm, heightMm } = pageSizeMm(page)
  const traits = {
    dpi: COPIER_DPI,
    skewDegrees: random.gaussian() * bySeverity(severity, 0.2, 0.5, 1.2),
    wobbleMm: random.between(0, bySeverity(severity, 0.05, 0.12, 0.3)),
    blurPx: random.between(0.5, 0.8),
  }
  const { light, toPixel } = scanSheet(sheet, widthMm, heightMm, traits, random)
  const data = copierContrast(light, severity, random)
  addSpeckle(data, light.width, severity, random)
  const seen: LeakPage = { width: light.width, height: light.height, channels: 1, data, dpi: COPIER_DPI }
  const copy = await printPage(seen, { screen: random.pick(['clustered', 'diffused']) }, random)
  const toCopyMm: PageToPixel = (xMm, yMm) => {
    const p = toPixel(xMm, yMm)
    return { x: (p.x * 25.4) / COPIER_DPI, y: (p.y * 25.4) / COPIER_DPI }
  }
  return { copy, toCopyMm }
}

const copyPrint = async (page: LeakPage, options: ScanOptions) => {
  const sheet = await printPage(page, options, seededRandom(options.seed, 'printer'))
  return copySheet(sheet, page, options.severity ?? 'fair', seededRandom(options.seed, 'copier'))
}

/** The truth about a picture of a photocopy: from the page to the copy's sheet, and from there to the picture. */
const throughCopy = (leak: Leak, toCopyMm: PageToPixel): Leak => ({
  ...leak,
  toPixel: (xMm, yMm) => {
    const p = toCopyMm(xMm, yMm)
    return leak.toPixel(p.x, p.y)
  },
})

/** A laser print, photocopied and the photocopy scanned. */
export const leakPhotocopy = async (page: LeakPage, options: ScanOptions): Promise<Leak> => {
  const { copy, toCopyMm } = await copyPrint(page, options)
  return throughCopy(await scanToLeak(copy, page, options, { kind: 'photocopy' }), toCopyMm)
}

/** A laser print, photocopied and the photocopy photographed with a phone. */
export const leakPhotocopyPhoto = async (page: LeakPage, options: PrintPhotoOptions): Promise<Leak> => {
  const { copy, toCopyMm } = await copyPrint(page, options)
  return throughCopy(await photographPrint(copy, page, options, 'photocopy-photo'), toCopyMm)
}
