import type { Picture, PictureSize } from './picture.ts'

/**
 * A screenshot of much scrolling, of many pages or a whole chat, would be shrunk until nothing of them could be read: it is cut into pieces, which
 * are looked at one by one. So long is a piece, and so far on the next begins, in widths: three pages of A4's shape, of which the last is
 * the next one's first, so that each page lies whole in one.
 */
const PIECE = 3 * Math.SQRT2
const STEP = 2 * Math.SQRT2
/** Longer than thirty-five pieces no screenshot is; what is longer is looked at as it is. */
const MOST_WIDTHS = 100

/** Whether it is cut: only what is high, for a single line of text is wide. */
const isLong = ({ width, height }: PictureSize, mostEdge: number): boolean =>
  height > mostEdge && height > PIECE * width && height <= MOST_WIDTHS * width

/** Its longer edge once no piece's is more than that, and the picture has no more pixels than these. */
export const edgeToLook = (size: PictureSize, mostEdge: number, mostPixels: number): number => {
  if (!isLong(size, mostEdge)) return mostEdge
  const { width, height } = size
  return height * Math.min(1, mostEdge / (PIECE * width), Math.sqrt(mostPixels / (width * height)))
}

/** The pieces from the top down, on the picture's own pixels; the picture itself if it is not long. */
export const piecesOf = (picture: Picture, mostEdge: number): Picture[] => {
  if (!isLong(picture, mostEdge)) return [picture]
  const { width, height, rgb } = picture
  const rows = Math.min(height, Math.round(PIECE * width))
  const gaps = Math.ceil((height - rows) / (STEP * width))
  return Array.from({ length: gaps + 1 }, (_, k) => {
    const top = Math.round(((height - rows) * k) / Math.max(1, gaps))
    return { width, height: rows, rgb: rgb.subarray(3 * width * top, 3 * width * (top + rows)) }
  })
}
