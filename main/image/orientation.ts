import type { Extremum } from './extrema.ts'
import { quickTurn } from './quick-angle.ts'
import type { Octave } from './scale-space.ts'

const BINS = 36
/** Window and further peaks as in Lowe 2004, section 5. */
const WINDOW_SIGMAS = 1.5
const SECOND_PEAK = 0.8
const MAX_PEAKS = 2
const TURN = 2 * Math.PI
/** At wider blurs every second sample says it all. */
const SPARSE_FROM_SIGMA = 2.2

/** The last bin takes what rounding puts at a full turn. */
const histogram = new Float64Array(BINS + 1)
const smooth = new Float64Array(BINS)

const gather = (octave: Octave, peak: Extremum): void => {
  const { width, height, stride } = octave
  const level = octave.gaussians[peak.level]
  const sigma = WINDOW_SIGMAS * peak.sigma
  const step = peak.sigma < SPARSE_FROM_SIGMA ? 1 : 2
  const radius = Math.round((2.5 * sigma) / step) * step
  const falloff = -1 / (2 * sigma * sigma)
  const cx = Math.round(peak.x)
  const cy = Math.round(peak.y)
  histogram.fill(0)
  for (let y = cy - radius; y <= cy + radius; y += step) {
    if (y < 1 || y > height - 2) continue
    const rowWeight = Math.exp((y - peak.y) * (y - peak.y) * falloff)
    // exp(-x^2) along the row by two multiplications a sample: its logarithm's second difference is constant.
    const from = cx - radius - peak.x
    let weight = rowWeight * Math.exp(from * from * falloff)
    let ratio = Math.exp((2 * from * step + step * step) * falloff)
    const ratioStep = Math.exp(2 * step * step * falloff)
    for (let x = cx - radius; x <= cx + radius; x += step, weight *= ratio, ratio *= ratioStep) {
      if (x < 1 || x > width - 2) continue
      const at = y * stride + x
      const gx = level[at + 1] - level[at - 1]
      const gy = level[at + stride] - level[at - stride]
      const power = gx * gx + gy * gy
      if (power < 1e-6) continue
      histogram[(quickTurn(gx, gy) * BINS) | 0] += weight * Math.sqrt(power)
    }
  }
  histogram[0] += histogram[BINS]
}

const smoothed = (): number => {
  let highest = 0
  for (let i = 0; i < BINS; i++) {
    const near = histogram[(i + BINS - 1) % BINS] + histogram[(i + 1) % BINS]
    const far = histogram[(i + BINS - 2) % BINS] + histogram[(i + 2) % BINS]
    smooth[i] = (6 * histogram[i] + 4 * near + far) / 16
    if (smooth[i] > highest) highest = smooth[i]
  }
  return highest
}

/** The strongest directions of the gradient about a peak, radians from x towards y, strongest first. */
export const orientations = (octave: Octave, peak: Extremum): number[] => {
  gather(octave, peak)
  const highest = smoothed()
  const peaks: { angle: number; height: number }[] = []
  for (let i = 0; i < BINS; i++) {
    const here = smooth[i]
    const before = smooth[(i + BINS - 1) % BINS]
    const after = smooth[(i + 1) % BINS]
    if (here <= before || here < after || here < SECOND_PEAK * highest) continue
    const offset = (0.5 * (before - after)) / (before - 2 * here + after)
    peaks.push({ angle: ((i + 0.5 + offset) / BINS) * TURN, height: here })
  }
  return peaks
    .sort((p, q) => q.height - p.height)
    .slice(0, MAX_PEAKS)
    .map((p) => p.angle)
}
