import { newPlane, rowOf, type Plane } from '../../shared/maths/plane.ts'
import type { Features } from '../image/features.ts'
import { pyramidOf } from '../image/pyramid.ts'
import { invertFeatures, mirrorFeatures } from '../image/turn-features.ts'
import { describePicture, featuresOnce, type SeenPicture } from './describe-page.ts'

/**
 * How a picture is taken: as it came; with each row twice, as a fax needs whose rows are half as many as its columns (204 x 98 dpi), and a page seen
 * from so low that it looks half as high; with each column twice, as one needs that is seen from the side; as a selfie camera's mirror shows
 * it; with light and dark changed over by a dark-mode viewer; or both, as a mirror shows such a viewer.
 */
export type LeakView = 'plain' | 'doubled' | 'broadened' | Turned
type Turned = 'mirrored' | 'inverted' | 'mirrored-inverted'

/** Within so many levels of black or white a pixel is one of them; of a fax nearly all are. */
const NEARLY = 8
const NEARLY_ALL = 0.98

/** Of anything else that is known long before its end. */
const isBlackAndWhite = ({ data }: Plane): boolean => {
  let allowed = (1 - NEARLY_ALL) * data.length
  for (let k = 0; k < data.length && allowed >= 0; k++)
    if (data[k] > NEARLY && data[k] < 255 - NEARLY) allowed--
  return allowed >= 0
}

interface ViewToTry {
  readonly view: LeakView
  /** Rare ones are looked at less closely: everybody waits for them whose picture is nobody's. */
  readonly isRare: boolean
}

/** In the order in which they are tried. */
export const leakViews = (plane: Plane): ViewToTry[] => {
  const isFax = isBlackAndWhite(plane)
  const doubled: ViewToTry = { view: 'doubled', isRare: !isFax }
  return [
    { view: 'plain', isRare: false },
    ...(isFax ? [doubled] : []),
    { view: 'mirrored', isRare: true },
    { view: 'inverted', isRare: true },
    ...(isFax ? [] : [doubled]),
    { view: 'broadened', isRare: true },
    { view: 'mirrored-inverted', isRare: true },
  ]
}

const double = (plane: Plane): Plane => {
  const twice = newPlane(plane.width, 2 * plane.height)
  for (let y = 0; y < twice.height; y++) rowOf(twice, y).set(rowOf(plane, y >> 1))
  return twice
}

const broaden = ({ width, height, data }: Plane): Plane => {
  const columns = new Float32Array(2 * data.length)
  for (let k = 0; k < columns.length; k++) columns[k] = data[k >> 1]
  return { width: 2 * width, height, data: columns }
}

const mirror = ({ width, height, data }: Plane): Plane => {
  const turned = new Float32Array(data.length)
  for (let y = 0; y < height; y++) {
    const row = y * width
    for (let x = 0; x < width; x++) turned[row + x] = data[row + width - 1 - x]
  }
  return { width, height, data: turned }
}

const invert = ({ width, height, data }: Plane): Plane => ({ width, height, data: data.map((v) => 255 - v) })

const viewPlane = (plane: Plane, view: LeakView): Plane => {
  switch (view) {
    case 'plain':
      return plane
    case 'doubled':
      return double(plane)
    case 'broadened':
      return broaden(plane)
    case 'mirrored':
      return mirror(plane)
    case 'inverted':
      return invert(plane)
    case 'mirrored-inverted':
      return invert(mirror(plane))
  }
}

const TURNS: Readonly<Record<Turned, (features: Features) => Features>> = {
  mirrored: mirrorFeatures,
  inverted: invertFeatures,
  'mirrored-inverted': (features) => invertFeatures(mirrorFeatures(features)),
}

const isTurned = (view: LeakView): view is Turned => view in TURNS

/** A picture as it came, and taken in other ways. */
export interface Viewed {
  readonly plane: Plane
  /** Kept until it is taken otherwise: whoever reads it takes it as it was last looked at. */
  readonly seen: (view: LeakView) => SeenPicture
}

export const viewed = (plane: Plane): Viewed => {
  let last: { readonly view: LeakView; readonly seen: SeenPicture } | null = null
  // What is found in the picture as it came outlives its levels: turned about, it is what would be found in others.
  const asItCame = featuresOnce((look) => {
    const pyramid = last?.view === 'plain' ? last.seen.pyramid : pyramidOf(plane)
    return describePicture(pyramid).features(look)
  })
  const take = (view: LeakView): SeenPicture => {
    const pyramid = pyramidOf(viewPlane(plane, view))
    if (view === 'plain') return { pyramid, features: asItCame }
    if (!isTurned(view)) return describePicture(pyramid)
    return { pyramid, features: featuresOnce((look) => TURNS[view](asItCame(look))) }
  }
  const seen = (view: LeakView): SeenPicture => {
    if (last?.view === view) return last.seen
    last = null
    last = { view, seen: take(view) }
    return last.seen
  }
  return { plane, seen }
}
