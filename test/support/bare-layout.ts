import type { DotPlace, PageLayout } from '../../shared/mark/layout.ts'

/** A page with no carrier but dots, if any. */
export const bareLayout = (
  widthMm: number,
  heightMm: number,
  dots: readonly DotPlace[] = [],
): PageLayout => ({
  version: 1,
  widthMm,
  heightMm,
  tint: [],
  words: [],
  wordAlongMm: 0.07,
  wordAcrossMm: 0.035,
  dots,
  dotDiameterMm: 0.2,
})
