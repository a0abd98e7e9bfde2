import type { PageLayout } from '../../shared/mark/layout.ts'
import type { GreyRaster } from '../document/document.ts'
import type { VisibleBlock } from './visible-block.ts'
import type { VisiblePlan } from './visible-places.ts'

/** More than tint changes a pixel, less than a moved letter may. */
const LEAST_CHANGE = 6
const MOST_CHANGE = 70
/** Glyphs fill a fifth of their lines, but on some grounds only their edges show. */
const LEAST_SHARE = 0.03
const TIMES_OUTSIDE = 2.5

const FEWEST_FLAT = 500
/** One pixel in so many each way is plenty to tell. */
const STEP = 2

/** Whether the pixels inside the visible mark's blocks changed as writing changes them, and those outside did not. */
export const visibleShows = (
  layout: PageLayout,
  plan: VisiblePlan,
  block: VisibleBlock,
  original: GreyRaster,
  copy: GreyRaster,
): boolean => {
  const maskWidth = Math.ceil(original.width / STEP)
  const inside = blockMask(plan, block, maskWidth, Math.ceil(original.height / STEP), layout.widthMm)
  const flat = changedShares(original, copy, inside, true)
  // A halftone or grain all over the page leaves no flat ground to look at, and no words to be misled by either.
  const [outsideShare, insideShare] =
    flat.seenInside >= FEWEST_FLAT ? flat.shares : changedShares(original, copy, inside, false).shares
  return insideShare >= LEAST_SHARE && insideShare >= TIMES_OUTSIDE * outsideShare
}

/** Of the pixels outside the blocks, and of those inside, the shares that changed as writing changes them. */
const changedShares = (
  original: GreyRaster,
  copy: GreyRaster,
  inside: Uint8Array,
  onlyFlat: boolean,
): { shares: readonly [number, number]; seenInside: number } => {
  const { width, height, data: before } = original
  const after = copy.data
  const maskWidth = Math.ceil(width / STEP)
  const changed = [0, 0]
  const seen = [0, 0]
  for (let y = STEP; y < height - 1; y += STEP) {
    for (let x = STEP, at = y * width + STEP; x < width - 1; x += STEP, at += STEP) {
      if (onlyFlat && !isFlat(before, width, at)) continue
      const change = Math.abs(before[at] - after[at])
      const where = inside[(y / STEP) * maskWidth + x / STEP]
      seen[where]++
      if (change >= LEAST_CHANGE && change <= MOST_CHANGE) changed[where]++
    }
  }
  return {
    shares: [changed[0] / Math.max(1, seen[0]), changed[1] / Math.max(1, seen[1])],
    seenInside: seen[1],
  }
}

const MOST_UNEVEN = 12

/** Moved words change pixels at the edges of ink; the mark is looked for on the ground between. */
const isFlat = (data: Uint8Array, width: number, at: number): boolean => {
  const here = data[at]
  return (
    Math.abs(data[at - 1] - here) <= MOST_UNEVEN &&
    Math.abs(data[at + 1] - here) <= MOST_UNEVEN &&
    Math.abs(data[at - width] - here) <= MOST_UNEVEN &&
    Math.abs(data[at + width] - here) <= MOST_UNEVEN
  )
}

/** 1 inside the turned rectangle of a block. */
const blockMask = (
  plan: VisiblePlan,
  block: VisibleBlock,
  width: number,
  height: number,
  widthMm: number,
): Uint8Array => {
  const mask = new Uint8Array(width * height)
  const perMm = width / widthMm
  const halfAlong = (block.widthMm * plan.scale * perMm) / 2
  const halfAcross = (block.heightMm * plan.scale * perMm) / 2
  const reach = Math.hypot(halfAlong, halfAcross)
  const clampTo = (limit: number, value: number) => Math.min(limit, Math.max(0, Math.round(value)))
  // A turn by a whole right angle would make one of the two bands below endless.
  const c = Math.cos(plan.angle) || 1e-9
  const s = Math.sin(plan.angle) || 1e-9
  for (const place of plan.places) {
    const [middleX, middleY] = [place.x * perMm, place.y * perMm]
    for (let y = clampTo(height, middleY - reach); y < clampTo(height, middleY + reach); y++) {
      const dy = y + 0.5 - middleY
      // The row's part of each of the two bands whose overlap the rectangle is: |dx c + dy s| and |dy c - dx s|.
      const [alongMiddle, alongHalf] = [(-dy * s) / c, Math.abs(halfAlong / c)]
      const [acrossMiddle, acrossHalf] = [(dy * c) / s, Math.abs(halfAcross / s)]
      const from = Math.max(alongMiddle - alongHalf, acrossMiddle - acrossHalf)
      const to = Math.min(alongMiddle + alongHalf, acrossMiddle + acrossHalf)
      if (from >= to) continue
      mask.fill(1, y * width + clampTo(width, middleX + from), y * width + clampTo(width, middleX + to))
    }
  }
  return mask
}
