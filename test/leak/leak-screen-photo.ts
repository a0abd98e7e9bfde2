import type { Brightness } from './lighting.ts'
import type { InverseMap } from './inverse-map.ts'
import type { Leak, LeakOptions, LeakPage, PageToPixel, Severity } from './leak-types.ts'
import type { Random } from './random.ts'
import { cameraView, drawPose } from './camera-pose.ts'
import { defocusGrid, drawLens } from './defocus.ts'
import { send } from './encode.ts'
import { GRID_STEP, inverseMap } from './inverse-map.ts'
import { bySeverity, pageSizeMm } from './leak-types.ts'
import { tapsWithMotion } from './light.ts'
import { drawPhone, sensorSize, takePhoto } from './phone.ts'
import { photographScreen } from './photograph-screen.ts'
import { seededRandom } from './random.ts'
import { flatSheet } from './sheet-shape.ts'
import { SCREENS, viewerFrame } from './viewer-frame.ts'

export interface ScreenPhotoOptions extends LeakOptions {
  readonly megapixels?: number
  /** The whole page small, or as wide as the window and scrolled; drawn when left out. */
  readonly view?: 'fit-page' | 'fit-width'
  readonly mirrored?: boolean
  /** Between the optical axis and the screen's normal; drawn by severity when left out. */
  readonly tiltDegrees?: number
}

/** Backlight clouds, fall-off with the viewing angle, vignetting: smooth, and within some per cent. */
const screenBrightness = (map: InverseMap, severity: Severity, random: Random): Brightness => {
  const amount = random.between(0.02, bySeverity(severity, 0.06, 0.12, 0.2))
  const angle = random.between(0, 2 * Math.PI)
  const vignette = random.between(0.06, bySeverity(severity, 0.14, 0.22, 0.3))
  const cloud = Array.from({ length: 4 }, () => random.between(2, 6))
  const out = new Float32Array(map.columns * map.rows)
  for (let i = 0; i < out.length; i += 1) {
    const x = ((i % map.columns) * GRID_STEP) / map.width - 0.5
    const y = (Math.floor(i / map.columns) * GRID_STEP) / map.height - 0.5
    const slope = amount * 1.5 * (x * Math.cos(angle) + y * Math.sin(angle))
    const clouds =
      amount * 0.25 * (Math.sin(cloud[0] * x + cloud[1] * y) + Math.cos(cloud[2] * y - cloud[3] * x))
    out[i] = (1 + slope + clouds) * (1 - 2 * vignette * (x * x + y * y))
  }
  return out
}

const drawView = async (page: LeakPage, options: ScreenPhotoOptions, severity: Severity, random: Random) => {
  const screen = random.pick(bySeverity(severity, SCREENS.slice(1), SCREENS, SCREENS.slice(0, 3)))
  const toolbarPx = Math.round(screen.nominalDpi * 0.6)
  const { widthMm, heightMm } = pageSizeMm(page)
  const fitPage = ((screen.height - toolbarPx - 24) / heightMm) * 25.4
  const fitWidth = (Math.min(screen.width * 0.96, screen.nominalDpi * 13) / widthMm) * 25.4
  const view = options.view ?? random.pick<'fit-page' | 'fit-width'>(['fit-page', 'fit-width'])
  const dpi = view === 'fit-page' ? Math.min(fitPage, fitWidth) : fitWidth
  const traits = {
    width: screen.width,
    height: screen.height,
    dpi,
    dark: random.chance(0.5),
    scroll: random.next(),
    toolbarPx,
  }
  return { frame: await viewerFrame(page, traits), dpi, view, mmPerPx: 25.4 / screen.nominalDpi }
}

/** A page open on a monitor, photographed with a phone. */
export const leakScreenPhoto = async (page: LeakPage, options: ScreenPhotoOptions): Promise<Leak> => {
  const severity = options.severity ?? 'fair'
  const dice = seededRandom(options.seed, 'screen-photo')
  const { frame, dpi, view, mmPerPx } = await drawView(page, options, severity, dice)
  const { seen } = frame
  const landscape = seen.right - seen.left > seen.bottom - seen.top
  const { width, height } = sensorSize(options.megapixels ?? 12, landscape)
  const drawn = drawPose(width, height, severity, dice, options.tiltDegrees)
  const tilt = options.tiltDegrees === undefined ? drawn.tilt * 0.7 : drawn.tilt
  const pose = { ...drawn, tilt, mirrored: options.mirrored === true }
  const camera = cameraView(flatSheet(), seen, pose)
  const middle = { x: (seen.left + seen.right) / 2, y: (seen.top + seen.bottom) / 2 }
  const map = inverseMap(camera.toPixel, width, height, middle)
  const toPixel: PageToPixel = (xMm, yMm) => {
    const p = frame.toPixel(xMm, yMm)
    return camera.toPixel(p.x, p.y)
  }
  const shake = bySeverity(severity, 0.3, 1, 2.2) * Math.sqrt((width * height) / 12e6)
  const light = photographScreen({
    frame,
    map,
    brightness: screenBrightness(map, severity, dice),
    taps: tapsWithMotion(dice.gaussian() * shake, dice.gaussian() * shake),
    white: [dice.between(0.86, 1.02), 1, dice.between(0.98, 1.2)],
    haze: dice.between(0.002, bySeverity(severity, 0.008, 0.02, 0.05)),
    band: {
      depth: dice.between(0, bySeverity(severity, 0.004, 0.012, 0.04)),
      rows: dice.between(0.1, 0.6) * height,
    },
  })
  const notes = { kind: 'screen-photo', view, dpi, tiltDegrees: (pose.tilt * 180) / Math.PI }
  const phone = drawPhone(severity, dice)
  const depthMmAt = (x: number, y: number) => camera.depthAt(x, y) * mmPerPx
  const lens = drawLens(seededRandom(options.seed, 'lens'))
  const blur = defocusGrid(map, depthMmAt, depthMmAt(middle.x, middle.y), lens, phone.blurPx)
  const sensor = seededRandom(options.seed, 'sensor')
  return send(await takePhoto(light, phone, { map, blur }, toPixel, notes, sensor), options)
}
