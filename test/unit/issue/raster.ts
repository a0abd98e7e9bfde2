import type { GreyRaster } from '../../../main/document/document.ts'

/** A raster from a function of the middle of each pixel, in millimetres. */
export const paint = (
  widthMm: number,
  heightMm: number,
  pixelsPerMm: number,
  grey: (x: number, y: number) => number,
): GreyRaster => {
  const [width, height] = [Math.round(widthMm * pixelsPerMm), Math.round(heightMm * pixelsPerMm)]
  const data = Uint8Array.from({ length: width * height }, (_, at) =>
    grey(((at % width) + 0.5) / pixelsPerMm, (Math.floor(at / width) + 0.5) / pixelsPerMm),
  )
  return { width, height, data }
}
