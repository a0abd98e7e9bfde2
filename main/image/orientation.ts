import type { Extremum } from './extrema.ts'
import type { Octave } from './scale-space.ts'

const BINS = 36
/** Window and further peaks as in Lowe 2004, section 5. */
const WINDOW_SIGMAS = 1.5
const SECOND_PEAK = 0.8
const MAX_PEAKS = 2
const TURN = 2 * Math.PI

const histogram = new Float64Array(BINS)
const smooth = new Float64Array(BINS)

const gather = (octave: Octave, peak: Extremum): void => {
  const { width, height } = octave
  const level = octave.gaussians[peak.level]
  const sigma = WINDOW_SIGMAS * peak.sigma
  const radius = Math.round(3 * sigma)
  const falloff = -1 / (2 * sigma * sigma)
  const cx = Math.round(peak.x)
  const cy = Math.round(peak.y)
  const left = Math.max(1, cx - radius)
  const right = Math.min(width - 2, cx + radius)
  histogram.fill(0)
  for (let y = Math.max(1, cy - radius); y <= Math.min(height - 2, cy + radius); y++) {
    const dy2 = (y - peak.y) * (y - peak.y)
    for (let x = left; x <= right; x++) {
      const at = y * width + x
      const gx = level[at + 1] - level[at - 1]
      const gy = level[at + width] - level[at - width]
      const power = gx * gx + gy * gy
      if (power < 1e-6) continue
      const weight = Math.exp((dy2 + (x - peak.x) * (x - peak.x)) * falloff) * Math.sqrt(power)
      histogram[Math.floor((Math.atan2(gy, gx) / TURN + 1) * BINS) % BINS] += weight
    }
  }
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
