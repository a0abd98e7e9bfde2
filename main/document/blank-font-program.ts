/** A TrueType program whose glyphs have some width and a height and show nothing: what invisible text is set in. */

const UNITS_PER_EM = 1000
const ASCENT = 800
const DESCENT = -200
const VERSION_1 = 0x00010000

type Table = readonly [tag: string, bytes: Buffer]

/** A table of big-endian numbers, all zero but those given: [offset, size in bytes, value]. */
const numbers = (length: number, fields: readonly (readonly [number, 2 | 4, number])[]): Buffer => {
  const table = Buffer.alloc(length)
  for (const [at, size, value] of fields) {
    if (size === 4) table.writeUInt32BE(value, at)
    else table.writeUInt16BE(value & 0xffff, at)
  }
  return table
}

/** As high and deep as ideographs and capitals with their descenders are. */
const [HEIGHT, DEPTH] = [880, -120] as const
/**
 * An outline of two points, each for itself, so that there is no line either: along one that goes up and back the same way renderers that do
 * not smooth edges, as drivers of printers do not, draw a bar. Of a glyph without a height
 * Chromium believes that it stands on a line of its own, in tiny type: screen readers were told of a paragraph at every line of
 * the page, and of headings that were none.
 */
const UPRIGHT = ((): Buffer => {
  const outline = Buffer.alloc(26)
  const words = [2, 0, DEPTH, 0, HEIGHT, 0, 1, 0]
  words.forEach((value, k) => outline.writeInt16BE(value, 2 * k))
  // Two points on the curve, their coordinates as words: differences along, then across.
  outline.fill(1, 16, 18)
  const across = [DEPTH, HEIGHT - DEPTH]
  across.forEach((value, k) => outline.writeInt16BE(value, 22 + 2 * k))
  return outline
})()

/** The tables that a program inside a PDF needs (ISO 32000-1, 9.9). */
const tablesOf = (glyphs: number, advances: readonly number[]): Table[] => [
  ['glyf', Buffer.concat(Array.from({ length: glyphs }, () => UPRIGHT))],
  [
    'head',
    numbers(54, [
      [0, 4, VERSION_1],
      [4, 4, VERSION_1],
      [12, 4, 0x5f0f3cf5],
      [18, 2, UNITS_PER_EM],
      [46, 2, 8],
      [48, 2, 2],
    ]),
  ],
  [
    'hhea',
    numbers(36, [
      [0, 4, VERSION_1],
      [4, 2, ASCENT],
      [6, 2, DESCENT],
      [10, 2, Math.max(...advances)],
      [34, 2, glyphs],
    ]),
  ],
  [
    'hmtx',
    numbers(
      4 * glyphs,
      advances.map((advance, i) => [4 * (i + 1), 2, advance]),
    ),
  ],
  [
    'loca',
    numbers(
      2 * (glyphs + 1),
      // In halves, as a short table has them.
      Array.from({ length: glyphs + 1 }, (_, glyph) => [2 * glyph, 2, (glyph * UPRIGHT.length) / 2]),
    ),
  ],
  [
    'maxp',
    numbers(32, [
      [0, 4, VERSION_1],
      [4, 2, glyphs],
      [6, 2, 2],
      [8, 2, 2],
      [14, 2, 1],
    ]),
  ],
]

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])

const checksum = (bytes: Buffer): number => {
  let sum = 0
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0
  return sum
}

/** Advances in thousandths of an em, of glyph 1 and on; glyph 0 is for codes that the font has not. */
export const blankFontProgram = (advances: readonly number[]): Buffer => {
  const tables = tablesOf(advances.length + 1, advances)
  const power = 2 ** Math.floor(Math.log2(tables.length))
  const head = numbers(12, [
    [0, 4, VERSION_1],
    [4, 2, tables.length],
    [6, 2, 16 * power],
    [8, 2, Math.log2(power)],
    [10, 2, 16 * (tables.length - power)],
  ])
  let offset = head.length + 16 * tables.length
  const entries: Buffer[] = []
  const bodies: Buffer[] = []
  for (const [tag, bytes] of tables) {
    const body = padded(bytes)
    const entry = numbers(16, [
      [4, 4, checksum(body)],
      [8, 4, offset],
      [12, 4, bytes.length],
    ])
    entry.write(tag, 0, 'latin1')
    entries.push(entry)
    bodies.push(body)
    offset += body.length
  }
  return Buffer.concat([head, ...entries, ...bodies])
}
