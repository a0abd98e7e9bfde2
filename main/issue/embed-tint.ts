import type { Medium, PageLayout, TintScale } from '../../shared/mark/layout.ts'
import { signAt } from '../../shared/mark/signs.ts'
import type { Overlay, Stencil } from '../document/document.ts'
import type { PageGround } from './page-ground.ts'

/** Steps of 1/255 by which a positive cell darkens white, and a negative one lightens black. */
const DARKEN_STEPS: Readonly<Record<Medium, number>> = { screen: 1, both: 1, paper: 2 }
/** Black takes more: near it a display's steps are far smaller than near white. Three were seen as a mosaic. */
const LIGHTEN_STEPS = 2

/** Alpha that comes to the same whole number of 255ths whether a viewer rounds or truncates it. */
const stepsOf255 = (steps: number): number => (steps + 0.3) / 255

/**
 * The keyed pattern: one stencil for each scale, and its inverse in white where the page has dark ground.
 *
 * Soft masks, because they alone came out right in every renderer tried: PDFium squares the alpha of an image
 * mask, MuPDF drops a group this faint, and the blend modes that lighten turn bare paper black in viewers
 * that blend a page before they lay it on white (ISO 32000-1, 11.4.7).
 */
export const embedTint = (layout: PageLayout, packed: Uint8Array, medium: Medium, ground: PageGround): Overlay => {
  const stencils: Record<string, Stencil> = {}
  const draw = (name: string, sign: 1 | -1, soft: SoftPaint): string => {
    let first = 0
    return layout.tint
      .map((scale, s) => {
        stencils[`${name}${s}`] = { ...stencilOf(scale, packed, first, sign), soft }
        first += scale.columns * scale.rows
        return paint(scale, `${name}${s}`)
      })
      .join('\n')
  }
  const darken = draw('Darken', 1, { grey: 0, opacity: stepsOf255(DARKEN_STEPS[medium]) })
  const lighten = ground.dark ? draw('Lighten', -1, { grey: 1, opacity: stepsOf255(LIGHTEN_STEPS) }) : ''
  return { operators: `${darken}\n${lighten}`, stencils }
}

type SoftPaint = NonNullable<Stencil['soft']>

/** An image fills the unit square with its top row at y = 1; here y runs down. */
const paint = (scale: TintScale, name: string): string => {
  const width = decimal(scale.columns * scale.cellMm)
  const height = decimal(scale.rows * scale.cellMm)
  return `q ${width} 0 0 -${height} 0 ${height} cm /${name} Do Q`
}

const decimal = (mm: number): string => mm.toFixed(4)

/** Paints the cells of one sign; cells are numbered by rows, scale after scale. */
const stencilOf = (scale: TintScale, packed: Uint8Array, first: number, painted: 1 | -1): Stencil => {
  const stride = (scale.columns + 7) >> 3
  const bits = new Uint8Array(stride * scale.rows)
  for (let row = 0; row < scale.rows; row++) {
    for (let column = 0; column < scale.columns; column++) {
      if (signAt(packed, first + row * scale.columns + column) !== painted) continue
      bits[row * stride + (column >> 3)] |= 0x80 >> (column & 7)
    }
  }
  return { width: scale.columns, height: scale.rows, bits }
}
