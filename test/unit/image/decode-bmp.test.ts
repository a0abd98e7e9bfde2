import { describe, expect, it } from 'vitest'
import { decodeBmp } from '../../../main/image/decode-bmp.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'
import { bmpFile } from './bmp-writer.ts'
import { askOpenCv, hasOpenCv } from './opencv.ts'

const random = seededRandom(3)
const bytes = (n: number) => Array.from({ length: n }, () => Math.floor(random() * 256))
/** Random colours with a spare byte of zero. */
const colours = (n: number) => Array.from({ length: n }, () => [...bytes(3), 0]).flat()

const files: readonly (readonly [string, Uint8Array])[] = [
  ['1 bit', bmpFile({ width: 19, height: 7, bits: 1, palette: colours(2), pixels: bytes(4 * 7) })],
  ['4 bits', bmpFile({ width: 13, height: 5, bits: 4, palette: colours(16), pixels: bytes(8 * 5) })],
  ['8 bits', bmpFile({ width: 9, height: 6, bits: 8, palette: colours(256), pixels: bytes(12 * 6) })],
  ['24 bits', bmpFile({ width: 5, height: 4, bits: 24, pixels: bytes(16 * 4) })],
  ['24 bits, top down', bmpFile({ width: 5, height: -4, bits: 24, pixels: bytes(16 * 4) })],
  ['32 bits', bmpFile({ width: 5, height: 4, bits: 32, pixels: bytes(20 * 4) })],
]

describe('decodeBmp', () => {
  it.skipIf(!hasOpenCv).each(files)('agrees with OpenCV on %s', (_, file) => {
    const script = 'out = cv2.imdecode(np.frombuffer(raw, np.uint8), cv2.IMREAD_COLOR)[:, :, ::-1]'
    expect([...decodeBmp(file, 1e6).rgb]).toEqual([...askOpenCv(script, file)])
  })

  it('reads 16 bits of five and of a given six for green', () => {
    const plain = bmpFile({ width: 2, height: 1, bits: 16, pixels: [0xff, 0x7f, 0x00, 0x7c] })
    expect([...decodeBmp(plain, 100).rgb]).toEqual([255, 255, 255, 255, 0, 0])
    const masks = [0xf800, 0x07e0, 0x001f]
    const fields = bmpFile({
      width: 2,
      height: 1,
      bits: 16,
      compression: 3,
      masks,
      pixels: [0xe0, 0x07, 0x1f, 0x00],
    })
    expect([...decodeBmp(fields, 100).rgb]).toEqual([0, 255, 0, 0, 0, 255])
  })

  it('reads 32 bits with the highest mask on the top bit', () => {
    const masks = [0xff000000, 0x00ff0000, 0x0000ff00]
    const file = bmpFile({ width: 1, height: 1, bits: 32, compression: 3, masks, pixels: [9, 30, 20, 10] })
    expect([...decodeBmp(file, 100).rgb]).toEqual([10, 20, 30])
  })

  const palette = [0, 0, 0, 0, 1, 1, 1, 0, 2, 2, 2, 0, 3, 3, 3, 0]
  const reds = (file: Uint8Array) => [...decodeBmp(file, 1000).rgb].filter((_, i) => i % 3 === 0)

  it('unpacks runs, literals, jumps and early ends of RLE8', () => {
    const pixels = [3, 1, 0, 3, 2, 3, 2, 0, 0, 0, 0, 2, 2, 0, 2, 3, 0, 1]
    const file = bmpFile({ width: 6, height: 3, bits: 8, compression: 1, palette, pixels })
    const stored = [
      [1, 1, 1, 2, 3, 2],
      [0, 0, 3, 3, 0, 0],
      [0, 0, 0, 0, 0, 0],
    ]
    expect(reds(file)).toEqual(stored.toReversed().flat())
  })

  it('unpacks RLE4', () => {
    const file = bmpFile({ width: 5, height: 1, bits: 4, compression: 2, palette, pixels: [3, 0x12, 0, 1] })
    expect(reds(file)).toEqual([1, 2, 1, 0, 0])
  })

  it('drops what runs write outside the picture', () => {
    const file = bmpFile({
      width: 2,
      height: 1,
      bits: 8,
      compression: 1,
      palette,
      pixels: [255, 3, 0, 2, 255, 255, 9, 1],
    })
    expect(reds(file)).toEqual([3, 3])
  })

  it.each([
    ['cut short', bmpFile({ width: 9, height: 9, bits: 24, pixels: bytes(40) }), 'picture-unreadable'],
    ['of no size', bmpFile({ width: 0, height: 9, bits: 24, pixels: bytes(40) }), 'picture-unreadable'],
    ['of 7 bits', bmpFile({ width: 1, height: 1, bits: 7, pixels: bytes(40) }), 'picture-unreadable'],
    [
      'JPEG inside',
      bmpFile({ width: 1, height: 1, bits: 24, compression: 4, pixels: bytes(40) }),
      'picture-unreadable',
    ],
    ['a bomb', bmpFile({ width: 60000, height: 60000, bits: 1, pixels: bytes(40) }), 'picture-too-large'],
    [
      'a packed bomb',
      bmpFile({ width: 900, height: 900, bits: 8, compression: 1, pixels: bytes(9) }),
      'picture-unreadable',
    ],
  ])('refuses one that is %s', (_, file, code) => {
    expect(() => decodeBmp(file, 1e6)).toThrow(expect.objectContaining({ code }))
  })
})
