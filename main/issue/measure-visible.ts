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
  const flat = changedShares(original, copy, inside, isFlat)
  // A halftone or grain all over the page leaves no flat ground to look at, and no words to be misled by either.
  const [outsideShare, insideShare] =
    flat.seenInside >= FEWEST_FLAT ? flat.shares : changedShares(original, copy, inside, () => true).shares
  return insideShare >= LEAST_SHARE && insideShare >= TIMES_OUTSIDE * outsideShare
}

const changedShares = (
  original: GreyRaster,
  copy: GreyRaster,
  inside: Uint8Array,
  isSeen: (raster: GreyRaster, at: number) => boolean,
): { shares: readonly [number, number]; seenInside: number } => {
  const maskWidth = Math.ceil(original.width / STEP)
  const changed = [0, 0]
  const seen = [0, 0]
  for (let y = STEP; y < original.height - 1; y += STEP) {
    for (let x = STEP; x < original.width - 1; x += STEP) {
      const at = y * original.width + x
      if (!isSeen(original, at)) continue
      const change = Math.abs(original.data[at] - copy.data[at])
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

/** Moved words change pixels at the edges of ink; the mark is looked for on the ground between. */
const isFlat = ({ data, width }: GreyRaster, at: number): boolean => {
  const here = data[at]
  const near = (other: number) => Math.abs(data[other] - here) <= 12
  return near(at - 1) && near(at + 1) && near(at - width) && near(at + width)
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
  const [c, s] = [Math.cos(plan.angle), Math.sin(plan.angle)]
  const halfAlong = (block.widthMm * plan.scale * perMm) / 2
  const halfAcross = (block.heightMm * plan.scale * perMm) / 2
  const reach = Math.hypot(halfAlong, halfAcross)
  const clampTo = (limit: number, value: number) => Math.min(limit, Math.max(0, Math.round(value)))
  for (const place of plan.places) {
    const [middleX, middleY] = [place.x * perMm, place.y * perMm]
    for (let y = clampTo(height, middleY - reach); y < clampTo(height, middleY + reach); y++) {
      for (let x = clampTo(width, middleX - reach); x < clampTo(width, middleX + reach); x++) {
        const [dx, dy] = [x + 0.5 - middleX, y + 0.5 - middleY]
        if (Math.abs(dx * c + dy * s) < halfAlong && Math.abs(dy * c - dx * s) < halfAcross)
          mask[y * width + x] = 1
      }
    }
  }
  return mask
}
