import sharp from 'sharp'

/** Two pictures as they would lie on one desk. */
export const sideBySide = async (left: Buffer, right: Buffer): Promise<Buffer> => {
  const [a, b] = [await sharp(left).metadata(), await sharp(right).metadata()]
  const size = { width: a.width + b.width, height: Math.max(a.height, b.height) }
  return sharp({ create: { ...size, channels: 3, background: '#333' } })
    .composite([
      { input: left, left: 0, top: 0 },
      { input: right, left: a.width, top: 0 },
    ])
    .png()
    .toBuffer()
}
