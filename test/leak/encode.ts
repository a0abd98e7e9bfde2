import sharp from 'sharp'
import type { Leak, LeakOptions } from './leak-types.ts'

interface Pixels {
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3
  readonly data: Uint8Array | Uint8ClampedArray
}

const open = ({ data, width, height, channels }: Pixels) =>
  sharp(data, { raw: { width, height, channels }, limitInputPixels: false })

export const encodeJpeg = (pixels: Pixels, quality: number): Promise<Buffer> =>
  open(pixels).jpeg({ quality }).toBuffer()

export const encodePng = (pixels: Pixels): Promise<Buffer> =>
  open(pixels).png({ compressionLevel: 3 }).toBuffer()

/** Re-encodes as messengers do: shrunk to a long edge (never enlarged), then a low-quality JPEG. */
export const sendThroughMessenger = async (leak: Leak, longEdge = 1280, quality = 50): Promise<Leak> => {
  const scale = Math.min(1, longEdge / Math.max(leak.width, leak.height))
  const width = Math.round(leak.width * scale)
  const height = Math.round(leak.height * scale)
  const bytes = await sharp(leak.bytes, { limitInputPixels: false })
    .resize(width, height, { fit: 'fill' })
    .jpeg({ quality })
    .toBuffer()
  const [sx, sy] = [width / leak.width, height / leak.height]
  const toPixel: Leak['toPixel'] = (xMm, yMm) => {
    const p = leak.toPixel(xMm, yMm)
    return { x: p.x * sx, y: p.y * sy }
  }
  return { bytes, format: 'jpeg', width, height, toPixel, notes: { ...leak.notes, longEdge, quality } }
}

/** The preview that a messenger shows before the picture is opened. */
export const thumbnailOf = (leak: Leak): Promise<Leak> => sendThroughMessenger(leak, 720, 45)

export const recompressed = (leak: Leak, quality: number): Promise<Leak> =>
  sendThroughMessenger(leak, Math.max(leak.width, leak.height), quality)

/** The last leg of every leak. */
export const send = async (leak: Leak, options: LeakOptions): Promise<Leak> => {
  const times = Number(options.messenger ?? 0)
  let sent = leak
  for (let i = 0; i < times; i += 1) sent = await sendThroughMessenger(sent)
  return sent
}
