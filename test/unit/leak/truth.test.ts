import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Leak, PageToPixel } from '../../leak/leak-types.ts'
import { sendThroughMessenger } from '../../leak/encode.ts'
import { leakPhotocopy, leakPhotocopyPhoto } from '../../leak/leak-photocopy.ts'
import { leakPrintPhoto } from '../../leak/leak-print-photo.ts'
import { leakScan } from '../../leak/leak-scan.ts'
import { leakScreenPhoto } from '../../leak/leak-screen-photo.ts'
import { leakCroppedScreenshot, leakScreenshot } from '../../leak/leak-screenshot.ts'
import { DISC_RADIUS_MM, discPage, DISCS_MM } from './disc-page.ts'

/** Centre of darkness in a window about where the truth says a disc lies. */
const discCentre = (
  grey: Uint8Array,
  width: number,
  height: number,
  x: number,
  y: number,
  radius: number,
) => {
  const reach = Math.ceil(radius * 1.7)
  const inside = x > reach && y > reach && x < width - reach - 1 && y < height - reach - 1
  if (!inside) return null
  const window: { x: number; y: number; v: number }[] = []
  for (let j = Math.floor(y) - reach; j <= Math.floor(y) + reach; j += 1) {
    for (let i = Math.floor(x) - reach; i <= Math.floor(x) + reach; i += 1)
      window.push({ x: i, y: j, v: grey[j * width + i] })
  }
  const levels = window.map((p) => p.v).sort((a, b) => a - b)
  const middle = (levels[Math.floor(levels.length * 0.05)] + levels[Math.floor(levels.length * 0.9)]) / 2
  const dark = window.filter((p) => p.v < middle)
  const mean = (pick: (p: { x: number; y: number }) => number) =>
    dark.reduce((sum, p) => sum + pick(p), 0) / dark.length + 0.5
  return { x: mean((p) => p.x), y: mean((p) => p.y) }
}

const radiusAt = (toPixel: PageToPixel, x: number, y: number): number => {
  const p = toPixel(x, y)
  const q = toPixel(x + DISC_RADIUS_MM, y)
  return Math.hypot(p.x - q.x, p.y - q.y)
}

const measure = async (leak: Leak) => {
  const { data, info } = await sharp(leak.bytes).greyscale().raw().toBuffer({ resolveWithObject: true })
  expect([info.width, info.height]).toEqual([leak.width, leak.height])
  const errors = DISCS_MM.flatMap(({ x, y }) => {
    const told = leak.toPixel(x, y)
    const seen = discCentre(data, info.width, info.height, told.x, told.y, radiusAt(leak.toPixel, x, y))
    return seen === null ? [] : [Math.hypot(seen.x - told.x, seen.y - told.y)]
  })
  return { worst: Math.max(...errors), discs: errors.length }
}

const page = discPage()
const small = { megapixels: 2 }

describe('the truth that comes with a leak', () => {
  const kinds: readonly [string, (seed: number) => Promise<Leak>, number][] = [
    ['screenshot', (seed) => leakScreenshot(page, { seed, severity: 'fair' }), 1],
    [
      'cropped screenshot',
      (seed) => leakCroppedScreenshot(page, { seed, severity: 'good', fraction: 0.7 }),
      1,
    ],
    [
      'screen photo',
      (seed) =>
        leakScreenPhoto(page, { seed, severity: 'fair', view: 'fit-page', messenger: true, ...small }),
      7,
    ],
    ['print photo', (seed) => leakPrintPhoto(page, { seed, severity: 'fair', ...small }), 7],
    ['curled print photo', (seed) => leakPrintPhoto(page, { seed, severity: 'hard', ...small }), 4],
    [
      'mirrored photo',
      (seed) => leakPrintPhoto(page, { seed, mirrored: true, severity: 'good', ...small }),
      7,
    ],
    [
      'photo turned by 90',
      (seed) => leakPrintPhoto(page, { seed, turnDegrees: 90, severity: 'good', ...small }),
      7,
    ],
    ['scan', (seed) => leakScan(page, { seed, severity: 'fair', dpi: 150 }), 8],
    ['photocopy', (seed) => leakPhotocopy(page, { seed, severity: 'fair', dpi: 150 }), 8],
    [
      'photocopy photographed',
      (seed) => leakPhotocopyPhoto(page, { seed, severity: 'fair', tiltDegrees: 20, ...small }),
      7,
    ],
    [
      'print photo from 40 degrees',
      (seed) => leakPrintPhoto(page, { seed, severity: 'good', tiltDegrees: 40, messenger: true, ...small }),
      7,
    ],
    [
      'screen photo from 40 degrees',
      (seed) => leakScreenPhoto(page, { seed, view: 'fit-page', tiltDegrees: 40, messenger: true, ...small }),
      7,
    ],
    [
      'print photo of a quarter',
      (seed) =>
        leakPrintPhoto(page, { seed, framing: 'quarter', tiltDegrees: 25, messenger: true, ...small }),
      1,
    ],
  ]
  it.each(kinds)('places discs within 1.5 px: %s', async (_, make, atLeast) => {
    const { worst, discs } = await measure(await make(41))
    expect(discs).toBeGreaterThanOrEqual(atLeast)
    expect(worst).toBeLessThan(1.5)
  })

  it('follows the picture through two messengers', async () => {
    const photo = await leakPrintPhoto(page, { seed: 5, severity: 'good', messenger: 2, megapixels: 4 })
    expect(Math.max(photo.width, photo.height)).toBe(1280)
    expect((await measure(photo)).worst).toBeLessThan(1.5)
  })

  it('never enlarges', async () => {
    const shot = await leakCroppedScreenshot(page, { seed: 3, fraction: 0.2, severity: 'hard' })
    const sent = await sendThroughMessenger(shot)
    expect([sent.width, sent.height]).toEqual([shot.width, shot.height])
  })
})
