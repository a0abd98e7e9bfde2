import { halfExtents, type PageLayout } from '../../../shared/mark/layout.ts'

/** Left, top, right and bottom in page millimetres. */
export type SlotBox = readonly [number, number, number, number]

/** As a share of the type's size: letters overhang, and words beside a slot move. */
const MARGIN = 0.3

/** Where copies show other words than the original, upright boxes around them. */
export const slotBoxes = ({ wording }: PageLayout): SlotBox[] =>
  (wording?.places ?? []).map(({ box }) => {
    const { x, y, across } = box
    const [halfX, halfY] = halfExtents(box).map((half) => half + MARGIN * across)
    return [x - halfX, y - halfY, x + halfX, y + halfY]
  })

/** Whether a point lies in none of them. */
export const outside =
  (boxes: readonly SlotBox[]) =>
  ({ x, y }: { readonly x: number; readonly y: number }): boolean =>
    boxes.every(([left, top, right, bottom]) => x < left || x > right || y < top || y > bottom)
