import type { Leak, LeakOptions, LeakPage, Severity, View } from './leak-types.ts'
import type { Random } from './random.ts'
import type { ViewerFrame } from './viewer-frame.ts'
import { encodeJpeg, encodePng, send } from './encode.ts'
import { bySeverity, drawAccepted } from './leak-types.ts'
import { seededRandom } from './random.ts'
import { drawViewer, viewerFrame } from './viewer-frame.ts'

export interface ScreenshotOptions extends LeakOptions {
  /** Of the viewer's 100 %; drawn when left out. */
  readonly zoomPercent?: number
  readonly format?: 'png' | 'jpeg'
  /** Of the JPEG; drawn by severity when left out. */
  readonly quality?: number
}

export interface CroppedScreenshotOptions extends ScreenshotOptions {
  /** Part of the page's area that is kept (or all that is on the screen, when that is less); drawn when left out. */
  readonly fraction?: number
  /** How many times as wide it is, for its height, as what is seen; about as wide when left out. */
  readonly wide?: number
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

/** A rectangle of about `fraction` of the page's area, anywhere on what is seen of it. */
const drawBox = (
  { seen }: ViewerFrame,
  pagePx: number,
  { fraction, wide }: { readonly fraction: number; readonly wide?: number },
  random: Random,
): Box => {
  const stretch = wide === undefined ? random.between(0.8, 1.25) : Math.sqrt(wide)
  const [seenWide, seenHigh] = [seen.right - seen.left, seen.bottom - seen.top]
  const area = Math.min(fraction * pagePx, seenWide * seenHigh)
  // No narrower than leaves the height on the screen, no wider than the screen.
  const widePx = Math.min(
    seenWide,
    Math.max(area / seenHigh, Math.sqrt((area * seenWide) / seenHigh) * stretch),
  )
  const [width, height] = [Math.round(widePx), Math.min(seenHigh, Math.round(area / widePx))]
  const left = random.whole(seen.left, seen.right - width)
  const top = random.whole(seen.top, seen.bottom - height)
  return { left, top, right: left + width, bottom: top + height }
}

/** Truth for the part of a frame that a box cuts out. */
const viewThrough = (frame: ViewerFrame, box: Box): View => ({
  toPixel: (xMm, yMm) => {
    const p = frame.toPixel(xMm, yMm)
    return { x: p.x - box.left, y: p.y - box.top }
  },
  width: box.right - box.left,
  height: box.bottom - box.top,
})

const capture = async (
  frame: ViewerFrame,
  box: Box,
  options: ScreenshotOptions,
  severity: Severity,
  random: Random,
  notes: Leak['notes'],
): Promise<Leak> => {
  const pixels = cut(frame, box)
  const drawn = random.whole(...bySeverity<[number, number]>(severity, [88, 95], [75, 92], [50, 75]))
  const quality = options.quality ?? drawn
  const format = options.format ?? (random.chance(bySeverity(severity, 0.7, 0.5, 0)) ? 'png' : 'jpeg')
  const bytes = format === 'png' ? await encodePng(pixels) : await encodeJpeg(pixels, quality)
  return send({ bytes, format, ...viewThrough(frame, box), notes: { ...notes, format } }, options)
}

/** The whole screen, viewer's window and all. */
export const leakScreenshot = async (page: LeakPage, options: ScreenshotOptions): Promise<Leak> => {
  const severity = options.severity ?? 'fair'
  const dice = seededRandom(options.seed, 'screenshot')
  const viewer = drawViewer(severity, dice, options.zoomPercent)
  const frame = await viewerFrame(page, viewer)
  const box = { left: 0, top: 0, right: frame.width, bottom: frame.height }
  return capture(frame, box, options, severity, dice, {
    kind: 'screenshot',
    dpi: viewer.dpi,
    dark: viewer.dark,
  })
}

/** Windows, and pieces of each, that are drawn before a bare piece is taken. */
const MOST_WINDOWS = 8
const MOST_BOXES = 40

/** A part of the page cut out of a screenshot. */
export const leakCroppedScreenshot = async (
  page: LeakPage,
  options: CroppedScreenshotOptions,
): Promise<Leak> => {
  const severity = options.severity ?? 'fair'
  const dice = seededRandom(options.seed, 'cropped-screenshot')
  const drawn = dice.between(...bySeverity<[number, number]>(severity, [0.4, 0.8], [0.2, 0.5], [0.1, 0.3]))
  const fraction = options.fraction ?? drawn
  for (let left = MOST_WINDOWS; ; left -= 1) {
    const viewer = drawViewer(severity, dice, options.zoomPercent)
    const frame = await viewerFrame(page, viewer)
    const pagePx = page.width * page.height * (viewer.dpi / page.dpi) ** 2
    const draw = () => {
      const box = drawBox(frame, pagePx, { ...options, fraction }, dice)
      return { box, view: viewThrough(frame, box) }
    }
    const { box, accepted } = drawAccepted(draw, options.accepts, MOST_BOXES)
    if (!accepted && left > 1) continue
    const notes = { kind: 'cropped-screenshot', dpi: viewer.dpi, fraction, accepted }
    return capture(frame, box, options, severity, dice, notes)
  }
}
