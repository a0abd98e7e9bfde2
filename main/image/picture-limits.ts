import { Failure } from '../../shared/contract/failure.ts'

/** Cameras sold as 100 or 108 megapixels give a little more. */
export const DEFAULT_MAX_PIXELS = 110e6
export const DECODE_SECONDS = 60

/** @throws Failure picture-too-large */
export const checkSize = (width: number, height: number, maxPixels: number): void => {
  if (width * height <= maxPixels) return
  const megapixels = (n: number) => Math.round(n / 1e6)
  throw new Failure(
    'picture-too-large',
    `The picture has ${width} x ${height} pixels (${megapixels(width * height)} million); at most ` +
      `${megapixels(maxPixels)} million are read. Make it smaller, or cut out the part that shows the page.`,
  )
}
