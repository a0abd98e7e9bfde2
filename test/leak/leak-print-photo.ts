import type { CameraView, Target } from './camera-pose.ts'
import type { Framing } from './framing.ts'
import type { Leak, LeakOptions, LeakPage, Severity } from './leak-types.ts'
import type { PrintedSheet, PrintOptions } from './print-page.ts'
import type { Random } from './random.ts'
import type { SheetShape } from './sheet-shape.ts'
import { drawPose } from './camera-pose.ts'
import { defocusGrid, drawLens } from './defocus.ts'
import { send } from './encode.ts'
import { drawTarget, drawZoom, frameTarget, shareInFrame } from './framing.ts'
import { inverseMap } from './inverse-map.ts'
import { bySeverity, drawAccepted, pageSizeMm } from './leak-types.ts'
import { tapsWithMotion } from './light.ts'
import { drawLighting } from './lighting.ts'
import { drawPhone, sensorSize, takePhoto } from './phone.ts'
import { photographSheet } from './photograph-sheet.ts'
import { printPage } from './print-page.ts'
import { seededRandom } from './random.ts'
import { drawSheetShape, flatSheet } from './sheet-shape.ts'
import { drawTable } from './table.ts'

export interface PrintPhotoOptions extends LeakOptions, PrintOptions {
  readonly framing?: Framing
  readonly megapixels?: number
  /** A selfie camera's mirror image. */
  readonly mirrored?: boolean
  /** Lying flat instead of drawing a curl or wave. */
  readonly flat?: boolean
  /** Turned on top of the dice's small roll, in degrees. */
  readonly turnDegrees?: number
  /** Between the optical axis and the page's normal; drawn by severity when left out. */
  readonly tiltDegrees?: number
}

/** Colour left over after white balance. */
export const drawLamp = (severity: Severity, random: Random): readonly [number, number, number] => {
  const cast = random.between(-1, 1) * bySeverity(severity, 0.04, 0.1, 0.2)
  return [1 + cast, 1, 1 - cast * 1.2]
}

interface Pose {
  readonly target: Target
  readonly shape: SheetShape
  readonly camera: CameraView
  readonly zoom: number
  readonly tiltDegrees: number
  readonly view: { readonly toPixel: CameraView['toPixel']; readonly width: number; readonly height: number }
}

const drawScene = (
  sizeMm: readonly [number, number],
  options: PrintPhotoOptions,
  severity: Severity,
  dice: Random,
): Pose => {
  const framing = options.framing ?? 'page'
  const target = drawTarget(...sizeMm, framing, dice)
  const landscape = target.right - target.left > target.bottom - target.top
  const { width, height } = sensorSize(options.megapixels ?? 12, landscape)
  const shape = options.flat === true ? flatSheet() : drawSheetShape(...sizeMm, severity, dice)
  const drawn = drawPose(width, height, severity, dice, options.tiltDegrees)
  const roll = drawn.roll + ((options.turnDegrees ?? 0) * Math.PI) / 180
  const zoom = drawZoom(framing, dice)
  const pose = { ...drawn, roll, zoom, mirrored: options.mirrored === true }
  const camera = frameTarget(shape, target, pose, sizeMm, framing, dice)
  const tiltDegrees = (pose.tilt * 180) / Math.PI
  return { target, shape, camera, zoom, tiltDegrees, view: { toPixel: camera.toPixel, width, height } }
}

const MOST_DRAWS = 60

/** A printed sheet, laid on a table and photographed with a phone. `toPixel` is for millimetres of the sheet. */
export const photographPrint = async (
  sheet: PrintedSheet,
  page: LeakPage,
  options: PrintPhotoOptions,
  kind: string,
): Promise<Leak> => {
  const severity = options.severity ?? 'fair'
  const dice = seededRandom(options.seed, 'print-photo')
  const { widthMm, heightMm } = pageSizeMm(page)
  const { target, shape, camera, zoom, tiltDegrees, view, accepted } = drawAccepted(
    () => drawScene([widthMm, heightMm], options, severity, dice),
    options.accepts,
    MOST_DRAWS,
  )
  const { toPixel, width, height } = view
  const middle = { x: (target.left + target.right) / 2, y: (target.top + target.bottom) / 2 }
  const map = inverseMap(toPixel, width, height, middle)
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
  const phone = drawPhone(severity, dice)
  const lens = zoom * drawLens(seededRandom(options.seed, 'lens'))
  const blur = defocusGrid(map, camera.depthAt, camera.depthAt(middle.x, middle.y), lens, phone.blurPx)
  const share = shareInFrame(toPixel, widthMm, heightMm, view)
  const notes = { kind, shape: shape.kind, zoom, tiltDegrees, share, accepted }
  const photo = await takePhoto(
    light,
    phone,
    { map, blur },
    toPixel,
    notes,
    seededRandom(options.seed, 'sensor'),
  )
  return send(photo, options)
}

/** A page printed at 600 dpi, laid on a table and photographed with a phone. */
export const leakPrintPhoto = async (page: LeakPage, options: PrintPhotoOptions): Promise<Leak> => {
  const sheet = await printPage(page, options, seededRandom(options.seed, 'printer'))
  return photographPrint(sheet, page, options, 'print-photo')
}
