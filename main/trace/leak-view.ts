import { newPlane, rowOf, type Plane } from '../../shared/maths/plane.ts'
import type { Features } from '../image/features.ts'
import type { PictureSize } from '../image/picture.ts'
import { pyramidOf, type Pyramid } from '../image/pyramid.ts'
import { invertFeatures, mirrorFeatures } from '../image/turn-features.ts'
import { detectIn, featuresOnce, type Look, type SeenPicture } from './describe-page.ts'

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

/** Of the picture so taken, pixels. */
const sizeIn = (view: LeakView, { width, height }: PictureSize): PictureSize => ({
  width: view === 'broadened' ? 2 * width : width,
  height: view === 'doubled' ? 2 * height : height,
})

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

/** Whether the picture's features, turned about, are those of such a view. */
export const isTurned = (view: LeakView): view is Turned => view in TURNS

/** A picture as it came, and taken in other ways. */
export interface Viewed {
  readonly plane: Plane
  /** What is found in it is kept; its levels until it is taken otherwise, as whoever reads it takes it as it was last looked at. */
  readonly seen: (view: LeakView) => SeenPicture
}

export const viewed = (plane: Plane): Viewed => {
  let last: { readonly view: LeakView; readonly pyramid: Pyramid } | null = null
  const pyramidIn = (view: LeakView): Pyramid => {
    if (last?.view === view) return last.pyramid
    last = null
    last = { view, pyramid: pyramidOf(viewPlane(plane, view)) }
    return last.pyramid
  }
  // What is found in the picture as it came is, turned about, what would be found in others.
  const findIn = (view: LeakView) => (look: Look) =>
    isTurned(view) ? TURNS[view](seen('plain').features(look)) : detectIn(pyramidIn(view), look)
  const known = new Map<LeakView, SeenPicture>()
  const take = (view: LeakView): SeenPicture => ({
    size: sizeIn(view, plane),
    get pyramid() {
      return pyramidIn(view)
    },
    features: featuresOnce(findIn(view)),
  })
  const seen = (view: LeakView): SeenPicture => {
    const taken = known.get(view) ?? take(view)
    known.set(view, taken)
    return taken
  }
  return { plane, seen }
}
