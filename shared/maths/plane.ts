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

/** A row's samples, not a copy of them. */
export const rowOf = <T extends { readonly width: number; readonly data: Float32Array | Uint8Array }>(
  { width, data }: T,
  y: number,
): T['data'] => data.subarray(y * width, (y + 1) * width)

export const longEdge = ({ width, height }: Pick<Plane, 'width' | 'height'>): number =>
  Math.max(width, height)
