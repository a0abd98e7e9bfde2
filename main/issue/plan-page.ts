import type { Medium, PageLayout, TintScale, WordPlace } from '../../shared/mark/layout.ts'
import { MARK_VERSION, seenWords } from '../../shared/mark/layout.ts'
import { median } from '../../shared/maths/statistics.ts'
import type { GreyRaster, SourcePage } from '../document/document.ts'
import type { PageGround } from './page-ground.ts'
import { dotDiameterMm, placeDots } from './place-dots.ts'
import { pageUnit } from './page-unit.ts'
import { dotScale } from './raster-scale.ts'
import { WORD_SHIFT_SHARE } from './word-shift-share.ts'

/** Cell sizes on an A4 page: the fine one holds the evidence of a screenshot, the coarse one outlives JPEG and blur. */
const TINT_CELLS_MM = [1.5, 4.5] as const

interface WordShift {
  readonly along: number
  readonly across: number
}

/**
 * How far words move, in millimetres, where the type is large enough not to show it. Across the line viewers make a whole pixel of it, now and then: the
 * less it is the less often (README.md has the figures). What a picture shows is moved by parts of a pixel.
 */
const WORD_SHIFT_MM: Readonly<Record<Medium, WordShift & { readonly acrossInPictures: number }>> = {
  screen: { along: 0.05, across: 0.02, acrossInPictures: 0.03 },
  both: { along: 0.07, across: 0.025, acrossInPictures: 0.035 },
  paper: { along: 0.09, across: 0.045, acrossInPictures: 0.045 },
}

/**
 * Chooses the places of every carrier on one page, the same for all copies.
 *
 * `raster` is the original page at about 6 pixels per millimetre, `ground` what lies on it; `page.words` keep their index, also
 * those that `unseen` tells are not seen; after them come the words that its pictures show.
 */
export const planPage = (
  page: SourcePage,
  unseen: readonly boolean[],
  raster: GreyRaster,
  ground: PageGround,
  medium: Medium,
  inPictures: readonly WordPlace[] = [],
): PageLayout => {
  const { widthMm, heightMm } = page.geometry
  const text = page.words.map(({ x, y, along, across, angle, first }, k) => ({
    x,
    y,
    along,
    across,
    angle,
    ...(first !== undefined && { first }),
    ...(unseen[k] && { unseen: true as const }),
  }))
  const words: readonly WordPlace[] = [...text, ...inPictures]
  const seen = seenWords({ words })
  const shifts = wordShifts(seen, medium)
  return {
    version: MARK_VERSION,
    widthMm,
    heightMm,
    tint: TINT_CELLS_MM.map((cell) => tintScale(cell * pageUnit(widthMm, heightMm), widthMm, heightMm)),
    words,
    wordAlongMm: shifts.along,
    wordAcrossMm: shifts.across,
    dots: placeDots({ widthMm, heightMm, raster, ground, words: seen.length, medium }),
    dotDiameterMm: dotDiameterMm(seen.length, ground) * dotScale(widthMm, heightMm),
  }
}

const tintScale = (cellMm: number, widthMm: number, heightMm: number): TintScale => ({
  cellMm,
  columns: Math.ceil(widthMm / cellMm),
  rows: Math.ceil(heightMm / cellMm),
})

const wordShifts = (words: readonly WordPlace[], medium: Medium): WordShift => {
  const most = WORD_SHIFT_MM[medium]
  const size = words.length === 0 ? Infinity : median(words.map((word) => word.across))
  const across = words.some(({ picture }) => picture === undefined) ? most.across : most.acrossInPictures
  return {
    along: Math.min(most.along, WORD_SHIFT_SHARE.along * size),
    across: Math.min(across, WORD_SHIFT_SHARE.across * size),
  }
}
