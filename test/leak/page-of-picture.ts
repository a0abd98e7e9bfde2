import type { LeakPage } from './leak-types.ts'

/** A rendered picture or grey raster as the simulator takes it. */
export const pageOfRgb = (
  picture: { width: number; height: number; rgb: Uint8Array },
  dpi: number,
): LeakPage => ({
  width: picture.width,
  height: picture.height,
  channels: 3,
  data: picture.rgb,
  dpi,
})

export const pageOfGrey = (
  raster: { width: number; height: number; data: Uint8Array },
  dpi: number,
): LeakPage => ({
  ...raster,
  channels: 1,
  dpi,
})
