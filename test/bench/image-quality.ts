interface Grey {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

const requireSameSize = (a: Grey, b: Grey): void => {
  if (a.width !== b.width || a.height !== b.height) throw new RangeError('pictures differ in size')
}

/** Peak signal-to-noise ratio of 8-bit pictures in dB; infinite for equal ones. */
export const psnr = (a: Grey, b: Grey): number => {
  requireSameSize(a, b)
  let squares = 0
  for (let i = 0; i < a.data.length; i++) squares += (a.data[i] - b.data[i]) ** 2
  return 10 * Math.log10((255 ** 2 * a.data.length) / squares)
}

/** The largest difference of any pixel, in 8-bit steps. */
export const worstDifference = (a: Grey, b: Grey): number => {
  requireSameSize(a, b)
  let worst = 0
  for (let i = 0; i < a.data.length; i++) worst = Math.max(worst, Math.abs(a.data[i] - b.data[i]))
  return worst
}

const WINDOW = 11
const SIGMA = 1.5
const C1 = (0.01 * 255) ** 2
const C2 = (0.03 * 255) ** 2

const KERNEL = ((): Float64Array => {
  const half = (WINDOW - 1) / 2
  const raw = Float64Array.from({ length: WINDOW }, (_, i) => Math.exp(-((i - half) ** 2) / (2 * SIGMA ** 2)))
  const sum = raw.reduce((s, v) => s + v, 0)
  return raw.map((v) => v / sum)
})()

/** Weighted means over every window that lies wholly in the picture: smaller by 10 each way. */
const windowMeans = (src: Float64Array, width: number, height: number): Float64Array => {
  const narrow = width - WINDOW + 1
  const rows = new Float64Array(narrow * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < narrow; x++) {
      let sum = 0
      for (let k = 0; k < WINDOW; k++) sum += KERNEL[k] * src[y * width + x + k]
      rows[y * narrow + x] = sum
    }
  }
  const out = new Float64Array(narrow * (height - WINDOW + 1))
  for (let i = 0; i < out.length; i++) {
    let sum = 0
    for (let k = 0; k < WINDOW; k++) sum += KERNEL[k] * rows[i + k * narrow]
    out[i] = sum
  }
  return out
}

/**
 * Mean structural similarity: Wang, Bovik, Sheikh and Simoncelli, "Image quality assessment: from error visibility to
 * structural similarity", IEEE Trans. Image Processing 13(4), 2004, with its own constants: an 11 by 11 Gaussian window of
 * 1.5 pixels, K1 = 0.01, K2 = 0.03, no padding.
 */
export const ssim = (a: Grey, b: Grey): number => {
  requireSameSize(a, b)
  const { width, height } = a
  if (width < WINDOW || height < WINDOW) throw new RangeError(`SSIM needs ${WINDOW} pixels each way`)
  const means = (of: (i: number) => number): Float64Array =>
    windowMeans(
      Float64Array.from({ length: width * height }, (_, i) => of(i)),
      width,
      height,
    )
  const [x, y] = [a.data, b.data]
  const mx = means((i) => x[i])
  const my = means((i) => y[i])
  const xx = means((i) => x[i] * x[i])
  const yy = means((i) => y[i] * y[i])
  const xy = means((i) => x[i] * y[i])
  let sum = 0
  for (let i = 0; i < mx.length; i++) {
    const product = mx[i] * my[i]
    const squares = mx[i] ** 2 + my[i] ** 2
    const likeness = (2 * product + C1) * (2 * (xy[i] - product) + C2)
    sum += likeness / ((squares + C1) * (xx[i] + yy[i] - squares + C2))
  }
  return sum / mx.length
}
