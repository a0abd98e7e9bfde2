// The icons of every system, out of the two drawings: PNG by size, ICO for Windows, ICNS for macOS. Both containers are plain
// lists of PNG files.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'

const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
/** Up to here the dots of the rim would be a grey haze: the letter alone is drawn, and larger. */
const SMALL = 48
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256]
/** Apple's names for a size, and for the same number of pixels at twice the density. */
const ICNS_TYPES = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
]

/** ICONDIR, then an ICONDIRENTRY of 16 bytes each, then the pictures. */
export const icoOf = (pngs) => {
  const head = Buffer.alloc(6 + 16 * pngs.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pngs.length, 4)
  let offset = head.length
  pngs.forEach(({ size, png }, i) => {
    const at = 6 + 16 * i
    // 256 does not fit into a byte and is written as 0.
    head.writeUInt8(size % 256, at)
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(png.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += png.length
  })
  return Buffer.concat([head, ...pngs.map(({ png }) => png)])
}

/** Four letters and a length, that of these eight bytes included, before each part and before the whole. */
const chunk = (type, body) => {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32BE(8 + body.length, 4)
  return Buffer.concat([head, body])
}

export const icnsOf = (parts) => chunk('icns', Buffer.concat(parts.map(({ type, png }) => chunk(type, png))))

export const drawIcons = async (sources, out) => {
  mkdirSync(out, { recursive: true })
  const large = readFileSync(join(sources, 'siglum.svg'))
  const small = readFileSync(join(sources, 'siglum-small.svg'))
  const drawn = new Map()
  for (const size of SIZES) {
    const png = await sharp(size <= SMALL ? small : large)
      .resize(size, size)
      .png()
      .toBuffer()
    drawn.set(size, png)
    writeFileSync(join(out, `${size}x${size}.png`), png)
  }
  writeFileSync(join(out, 'icon.ico'), icoOf(ICO_SIZES.map((size) => ({ size, png: drawn.get(size) }))))
  writeFileSync(
    join(out, 'icon.icns'),
    icnsOf(ICNS_TYPES.map(([type, size]) => ({ type, png: drawn.get(size) }))),
  )
}
