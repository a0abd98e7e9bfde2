/** A point on a picture: parts of its width and height, from its top left. */
export interface Corner {
  readonly x: number
  readonly y: number
}

/** Clockwise from the page's top left. */
export type Corners = readonly [Corner, Corner, Corner, Corner]

/** How far outside the picture a corner may be: pages are often cut off by the frame. */
export const OUTSIDE = 0.25

const hold = (value: number): number => Math.min(1 + OUTSIDE, Math.max(-OUTSIDE, value))

/** Where they stand before anybody has dragged them. */
export const FIRST_CORNERS: Corners = [
  { x: 0.1, y: 0.1 },
  { x: 0.9, y: 0.1 },
  { x: 0.9, y: 0.9 },
  { x: 0.1, y: 0.9 },
]

export const withCorner = (corners: Corners, index: number, to: Corner): Corners => {
  const [a, b, c, d] = corners.map((corner, i) => (i === index ? { x: hold(to.x), y: hold(to.y) } : corner))
  return [a, b, c, d]
}

const turn = (a: Corner, b: Corner, c: Corner): number =>
  (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x)

/** Less than this share of the picture is no page that anything could be read on. */
const LEAST_AREA = 0.002

const area = (corners: Corners): number =>
  Math.abs(
    corners.reduce((sum, { x, y }, i) => sum + x * corners[(i + 1) % 4].y - corners[(i + 1) % 4].x * y, 0) /
      2,
  )

/** Whether a page can lie so: four corners in one turn, none folded in. A mirrored picture turns the other way. */
export const isPageShape = (corners: Corners): boolean => {
  const turns = corners.map((corner, i) =>
    Math.sign(turn(corner, corners[(i + 1) % 4], corners[(i + 2) % 4])),
  )
  return turns.every((sign) => sign !== 0 && sign === turns[0]) && area(corners) >= LEAST_AREA
}

/** The page's top left is another of the corners: a quarter turn of the numbering. */
export const turned = ([a, b, c, d]: Corners): Corners => [d, a, b, c]
