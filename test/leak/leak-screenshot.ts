import type { Leak, LeakOptions, LeakPage, Severity } from './leak-types.ts'
import type { Random } from './random.ts'
import type { ViewerFrame } from './viewer-frame.ts'
import { encodeJpeg, encodePng, send } from './encode.ts'
import { bySeverity } from './leak-types.ts'
import { seededRandom } from './random.ts'
import { drawViewer, viewerFrame } from './viewer-frame.ts'

export interface ScreenshotOptions extends LeakOptions {
  /** Of the viewer's 100 %; drawn when left out. */
  readonly zoomPercent?: number
  readonly format?: 'png' | 'jpeg'
}

export interface CroppedScreenshotOptions extends ScreenshotOptions {
  /** Part of the visible page's area that is kept; drawn when left out. */
  readonly fraction?: number
}

interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

const cut = (
  frame: ViewerFrame,
  box: Box,
): { width: number; height: number; channels: 3; data: Uint8Array } => {
  const width = box.right - box.left
  const height = box.bottom - box.top
  const data = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y += 1) {
    const from = ((y + box.top) * frame.width + box.left) * 3
    data.set(frame.data.subarray(from, from + width * 3), y * width * 3)
  }
  return { width, height, channels: 3, data }
}

/** A rectangle of about `fraction` of the visible page's area, anywhere on it. */
const drawBox = ({ seen }: ViewerFrame, fraction: number, random: Random): Box => {
  const stretch = random.between(0.8, 1.25)
  const wide = Math.min(1, Math.sqrt(fraction) * stretch)
  const high = Math.min(1, fraction / wide)
  const width = Math.round((seen.right - seen.left) * wide)
  const height = Math.round((seen.bottom - seen.top) * high)
  const left = random.whole(seen.left, seen.right - width)
  const top = random.whole(seen.top, seen.bottom - height)
  return { left, top, right: left + width, bottom: top + height }
}

const capture = async (
  frame: ViewerFrame,
  box: Box,
  options: ScreenshotOptions,
  severity: Severity,
  random: Random,
  notes: Leak['notes'],
): Promise<Leak> => {
  const pixels = cut(frame, box)
  const quality = random.whole(...bySeverity<[number, number]>(severity, [88, 95], [75, 92], [50, 75]))
  const format = options.format ?? (random.chance(bySeverity(severity, 0.7, 0.5, 0)) ? 'png' : 'jpeg')
  const bytes = format === 'png' ? await encodePng(pixels) : await encodeJpeg(pixels, quality)
  const toPixel: Leak['toPixel'] = (xMm, yMm) => {
    const p = frame.toPixel(xMm, yMm)
    return { x: p.x - box.left, y: p.y - box.top }
  }
  return send({ bytes, format, width: pixels.width, height: pixels.height, toPixel, notes }, options)
}

/** The whole screen, viewer's window and all. */
export const leakScreenshot = async (page: LeakPage, options: ScreenshotOptions): Promise<Leak> => {
  const severity = options.severity ?? 'fair'
  const dice = seededRandom(options.seed, 'screenshot')
  const viewer = drawViewer(severity, dice, options.zoomPercent)
  const frame = await viewerFrame(page, viewer)
  const box = { left: 0, top: 0, right: frame.width, bottom: frame.height }
  return capture(frame, box, options, severity, dice, { kind: 'screenshot', dpi: viewer.dpi })
}

/** A part of the page cut out of a screenshot. */
export const leakCroppedScreenshot = async (
  page: LeakPage,
  options: CroppedScreenshotOptions,
): Promise<Leak> => {
  const severity = options.severity ?? 'fair'
  const dice = seededRandom(options.seed, 'cropped-screenshot')
  const viewer = drawViewer(severity, dice, options.zoomPercent)
  const frame = await viewerFrame(page, viewer)
  const drawn = dice.between(...bySeverity<[number, number]>(severity, [0.4, 0.8], [0.2, 0.5], [0.1, 0.3]))
  const box = drawBox(frame, options.fraction ?? drawn, dice)
  const notes = { kind: 'cropped-screenshot', dpi: viewer.dpi, fraction: options.fraction ?? drawn }
  return capture(frame, box, options, severity, dice, notes)
}
