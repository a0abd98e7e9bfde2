/** A rotated rectangle's middle on the page. */
export interface VisiblePlace {
  readonly x: number
  readonly y: number
}

export interface VisiblePlan {
  /** Radians, clockwise as displayed. */
  readonly angle: number
  /** The block's size on this page relative to its own millimetres. */
  readonly scale: number
  readonly places: readonly VisiblePlace[]
}

interface Size {
  readonly widthMm: number
  readonly heightMm: number
}

const DEGREE = Math.PI / 180
const LEAST_TURN = 20 * DEGREE
const MOST_TURN = 34 * DEGREE
/** White between neighbouring blocks, in the block's own millimetres: it shrinks with them, or they would never fit. */
const GAP_MM = 2
/** On a page whose shorter side is less no line of a block could be read, under a lens either. */
const LEAST_SIDE_MM = 15
const STAGGERS = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0] as const

/**
 * Tiles a page so that any eighth of it, however cut out, holds a whole block.
 *
 * A window of W x H holds a whole one of a lattice's boxes (w x h) if the lattice's pitch is at most W - w by
 * H - h. The block is shrunk until a lattice that tight leaves neighbours apart. `draws` are three numbers in
 * [0, 1) that make the angle and the offsets the copy's own. A page under 15 mm gets no mark and has no places.
 */
export const visiblePlaces = (
  page: Size,
  block: Size,
  unit: number,
  draws: readonly [number, number, number],
): VisiblePlan => {
  const [turn, shiftX, shiftY] = draws
  const angle = turn < 0.5 ? -mix(LEAST_TURN, MOST_TURN, turn * 2) : mix(LEAST_TURN, MOST_TURN, turn * 2 - 1)
  if (Math.min(page.widthMm, page.heightMm) < LEAST_SIDE_MM) return { angle, scale: unit, places: [] }
  const window = eighth(page)
  for (let scale = unit; ; scale *= 0.96) {
    const box = boundingBox(block, scale, angle)
    const pitch = { widthMm: window.widthMm - box.widthMm, heightMm: window.heightMm - box.heightMm }
    if (pitch.widthMm <= 0 || pitch.heightMm <= 0) continue
    const stagger = STAGGERS.find((share) => isApart(block, scale, angle, pitch, share))
    if (stagger === undefined) continue
    return { angle, scale, places: lattice(page, box, pitch, stagger, shiftX, shiftY) }
  }
}

/** Two by four, the four along the longer side. */
export const eighth = (page: Size): Size =>
  page.widthMm > page.heightMm
    ? { widthMm: page.widthMm / 4, heightMm: page.heightMm / 2 }
    : { widthMm: page.widthMm / 2, heightMm: page.heightMm / 4 }

const mix = (low: number, high: number, share: number): number => low + (high - low) * share

const boundingBox = (block: Size, scale: number, angle: number): Size => {
  const c = Math.abs(Math.cos(angle)) * scale
  const s = Math.abs(Math.sin(angle)) * scale
  return { widthMm: block.widthMm * c + block.heightMm * s, heightMm: block.widthMm * s + block.heightMm * c }
}

/** Whether no lattice neighbour comes closer than the gap, seen along the block's own axes. */
const isApart = (block: Size, scale: number, angle: number, pitch: Size, stagger: number): boolean => {
  const along = (block.widthMm + GAP_MM) * scale
  const across = (block.heightMm + GAP_MM) * scale
  for (let row = -4; row <= 4; row++) {
    const rowShift = row % 2 === 0 ? 0 : stagger
    for (let column = -6; column <= 6; column++) {
      if (row === 0 && column === 0) continue
      for (const shift of [rowShift, -rowShift]) {
        const x = (column + shift) * pitch.widthMm
        const y = row * pitch.heightMm
        const u = x * Math.cos(angle) + y * Math.sin(angle)
        const v = y * Math.cos(angle) - x * Math.sin(angle)
        if (Math.abs(u) < along && Math.abs(v) < across) return false
      }
    }
  }
  return true
}

/** Every place whose box touches the page; those cut by the edge are cut by the page itself. */
const lattice = (
  page: Size,
  box: Size,
  pitch: Size,
  stagger: number,
  shiftX: number,
  shiftY: number,
): VisiblePlace[] => {
  const places: VisiblePlace[] = []
  const rows = Math.ceil((page.heightMm + box.heightMm) / pitch.heightMm) + 1
  const columns = Math.ceil((page.widthMm + box.widthMm) / pitch.widthMm) + 1
  for (let row = -1; row <= rows; row++) {
    for (let column = -1; column <= columns; column++) {
      const x = (column + shiftX + (row % 2 === 0 ? 0 : stagger)) * pitch.widthMm - box.widthMm / 2
      const y = (row + shiftY) * pitch.heightMm - box.heightMm / 2
      const outside =
        x + box.widthMm / 2 < 0 ||
        y + box.heightMm / 2 < 0 ||
        x - box.widthMm / 2 > page.widthMm ||
        y - box.heightMm / 2 > page.heightMm
      if (!outside) places.push({ x, y })
    }
  }
  return places
}
