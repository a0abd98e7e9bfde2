/** Taps of a Gaussian cut off at 2.6 sigma, of total 1. */
export const gaussianKernel = (sigma: number): Float32Array => {
  const reach = Math.max(1, Math.ceil(2.6 * sigma))
  const kernel = Float32Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)),
  )
  const total = kernel.reduce((sum, k) => sum + k, 0)
  return kernel.map((k) => k / total)
}

const acrossRow = (row: Float32Array, padded: Float32Array, kernel: Float32Array): void => {
  const reach = kernel.length >> 1
  const width = row.length
  padded.fill(row[0], 0, reach)
  padded.set(row, reach)
  padded.fill(row[width - 1], reach + width)
  for (let x = 0; x < width; x += 1) {
    let sum = 0
    for (let k = 0; k < kernel.length; k += 1) sum += kernel[k] * padded[x + k]
    row[x] = sum
  }
}

/** Gaussian blur of a plane, in place, edges held: an optical point spread of `sigma` pixels. */
export const blurPlane = (plane: Float32Array, width: number, height: number, sigma: number): void => {
  if (sigma < 0.2) return
  const kernel = gaussianKernel(sigma)
  const reach = kernel.length >> 1
  const padded = new Float32Array(width + 2 * reach)
  // A ring of rows already blurred across, so that each is read once.
  const ring = Array.from({ length: kernel.length }, () => new Float32Array(width))
  const slot = (y: number) => ring[(y + kernel.length * 2) % kernel.length]
  const load = (y: number) => {
    const held = Math.min(height - 1, Math.max(0, y))
    const row = slot(y)
    if (y < 0 && y > -reach) row.set(slot(y - 1))
    else if (y >= height) row.set(slot(y - 1))
    else {
      row.set(plane.subarray(held * width, (held + 1) * width))
      acrossRow(row, padded, kernel)
    }
  }
  for (let y = -reach; y < reach; y += 1) load(y)
  for (let y = 0; y < height; y += 1) {
    load(y + reach)
    const out = plane.subarray(y * width, (y + 1) * width)
    out.fill(0)
    for (let k = -reach; k <= reach; k += 1) {
      const row = slot(y + k)
      const weight = kernel[k + reach]
      for (let x = 0; x < width; x += 1) out[x] += weight * row[x]
    }
  }
}
