import type { PageLayout } from '../../shared/mark/layout.ts'
import type { SignStream } from '../../shared/mark/signs.ts'
import type { Overlay } from '../document/document.ts'
import type { PageGround } from './page-ground.ts'
import { pageUnit } from './page-unit.ts'
import type { VisibleBlock } from './visible-block.ts'
import { BLOCK_UNIT_MM } from './visible-block.ts'
import type { VisiblePlan } from './visible-places.ts'
import { visiblePlaces } from './visible-places.ts'

const INK = '0.10 0.16 0.36'
const INK_ALPHA = 0.13
/** On toned ground a light twin lies under the ink, set off so far, and together they look embossed. */
export const LIGHT_ALPHA = 0.2
const LIGHT_OFFSET_MM = 0.36

/** Where a copy's visible marks lie on a page; angle and offsets are the copy's own, the offsets also the page's. */
export const visiblePlan = (
  layout: PageLayout,
  block: VisibleBlock,
  stream: SignStream,
  copyId: string,
  page: number,
): VisiblePlan => {
  const copyBytes = stream(`siglum visible 1/${copyId}`, 4)
  const pageBytes = stream(`siglum visible 1/${copyId}/${page}`, 8)
  return visiblePlaces(layout, block, pageUnit(layout.widthMm, layout.heightMm), [
    fraction(copyBytes, 0),
    fraction(pageBytes, 0),
    fraction(pageBytes, 4),
  ])
}

const fraction = (bytes: Uint8Array, at: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset).getUint32(at) / 0x1_0000_0000

export const drawVisible = (plan: VisiblePlan, block: VisibleBlock, ground: PageGround): Overlay => {
  const unit = plan.scale * BLOCK_UNIT_MM
  const c = decimal(unit * Math.cos(plan.angle))
  const s = decimal(unit * Math.sin(plan.angle))
  const minusS = decimal(-unit * Math.sin(plan.angle))
  const at = (offset: number) =>
    plan.places
      .map(
        ({ x, y }) =>
          `q ${c} ${s} ${minusS} ${c} ${(x + offset).toFixed(2)} ${(y + offset).toFixed(2)} cm /Block Do Q`,
      )
      .join('\n')
  const light = ground.toned ? `/Light gs 1 g\n${at(LIGHT_OFFSET_MM * plan.scale)}\n` : ''
  return {
    operators: `q ${light}/Ink gs ${INK} rg\n${at(0)} Q`,
    alphas: { Ink: INK_ALPHA, ...(ground.toned ? { Light: LIGHT_ALPHA } : {}) },
    forms: { Block: block.form },
  }
}

const decimal = (value: number): string => value.toFixed(7)
