import { describe, expect, it } from 'vitest'
import { detectFeatures } from '../../../main/image/features.ts'
import { gaussianBlur } from '../../../main/image/gaussian-blur.ts'
import { estimateHomography } from '../../../main/image/homography.ts'
import { matchFeatures } from '../../../main/image/match.ts'
import { pairFeatures } from '../../../main/image/point-pairs.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'
import { warpByHomography } from '../../support/warp-by-homography.ts'
import type { Homography } from '../../../shared/maths/geometry.ts'
import { invertHomography, mapHomography } from '../../../shared/maths/geometry.ts'
import type { Plane } from '../../../shared/maths/plane.ts'
import { newPlane } from '../../../shared/maths/plane.ts'
import { askAboutPlane, hasOpenCv } from './opencv.ts'
import { syntheticPage } from './synthetic-page.ts'

const WIDTH = 600
const HEIGHT = 700
const page = gaussianBlur(syntheticPage(WIDTH, HEIGHT, 5), 0.7)

const noisy = (plane: Plane, sigma: number): Plane => {
  const random = seededRandom(9)
  const data = plane.data.map(
    (v) => v + sigma * (random() + random() + random() + random() - 2) * Math.sqrt(3),
  )
  return { ...plane, data }
}

const corners = [
  [0, 0],
  [WIDTH, 0],
  [WIDTH, HEIGHT],
  [0, HEIGHT],
]
const cornerError = (found: Homography, truth: Homography) =>
  Math.max(
    ...corners.map(([x, y]) => {
      const p = mapHomography(found, x, y)
      const q = mapHomography(truth, x, y)
      return Math.hypot(p.x - q.x, p.y - q.y)
    }),
  )

const views: readonly (readonly [string, Homography])[] = [
  ['shrunk to 70 %', [0.7, 0, 3.3, 0, 0.7, 8.1, 0, 0, 1]],
  ['turned by a right angle', [0, -1, 705, 1, 0, 4, 0, 0, 1]],
  ['upside down and enlarged', [-1.2, 0, 730, 0, -1.2, 850, 0, 0, 1]],
  ['slanted', [0.75, 0.2, 20, -0.12, 0.8, 110, 0.0002, 0.00025, 1]],
]

describe('detectFeatures', () => {
  it.each(views)('aligns a view that is %s to well under a pixel at the corners', (_, truth) => {
    const view = noisy(warpByHomography(page, invertHomography(truth), 760, 860), 4)
    const a = detectFeatures(page)
    const b = detectFeatures(view)
    const fit = estimateHomography(pairFeatures(a, b, matchFeatures(a, b)))
    expect(fit?.count).toBeGreaterThan(100)
    expect(cornerError(fit?.homography ?? [1, 0, 0, 0, 1, 0, 0, 0, 1], truth)).toBeLessThan(0.75)
  })

  it('says the same of a picture whatever it saw before', () => {
    const noise = noisy({ ...page, data: page.data.map(() => 128) }, 40)
    const options = { minContrast: 0.2, maxFeatures: 20_000 }
    const before = detectFeatures(noise, options)
    for (const other of [page, newPlane(WIDTH, HEIGHT), syntheticPage(HEIGHT, WIDTH, 8)]) {
      detectFeatures(other, options)
      expect(detectFeatures(noise, options)).toEqual(before)
    }
  })

  it('finds no agreement between two different pages', () => {
    const a = detectFeatures(page)
    const b = detectFeatures(gaussianBlur(syntheticPage(WIDTH, HEIGHT, 77), 0.7))
    expect(estimateHomography(pairFeatures(a, b, matchFeatures(a, b)))?.count ?? 0).toBeLessThan(15)
  })

  it('keeps to the limit and still serves a sparse corner', () => {
    const crowded = syntheticPage(WIDTH, HEIGHT, 6)
    for (let y = 0; y < HEIGHT; y++) crowded.data.fill(255, y * WIDTH + 420, (y + 1) * WIDTH)
    // A faint spot, alone on the right.
    for (let y = 600; y < 608; y++) crowded.data.fill(215, y * WIDTH + 520, y * WIDTH + 528)
    const features = detectFeatures(crowded, { maxFeatures: 300 })
    expect(features.count).toBeLessThanOrEqual(300)
    expect([...features.x].some((x, i) => x > 500 && features.y[i] > 580)).toBe(true)
    expect(features.descriptor.length).toBe(features.count * 128)
  })

  it('measures scale and angle: a blob is a blob of its size', () => {
    const blob = newPlane(200, 200)
    const sigma = 6
    blob.data.forEach((_, i) => {
      const x = (i % 200) - 80.3
      const y = Math.floor(i / 200) - 110.6
      blob.data[i] = 200 - 150 * Math.exp(-(x * x + y * y) / (2 * sigma * sigma))
    })
    const features = detectFeatures(blob)
    expect(features.x[0]).toBeCloseTo(80.3, 1)
    expect(features.y[0]).toBeCloseTo(110.6, 1)
    expect(features.scale[0]).toBeGreaterThan(0.8 * sigma)
    expect(features.scale[0]).toBeLessThan(1.2 * sigma)
  })

  it.each([
    [0, 0],
    [1, 1],
    [10, 4000],
    [40, 40],
  ])('copes with a plane of %d x %d', (width, height) => {
    const features = detectFeatures(newPlane(width, height))
    expect(features.count).toBe(0)
    expect(matchFeatures(features, features)).toEqual([])
  })

  it.skipIf(!hasOpenCv)('finds what OpenCV finds, at the same places and scales', () => {
    const script = [
      'found = cv2.SIFT_create(0, 3, 0.04, 10, 1.6).detect(np.clip(src, 0, 255).astype(np.uint8))',
      'out = np.array([[k.pt[0], k.pt[1], k.size / 2] for k in found], np.float32)',
    ].join('\n')
    const judged = askAboutPlane(script, page)
    const ours = detectFeatures(page, { maxFeatures: 20000 })
    // OpenCV 4.6 puts every feature a quarter of a pixel right and down of where it is, because of how it doubles.
    const shift = 0.25
    let shared = 0
    let total = 0
    for (let i = 0; i < judged.length; i += 3) {
      if (judged[i + 2] < 2.2) continue
      total++
      const hit = ours.x.some(
        (x, k) =>
          Math.hypot(x - judged[i] + shift, ours.y[k] - judged[i + 1] + shift) < 1 &&
          Math.abs(Math.log(ours.scale[k] / judged[i + 2])) < 0.2,
      )
      if (hit) shared++
    }
    expect(total).toBeGreaterThan(200)
    expect(shared / total).toBeGreaterThan(0.7)
  })
})

describe('matchFeatures', () => {
  it('finds through signatures nearly all that comparing in full finds', () => {
    const a = detectFeatures(page)
    const b = detectFeatures(noisy(page, 10))
    const matches = matchFeatures(a, b, { ratio: 1 })
    const distance = (i: number, j: number) => {
      let sum = 0
      for (let k = 0; k < 128; k++) sum += (a.descriptor[i * 128 + k] - b.descriptor[j * 128 + k]) ** 2
      return sum
    }
    let agree = 0
    const sample = matches.filter((_, i) => i % 5 === 0)
    for (const match of sample) {
      let best = 0
      for (let j = 1; j < b.count; j++) if (distance(match.a, j) < distance(match.a, best)) best = j
      if (best === match.b) agree++
    }
    expect(sample.length).toBeGreaterThan(100)
    expect(agree / sample.length).toBeGreaterThan(0.97)
  })

  it('takes each target once and puts the surest first', () => {
    const a = detectFeatures(page)
    const matches = matchFeatures(a, detectFeatures(noisy(page, 10)))
    expect(new Set(matches.map((m) => m.b)).size).toBe(matches.length)
    expect(matches.every((m, i) => i === 0 || m.ratio >= matches[i - 1].ratio)).toBe(true)
  })
})
