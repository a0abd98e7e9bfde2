import type { Medium, PageLayout, TintScale } from '../../shared/mark/layout.ts'
import { signAt } from '../../shared/mark/signs.ts'
import type { Overlay } from '../document/document.ts'
import type { Area, PageGround } from './page-ground.ts'

/** Steps of 1/255 between the cells of a scale. */
const STEPS: Readonly<Record<Medium, number>> = { screen: 1, both: 1, paper: 2 }
/** Where light and shade of a photograph hide it: words and dots find no place there, and a photocopy takes most of what is fainter. */
const STEPS_WHERE_BUSY = 2

/** Opacity that comes to the same whole number of 255ths whether a viewer rounds or truncates it. */
const stepsOf255 = (steps: number): number => (steps + 0.3) / 255

/**
 * The keyed pattern: for each scale one black-and-white picture of its signs, all but transparent. Black cells
 * darken light ground and leave dark ground as it is, white cells the other way about, so that their difference
 * is the same on both and in between.
 *
 * Pictures, because they alone came out exact in every renderer tried: PDFium applies the opacity of an image mask
 * twice, MuPDF drops a transparency group this faint, and blend modes that lighten turn bare paper black where
 * a page is blended before it is laid on white (ISO 32000-1, 11.4.7).
 */
export const embedTint = (
  layout: PageLayout,
  packed: Uint8Array,
  medium: Medium,
  ground: PageGround,
): Overlay => {
  const steps = STEPS[medium]
  let first = 0
  const pictures = layout.tint.map((scale) => {
    const picture = signPicture(scale, packed, first)
    first += scale.columns * scale.rows
    return picture
  })
  const pattern = pictures.join('\n')
  const once = `/Faint gs\n${pattern}`
  const isMore = steps < STEPS_WHERE_BUSY && ground.busy.length > 0
  return {
    operators: isMore ? `${once}\nq ${clipTo(ground.busy)}\n${pattern}\nQ` : once,
    alphas: { Faint: stepsOf255(steps) },
  }
}

/** What is drawn from here on shows in these areas alone (ISO 32000-1, 8.5.4). */
const clipTo = (areas: readonly Area[]): string =>
  `${areas.map(({ x, y, width, height }) => `${x} ${y} ${width} ${height} re`).join(' ')} W n`

/**
 * An inline image (ISO 32000-1, 8.9.7) in hexadecimal, which holds no accidental end marker and packs as well as
 * bytes do. An image fills the unit square with its first row at y = 1; here y runs down.
 */
const signPicture = (scale: TintScale, packed: Uint8Array, first: number): string => {
  const width = (scale.columns * scale.cellMm).toFixed(4)
  const height = (scale.rows * scale.cellMm).toFixed(4)
  const size = `/W ${scale.columns} /H ${scale.rows} /BPC 1 /CS /G`
  return `q ${width} 0 0 -${height} 0 ${height} cm BI ${size} /F /AHx ID ${hexRows(scale, packed, first)}> EI Q`
}

/** Cells are numbered by rows, scale after scale; 1 is white and negative. */
const hexRows = (scale: TintScale, packed: Uint8Array, first: number): string => {
  const stride = (scale.columns + 7) >> 3
  const bits = Buffer.alloc(stride * scale.rows)
  for (let row = 0; row < scale.rows; row++) {
    for (let column = 0; column < scale.columns; column++) {
      if (signAt(packed, first + row * scale.columns + column) > 0) continue
      bits[row * stride + (column >> 3)] |= 0x80 >> (column & 7)
    }
  }
  return bits.toString('hex')
}
