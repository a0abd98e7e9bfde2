import type { Target } from './camera-pose.ts'
import type { Leak, LeakOptions, LeakPage, Severity } from './leak-types.ts'
import type { PrintOptions } from './print-page.ts'
import type { Random } from './random.ts'
import { cameraMap, drawPose } from './camera-pose.ts'
import { send } from './encode.ts'
import { inverseMap } from './inverse-map.ts'
import { bySeverity, pageSizeMm } from './leak-types.ts'
import { tapsWithMotion } from './light.ts'
import { drawLighting } from './lighting.ts'
import { drawPhone, sensorSize, takePhoto } from './phone.ts'
import { photographSheet } from './photograph-sheet.ts'
import { printPage } from './print-page.ts'
import { seededRandom } from './random.ts'
import { drawSheetShape, flatSheet } from './sheet-shape.ts'
import { drawTable } from './table.ts'

export interface PrintPhotoOptions extends LeakOptions, PrintOptions {
  readonly framing?: 'page' | 'half' | 'quarter' | 'paragraph'
  readonly megapixels?: number
  /** A selfie camera's mirror image. */
  readonly mirrored?: boolean
  /** Lying flat instead of drawing a curl or wave. */
  readonly flat?: boolean
  /** Turned on top of the dice's small roll, in degrees. */
  readonly turnDegrees?: number
}

/** The part of the page that the photographer frames, in page millimetres. */
export const drawTarget = (
  widthMm: number,
  heightMm: number,
  framing: 'page' | 'half' | 'quarter' | 'paragraph',
  random: Random,
): Target => {
  const [fx, fy] = { page: [1, 1], half: [1, 0.5], quarter: [0.5, 0.5], paragraph: [0.55, 0.22] }[framing]
  const left = random.between(0, 1 - fx) * widthMm
  const top = random.between(0, 1 - fy) * heightMm
  return { left, top, right: left + fx * widthMm, bottom: top + fy * heightMm }
}

/** Colour left over after white balance. */
export const drawLamp = (severity: Severity, random: Random): readonly [number, number, number] => {
  const cast = random.between(-1, 1) * bySeverity(severity, 0.04, 0.1, 0.2)
  return [1 + cast, 1, 1 - cast * 1.2]
}

/** A page printed at 600 dpi, laid on a table and photographed with a phone. */
export const leakPrintPhoto = async (page: LeakPage, options: PrintPhotoOptions): Promise<Leak> => {
  const severity = options.severity ?? 'fair'
  const dice = seededRandom(options.seed, 'print-photo')
  const { widthMm, heightMm } = pageSizeMm(page)
  const sheet = await printPage(page, options, seededRandom(options.seed, 'printer'))
  const target = drawTarget(widthMm, heightMm, options.framing ?? 'page', dice)
  const landscape = target.right - target.left > target.bottom - target.top
  const { width, height } = sensorSize(options.megapixels ?? 12, landscape)
  const shape = options.flat === true ? flatSheet() : drawSheetShape(widthMm, heightMm, severity, dice)
  const drawn = drawPose(width, height, severity, dice)
  const roll = drawn.roll + ((options.turnDegrees ?? 0) * Math.PI) / 180
  const pose = { ...drawn, roll, mirrored: options.mirrored === true }
  const toPixel = cameraMap(shape, target, pose)
  const map = inverseMap(toPixel, width, height, {
    x: (target.left + target.right) / 2,
    y: (target.top + target.bottom) / 2,
  })
  const shake = bySeverity(severity, 0.4, 1.2, 2.6) * Math.sqrt((width * height) / 12e6)
  const light = photographSheet({
    sheet,
    widthMm,
    heightMm,
    map,
    brightness: drawLighting(map, shape, severity, dice),
    table: await drawTable(dice),
    taps: tapsWithMotion(dice.gaussian() * shake, dice.gaussian() * shake),
    lamp: drawLamp(severity, dice),
    grain: seededRandom(options.seed, 'paper'),
  })
  const notes = { kind: 'print-photo', shape: shape.kind, tiltDegrees: (pose.tilt * 180) / Math.PI }
  const photo = await takePhoto(
    light,
    drawPhone(severity, dice),
    toPixel,
    notes,
    seededRandom(options.seed, 'sensor'),
  )
  return send(photo, options)
}
