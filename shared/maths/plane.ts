/** One channel of samples, row-major, top row first. Grey values run 0 (black) to 255 (white), sRGB-coded. */
export interface Plane {
  readonly width: number
  readonly height: number
  readonly data: Float32Array
}

export const newPlane = (width: number, height: number): Plane => ({
  width,
  height,
  data: new Float32Array(width * height),
})

export const longEdge = ({ width, height }: Pick<Plane, 'width' | 'height'>): number =>
  Math.max(width, height)
