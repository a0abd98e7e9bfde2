/**
 * What part of a picture is seen. The point `x`, `y` (parts of the picture's width and height) lies in the middle of the
 * viewport; at `zoom` 1 the whole picture just fits. Two pictures of one size shown by one view lie exactly alike.
 */
export interface View {
  readonly zoom: number
  readonly x: number
  readonly y: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

export const WHOLE: View = { zoom: 1, x: 0.5, y: 0.5 }
export const MOST_ZOOM = 40

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))

/** Screen pixels per pixel of the picture at zoom 1. */
export const fitScale = (picture: Size, viewport: Size): number =>
  Math.min(viewport.width / picture.width, viewport.height / picture.height)

/** The middle never leaves what keeps the picture in sight: an axis that fits whole stays centred. */
const held = ({ zoom, x, y }: View, picture: Size, viewport: Size): View => {
  const scale = fitScale(picture, viewport) * zoom
  const along = (middle: number, length: number, room: number): number => {
    const half = room / (2 * length * scale)
    return half >= 0.5 ? 0.5 : clamp(middle, half, 1 - half)
  }
  return {
    zoom,
    x: along(x, picture.width, viewport.width),
    y: along(y, picture.height, viewport.height),
  }
}

/** Moves what is seen by screen pixels: dragging to the right shows what lies to the left. */
export const panBy = (view: View, by: Point, picture: Size, viewport: Size): View => {
  const scale = fitScale(picture, viewport) * view.zoom
  const [x, y] = [view.x - by.x / (picture.width * scale), view.y - by.y / (picture.height * scale)]
  return held({ ...view, x, y }, picture, viewport)
}

/** Zooms so that what is at the point (screen pixels from the viewport's middle) stays there. */
export const zoomAt = (view: View, factor: number, at: Point, picture: Size, viewport: Size): View => {
  const zoom = clamp(view.zoom * factor, 1, MOST_ZOOM)
  const before = fitScale(picture, viewport) * view.zoom
  const after = fitScale(picture, viewport) * zoom
  const shift = (offset: number, length: number): number => (offset / length) * (1 / before - 1 / after)
  const [x, y] = [view.x + shift(at.x, picture.width), view.y + shift(at.y, picture.height)]
  return held({ zoom, x, y }, picture, viewport)
}

/** Where the picture's top left corner lies in the viewport, and its scale: a CSS transform's numbers. */
export const placement = (
  view: View,
  picture: Size,
  viewport: Size,
): { readonly left: number; readonly top: number; readonly scale: number } => {
  const scale = fitScale(picture, viewport) * view.zoom
  return {
    left: viewport.width / 2 - view.x * picture.width * scale,
    top: viewport.height / 2 - view.y * picture.height * scale,
    scale,
  }
}

/** One wheel event's factor; trackpads send many small ones, mice few large ones. */
export const wheelFactor = (deltaY: number, deltaMode: number, pinching: boolean): number => {
  const pixels = deltaMode === 1 ? deltaY * 16 : deltaMode === 2 ? deltaY * 400 : deltaY
  return Math.exp(-clamp(pixels, -200, 200) * (pinching ? 0.01 : 0.002))
}
