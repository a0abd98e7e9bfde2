import { pageUnit } from './page-unit.ts'

/** Pixels per millimetre of a check that a dot of the usual size needs. */
const DOT_PIXELS_PER_MM = 3.6

/** Planning and checking never hold a larger raster, however large a page says it is. */
const MOST_PIXELS = 40e6

const within = (pixelsPerMm: number, widthMm: number, heightMm: number): number =>
  Math.min(pixelsPerMm, Math.sqrt(MOST_PIXELS / (widthMm * heightMm)))

/** Pixels per millimetre to plan a page at: enough to see the white between two lines of small print. */
export const planScale = (widthMm: number, heightMm: number): number => within(6, widthMm, heightMm)

/**
 * Pixels per millimetre to check a copy at: five to a fine tint cell, and two and a half between a dot's two places. At
 * three to the millimetre dots near the visible mark score too low.
 */
export const checkScale = (widthMm: number, heightMm: number): number =>
  within(
    Math.min(10, Math.max(DOT_PIXELS_PER_MM, DOT_PIXELS_PER_MM / pageUnit(widthMm, heightMm))),
    widthMm,
    heightMm,
  )

/** How much larger than usual dots are: on sheets beyond some 1.7 m a side, which are looked at from farther away. */
export const dotScale = (widthMm: number, heightMm: number): number =>
  Math.max(1, DOT_PIXELS_PER_MM / checkScale(widthMm, heightMm))

/** Where a page seems not to show what it must: renderers set glyphs on whole pixels, and these are small. */
export const closeUpScale = (widthMm: number, heightMm: number): number =>
  within(3 * checkScale(widthMm, heightMm), widthMm, heightMm)
