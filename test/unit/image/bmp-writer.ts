/** A bitmap file of the given parts; `size` of the info header is 40. Rows are given as stored. */
export const bmpFile = (o: {
  width: number
  height: number
  bits: number
  compression?: number
  masks?: readonly number[]
  palette?: readonly number[]
  pixels: readonly number[]
}): Uint8Array => {
  const masks = o.masks ?? []
  const palette = o.palette ?? []
  const pixelsAt = 54 + 4 * masks.length + palette.length
  const file = new Uint8Array(pixelsAt + o.pixels.length)
  const view = new DataView(file.buffer)
  file.set([0x42, 0x4d])
  view.setUint32(2, file.length, true)
  view.setUint32(10, pixelsAt, true)
  view.setUint32(14, 40, true)
  view.setInt32(18, o.width, true)
  view.setInt32(22, o.height, true)
  view.setUint16(26, 1, true)
  view.setUint16(28, o.bits, true)
  view.setUint32(30, o.compression ?? 0, true)
  view.setUint32(34, o.pixels.length, true)
  view.setUint32(46, palette.length / 4, true)
  masks.forEach((m, i) => view.setUint32(54 + 4 * i, m, true))
  file.set(palette, 54 + 4 * masks.length)
  file.set(o.pixels, pixelsAt)
  return file
}
