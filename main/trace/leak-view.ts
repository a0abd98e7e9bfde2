import type { Plane } from '../../shared/maths/plane.ts'

/** How a picture is taken: as it came, as a selfie camera's mirror shows it, or with light and dark changed over by a dark-mode viewer. */
export type LeakView = 'plain' | 'mirrored' | 'inverted'

/** In the order in which they are tried. */
export const LEAK_VIEWS: readonly LeakView[] = ['plain', 'mirrored', 'inverted']

const mirror = ({ width, height, data }: Plane): Plane => {
  const turned = new Float32Array(data.length)
  for (let y = 0; y < height; y++) {
    const row = y * width
    for (let x = 0; x < width; x++) turned[row + x] = data[row + width - 1 - x]
  }
  return { width, height, data: turned }
}

const invert = ({ width, height, data }: Plane): Plane => ({ width, height, data: data.map((v) => 255 - v) })

export const viewPlane = (plane: Plane, view: LeakView): Plane => {
  switch (view) {
    case 'plain':
      return plane
    case 'mirrored':
      return mirror(plane)
    case 'inverted':
      return invert(plane)
  }
}
