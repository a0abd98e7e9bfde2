import type { Plane } from '../../shared/maths/plane.ts'
import { DESCRIPTOR_LENGTH, describe } from './descriptor.ts'
import type { Extremum } from './extrema.ts'
import { findExtrema } from './extrema.ts'
import { orientations } from './orientation.ts'
import type { Octave } from './scale-space.ts'
import { scaleSpace } from './scale-space.ts'
import { SIGNATURE_WORDS, sign } from './signature.ts'
import { spread } from './spread.ts'

/**
 * Scale-invariant features (SIFT: Lowe, IJCV 2004; its patent ran out in 2020), strongest first.
 * Places are in pixels with (0, 0) the middle of the first sample.
 */
export interface Features {
  readonly count: number
  readonly width: number
  readonly height: number
  readonly x: Float32Array
  readonly y: Float32Array
  /** Blur at which the feature was found, in pixels (about a third of a stroke's or glyph's width). */
  readonly scale: Float32Array
  /** Radians from x towards y, clockwise as displayed. */
  readonly angle: Float32Array
  /** Height of the peak in grey values. */
  readonly contrast: Float32Array
  /** 128 to a feature. */
  readonly descriptor: Uint8Array
  /** SIGNATURE_WORDS to a feature, for quick comparison. */
  readonly signatures: Uint32Array
}

/** Those of the features that lie where it says. */
export const featuresWhere = (features: Features, isThere: (x: number, y: number) => boolean): Features => {
  const { width, height } = features
  const kept: number[] = []
  for (let i = 0; i < features.count; i++) if (isThere(features.x[i], features.y[i])) kept.push(i)
  const floats = (all: Float32Array) => Float32Array.from(kept, (i) => all[i])
  const descriptor = new Uint8Array(kept.length * DESCRIPTOR_LENGTH)
  const signatures = new Uint32Array(kept.length * SIGNATURE_WORDS)
  for (const [to, i] of kept.entries()) {
    const [d, s] = [i * DESCRIPTOR_LENGTH, i * SIGNATURE_WORDS]
    descriptor.set(features.descriptor.subarray(d, d + DESCRIPTOR_LENGTH), to * DESCRIPTOR_LENGTH)
    signatures.set(features.signatures.subarray(s, s + SIGNATURE_WORDS), to * SIGNATURE_WORDS)
  }
  return {
    count: kept.length,
    width,
    height,
    x: floats(features.x),
    y: floats(features.y),
    scale: floats(features.scale),
    angle: floats(features.angle),
    contrast: floats(features.contrast),
    descriptor,
    signatures,
  }
}

export interface FeatureOptions {
  readonly maxFeatures: number
  /** Peaks lower than this many grey values are noise. */
  readonly minContrast: number
  /** Looks for details under 1.6 pixels by doubling the picture first, at four times the cost. */
  readonly doubleFirst: boolean
  /**
   * Shares of the seats by octave, finest first, the last for all beyond; what an octave leaves free goes to the finer ones. Without
   * them all compete, and the finest, which a worse picture does not show, take nearly every seat.
   */
  readonly octaveShares?: readonly number[]
}

export const FEATURE_DEFAULTS: FeatureOptions = Object.freeze({
  maxFeatures: 3000,
  minContrast: 2,
  doubleFirst: false,
})

interface Peak {
  readonly x: number
  readonly y: number
  readonly strength: number
  readonly octave: Octave
  readonly extremum: Extremum
}

const emptyFeatures = (plane: Plane, capacity: number) => ({
  width: plane.width,
  height: plane.height,
  x: new Float32Array(capacity),
  y: new Float32Array(capacity),
  scale: new Float32Array(capacity),
  angle: new Float32Array(capacity),
  contrast: new Float32Array(capacity),
  descriptor: new Uint8Array(capacity * DESCRIPTOR_LENGTH),
  signatures: new Uint32Array(capacity * SIGNATURE_WORDS),
})

const findPeaks = (plane: Plane, options: FeatureOptions): Peak[] => {
  const peaks: Peak[] = []
  for (const octave of scaleSpace(plane, options.doubleFirst)) {
    for (const extremum of findExtrema(octave, options.minContrast)) {
      const { x, y, contrast } = extremum
      peaks.push({ x: x * octave.pixel, y: y * octave.pixel, strength: contrast, octave, extremum })
    }
  }
  return peaks
}

/** About every sixth peak has a second angle and takes a second seat. */
const PEAKS_PER_FEATURE = 0.85

const choosePeaks = (peaks: readonly Peak[], plane: Plane, options: FeatureOptions): Peak[] => {
  const seats = Math.ceil(options.maxFeatures * PEAKS_PER_FEATURE)
  const shares = options.octaveShares
  if (!shares) return spread(peaks, plane.width, plane.height, seats)
  const finest = options.doubleFirst ? 0.5 : 1
  const groups = shares.map((): Peak[] => [])
  for (const peak of peaks)
    groups[Math.min(shares.length - 1, Math.round(Math.log2(peak.octave.pixel / finest)))].push(peak)
  const chosen: Peak[] = []
  let free = 0
  for (let k = shares.length - 1; k >= 0; k--) {
    free += shares[k] * seats
    const taken = spread(groups[k], plane.width, plane.height, Math.floor(free))
    free -= taken.length
    chosen.push(...taken)
  }
  return chosen
}

/** Finds and describes up to `maxFeatures` features, spread over the plane; strongest first, or with shares coarsest first. */
export const detectFeatures = (plane: Plane, given: Partial<FeatureOptions> = {}): Features => {
  const options = { ...FEATURE_DEFAULTS, ...given }
  const chosen = choosePeaks(findPeaks(plane, options), plane, options)
  const out = emptyFeatures(plane, options.maxFeatures)
  let count = 0
  chosen.forEach(({ x, y, octave, extremum }, k) => {
    // Second angles must not take the seats of the weaker peaks still to come, which serve sparse corners.
    const free = options.maxFeatures - count - (chosen.length - k)
    for (const angle of orientations(octave, extremum).slice(0, 1 + free)) {
      out.x[count] = x
      out.y[count] = y
      out.scale[count] = extremum.sigma * octave.pixel
      out.angle[count] = angle
      out.contrast[count] = extremum.contrast
      describe(octave, extremum, angle, out.descriptor, count * DESCRIPTOR_LENGTH)
      sign(out.descriptor, count * DESCRIPTOR_LENGTH, out.signatures, count * SIGNATURE_WORDS)
      count++
    }
  })
  return trimmed(out, count)
}

const trimmed = (all: Omit<Features, 'count'>, count: number): Features => ({
  ...all,
  count,
  x: all.x.slice(0, count),
  y: all.y.slice(0, count),
  scale: all.scale.slice(0, count),
  angle: all.angle.slice(0, count),
  contrast: all.contrast.slice(0, count),
  descriptor: all.descriptor.slice(0, count * DESCRIPTOR_LENGTH),
  signatures: all.signatures.slice(0, count * SIGNATURE_WORDS),
})
