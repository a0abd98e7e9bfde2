import { longEdge, type Plane } from '../../shared/maths/plane.ts'
import { detectFeatures, type Features } from '../image/features.ts'
import type { PictureSize } from '../image/picture.ts'
import type { Pyramid } from '../image/pyramid.ts'
import { resizePlane } from '../image/resize-plane.ts'
import { wordsNear } from '../image/visual-words.ts'

/** A registered page's features, the coarsest first, with the resolution at which they were found. */
export interface PageFeatures {
  readonly features: Omit<Features, 'descriptor' | 'contrast'>
  /** Their visual words. */
  readonly words: Uint16Array
  readonly pxPerMm: number
}

/** Long edge to which a page is brought before its features are taken, pixels. */
const PAGE_EDGE_PX = 1400
const PAGE_FEATURES = 2800
/**
 * Details are looked for at twice the resolution: the strokes of a close-up are thinner on the page than features without. Coarse ones
 * hold several words of a text, which other pages do not have side by side, and outlive a bad photo.
 */
const PAGE_SHARES = [0.43, 0.23, 0.23, 0.11]

/** Which of each page's features a layer of the index holds, by their places: from, and up to. */
export interface Layer {
  readonly from: number
  readonly to: number
}

/**
 * The coarsest features by themselves find a page that a picture shows whole and plainly, in a third of the memory and the time. More
 * are looked up where those leave it open: among pages that are all but the same; and the fine ones where all coarse ones do, in close-ups.
 */
export const LAYERS: readonly Layer[] = [
  { from: 0, to: 320 },
  { from: 320, to: 1000 },
  { from: 1000, to: 1600 },
  { from: 1600, to: PAGE_FEATURES },
]
/** So many of them, the first, are searched together; each of the others by itself, as thousands of pages' fine features take a quarter of a gigabyte. */
export const COARSE_LAYERS = 2

const PICTURE_EDGE_PX = 1400
const PICTURE_FEATURES = 2400
const PICTURE_SHARES = [0.4, 0.3, 0.2, 0.1]
/** Below this size a picture's finest details count, and doubling it costs little. */
const SMALL_PICTURE_PX = 800

/** How closely a picture is looked at. `close` finds small type in small pictures, at four times the cost. */
export type Look = 'plain' | 'close'
export const LOOKS: readonly Look[] = ['plain', 'close']

const shrinkTo = (plane: Plane, edge: number): Plane => {
  const ratio = Math.min(1, edge / longEdge(plane))
  return ratio === 1
    ? plane
    : resizePlane(
        plane,
        Math.max(1, Math.round(plane.width * ratio)),
        Math.max(1, Math.round(plane.height * ratio)),
      )
}

const wordsOf = (features: Features): Uint16Array => {
  const words = new Uint16Array(features.count)
  const nearest = new Int32Array(1)
  for (let i = 0; i < words.length; i++) {
    wordsNear(features.descriptor, i * (features.descriptor.length / features.count), nearest)
    words[i] = nearest[0]
  }
  return words
}

/** @param original the page as it was issued, rendered at `pxPerMm` */
export const describePage = (original: Plane, pxPerMm: number): PageFeatures => {
  const plane = shrinkTo(original, PAGE_EDGE_PX)
  const found = detectFeatures(plane, {
    maxFeatures: PAGE_FEATURES,
    minContrast: 2,
    octaveShares: PAGE_SHARES,
    doubleFirst: true,
  })
  const { descriptor: _, contrast: __, ...features } = found
  return {
    features,
    words: wordsOf(found),
    pxPerMm: (pxPerMm * plane.width) / original.width,
  }
}

/** Features of a leaked picture, the coarsest first. */
export const detectIn = (picture: Pyramid, look: Look): Features => {
  const level = picture.level(longEdge(picture.full) / PICTURE_EDGE_PX)
  return detectFeatures(shrinkTo(level, PICTURE_EDGE_PX), {
    maxFeatures: PICTURE_FEATURES,
    minContrast: 1.5,
    octaveShares: PICTURE_SHARES,
    doubleFirst: look === 'close' || longEdge(level) < SMALL_PICTURE_PX,
  })
}

/** A leaked picture, taken in one way, and what is found in it. */
export interface SeenPicture {
  readonly size: PictureSize
  /** Made when it is first asked for. */
  readonly pyramid: Pyramid
  /** The coarsest first: found once for as long as the picture is looked at. */
  readonly features: (look: Look) => Features
}

/** Found or made where they are first asked for. */
export const featuresOnce = (make: (look: Look) => Features): SeenPicture['features'] => {
  const byLook = new Map<Look, Features>()
  return (look) => {
    const features = byLook.get(look) ?? make(look)
    byLook.set(look, features)
    return features
  }
}
