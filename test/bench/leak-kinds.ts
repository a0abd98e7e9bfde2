import type { GreyRaster } from '../../main/document/document.ts'
import { leakPhotocopy } from '../leak/leak-photocopy.ts'
import { leakPrintPhoto } from '../leak/leak-print-photo.ts'
import { leakScan } from '../leak/leak-scan.ts'
import { leakScreenPhoto } from '../leak/leak-screen-photo.ts'
import { leakCroppedScreenshot, leakScreenshot } from '../leak/leak-screenshot.ts'
import type { Leak, LeakOptions, LeakPage } from '../leak/leak-types.ts'

export const LEAK_KINDS = [
  'screenshot',
  'crop-quarter',
  'crop-tenth',
  'screen-photo',
  'screen-photo-messenger',
  'print-photo',
  'print-photo-messenger',
  'print-photo-quarter',
  'scan',
  'photocopy',
] as const

export type LeakKind = (typeof LEAK_KINDS)[number]

interface Channel {
  /** What the leak starts from: a page as a viewer shows it, or as the printer is sent it. */
  readonly from: 'screen' | 'print'
  /** Shows a piece of the page, which may happen to be bare. */
  readonly piece?: boolean
  readonly leak: (page: LeakPage, options: LeakOptions) => Promise<Leak>
}

export const CHANNELS: Readonly<Record<LeakKind, Channel>> = {
  screenshot: { from: 'screen', leak: leakScreenshot },
  'crop-quarter': {
    from: 'screen',
    piece: true,
    leak: (page, options) => leakCroppedScreenshot(page, { ...options, fraction: 0.25 }),
  },
  'crop-tenth': {
    from: 'screen',
    piece: true,
    leak: (page, options) => leakCroppedScreenshot(page, { ...options, fraction: 0.1 }),
  },
  'screen-photo': { from: 'screen', leak: leakScreenPhoto },
  'screen-photo-messenger': {
    from: 'screen',
    leak: (page, options) => leakScreenPhoto(page, { ...options, messenger: true }),
  },
  'print-photo': { from: 'print', leak: leakPrintPhoto },
  'print-photo-messenger': {
    from: 'print',
    leak: (page, options) => leakPrintPhoto(page, { ...options, messenger: true }),
  },
  'print-photo-quarter': {
    from: 'print',
    piece: true,
    leak: (page, options) => leakPrintPhoto(page, { ...options, framing: 'quarter' }),
  },
  scan: { from: 'print', leak: leakScan },
  photocopy: { from: 'print', leak: leakPhotocopy },
}

/** Resolution of the original by which a piece is judged. */
export const LOOK_PX_PER_MM = 2

/** Points of a millimetre's raster that must differ from the page's ground for a piece to be worth leaking. */
const LEAST_SHOWN = 15
const DIFFERS_BY = 40
/** Screenshots cost little to draw again, photos seconds. */
const MOST_DRAWS = { screen: 60, print: 8 } as const

const groundOf = ({ data }: GreyRaster): number => {
  const counts = new Uint32Array(256)
  for (const value of data) counts[value]++
  return counts.indexOf(counts.reduce((most, count) => Math.max(most, count), 0))
}

/** Whether the picture shows anything of the page's own content, by the simulator's knowledge of where it lies. */
export const showsContent = (leak: Leak, original: GreyRaster): boolean => {
  const ground = groundOf(original)
  let shown = 0
  for (let row = 0; row < original.height; row += LOOK_PX_PER_MM) {
    for (let column = 0; column < original.width; column += LOOK_PX_PER_MM) {
      if (Math.abs(original.data[row * original.width + column] - ground) < DIFFERS_BY) continue
      const at = leak.toPixel((column + 0.5) / LOOK_PX_PER_MM, (row + 0.5) / LOOK_PX_PER_MM)
      if (at.x > 0 && at.y > 0 && at.x < leak.width && at.y < leak.height) shown++
    }
  }
  return shown >= LEAST_SHOWN
}

/**
 * A leak of a page. Pieces are drawn again until something can be seen on them: nobody leaks bare paper.
 * @param original the page unmarked, at LOOK_PX_PER_MM
 */
export const leakPage = async (
  kind: LeakKind,
  page: LeakPage,
  options: LeakOptions,
  original: GreyRaster,
): Promise<Leak> => {
  const { leak, piece, from } = CHANNELS[kind]
  let drawn = await leak(page, options)
  const draws = piece === true ? MOST_DRAWS[from] : 1
  for (let again = 1; again < draws && !showsContent(drawn, original); again++) {
    drawn = await leak(page, { ...options, seed: `${options.seed}/${again}` })
  }
  return drawn
}
