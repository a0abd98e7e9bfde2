import sharp from 'sharp'
import type { Random } from './random.ts'
import { seededRandom } from './random.ts'

/** What lies under and around the sheet: sRGB codes over a square of table, repeated beyond it. */
export interface Table {
  readonly size: number
  readonly perMm: number
  readonly codes: Uint8Array
  /** Where on the table the page's corner lies. */
  readonly originMm: readonly [number, number]
}

const TABLE_MM = 512
const PER_MM = 2

type Ground = 'wood' | 'stone' | 'cloth' | 'laminate'

const GROUND_COLOURS: Record<Ground, readonly string[]> = {
  wood: ['#a9743f', '#7d4f2b', '#c79a62', '#5b3a22'],
  stone: ['#75736f', '#8d8a85', '#55534f'],
  cloth: ['#b9b3a4', '#46546b', '#6d3f3f'],
  laminate: ['#d8d4cc', '#3a3a3c', '#9aa2a8'],
}

const planks = (random: Random): string =>
  Array.from({ length: 5 }, (_, i) => {
    const x = i * 103 + random.between(-4, 4)
    const seam = random.between(0, TABLE_MM)
    return `<path d="M${x} 0V${TABLE_MM}M${x} ${seam}h103" stroke="#00000066" stroke-width="1.2"/>`
  }).join('')

const weave = (): string =>
  `<defs><pattern id="w" width="4" height="4" patternUnits="userSpaceOnUse"><path d="M0 1h4M1 0v4" stroke="#00000033"/>` +
  `<circle cx="3" cy="3" r=".7" fill="#ffffff22"/></pattern></defs><rect width="100%" height="100%" fill="url(#w)"/>`

/** Pens, cup rings, other sheets: things with edges of their own. */
const clutter = (random: Random): string =>
  Array.from({ length: random.whole(2, 6) }, () => {
    const x = random.between(0, TABLE_MM)
    const y = random.between(0, TABLE_MM)
    const turn = `transform="rotate(${random.between(0, 180)} ${x} ${y})"`
    const colour = random.pick(['#1d2b53', '#b3261e', '#2e2e2e', '#e7e2d6', '#3f6b4f', '#d9a441'])
    const kind = random.pick(['pen', 'ring', 'sheet'])
    if (kind === 'pen')
      return `<rect x="${x}" y="${y}" width="140" height="9" rx="4" fill="${colour}" ${turn}/>`
    if (kind === 'ring') {
      return `<circle cx="${x}" cy="${y}" r="36" fill="none" stroke="${colour}" stroke-width="7" opacity=".7"/>`
    }
    return `<rect x="${x}" y="${y}" width="105" height="148" fill="#e9e8e2" stroke="#00000030" ${turn}/>`
  }).join('')

const drawing = (ground: Ground, random: Random): string => {
  const colour = random.pick(GROUND_COLOURS[ground])
  const frequency = ground === 'wood' ? '0.12 0.006' : ground === 'stone' ? '0.05' : '0.4'
  const detail = ground === 'wood' ? planks(random) : ground === 'cloth' ? weave() : ''
  const strength = ground === 'laminate' ? 0.1 : 0.4
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${TABLE_MM * PER_MM}" height="${TABLE_MM * PER_MM}" ` +
    `viewBox="0 0 ${TABLE_MM} ${TABLE_MM}"><filter id="n" x="0" y="0" width="100%" height="100%">` +
    `<feTurbulence type="fractalNoise" baseFrequency="${frequency}" numOctaves="4" seed="${random.whole(1, 9999)}"/>` +
    `<feColorMatrix values="0.6 0.3 0 0 0 0.6 0.3 0 0 0 0.6 0.3 0 0 0 0 0 0 0 ${strength}"/></filter>` +
    `<rect width="100%" height="100%" fill="${colour}"/><rect width="100%" height="100%" filter="url(#n)"/>` +
    `${detail}${clutter(random)}</svg>`
  )
}

const VARIANTS = 24
const drawn = new Map<number, Promise<Uint8Array>>()

const codesOf = (variant: number): Promise<Uint8Array> => {
  const held = drawn.get(variant)
  if (held !== undefined) return held
  const random = seededRandom(variant, 'table')
  const ground = random.pick<Ground>(['wood', 'stone', 'cloth', 'laminate'])
  const size = TABLE_MM * PER_MM
  const codes = sharp(Buffer.from(drawing(ground, random)))
    .resize(size, size, { fit: 'fill' })
    .removeAlpha()
    .raw()
    .toBuffer()
    .then((buffer) => new Uint8Array(buffer))
  drawn.set(variant, codes)
  return codes
}

/** One of a few tables (they are slow to draw, and kept), with the sheet laid anywhere on it. */
export const drawTable = async (random: Random): Promise<Table> => ({
  size: TABLE_MM * PER_MM,
  perMm: PER_MM,
  codes: await codesOf(random.whole(0, VARIANTS - 1)),
  originMm: [random.between(0, TABLE_MM), random.between(0, TABLE_MM)],
})
