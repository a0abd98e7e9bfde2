/** Linear light at the sensor, three planes; paper in the light of the lamp is about 0.6. */
export interface Light {
  readonly width: number
  readonly height: number
  readonly r: Float32Array
  readonly g: Float32Array
  readonly b: Float32Array
}

export const newLight = (width: number, height: number): Light => ({
  width,
  height,
  r: new Float32Array(width * height),
  g: new Float32Array(width * height),
  b: new Float32Array(width * height),
})

/** Camera-pixel offsets at which a pixel is sampled: a 2 x 2 box, drawn out along the shake of the hand. */
export const tapsWithMotion = (motionX: number, motionY: number): readonly (readonly [number, number])[] => {
  const box = [
    [-0.25, -0.25],
    [0.25, 0.25],
    [-0.25, 0.25],
    [0.25, -0.25],
  ] as const
  return box.map(([x, y], k) => [x + motionX * (k / 3 - 0.5), y + motionY * (k / 3 - 0.5)] as const)
}
