const A4_AREA_MM2 = 210 * 297

/**
 * How much larger than A4 a page is, as a length ratio. Marks are sized by it, so that a page fills the
 * same share of a screen or photograph with a like number of them whatever its size is said to be.
 */
export const pageUnit = (widthMm: number, heightMm: number): number =>
  Math.min(8, Math.max(0.4, Math.sqrt((widthMm * heightMm) / A4_AREA_MM2)))
