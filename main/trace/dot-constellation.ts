import type { PageLayout } from '../../shared/mark/layout.ts'
import {
  invertHomography,
  isInvertible,
  mapHomography,
  type Homography,
  type Point,
} from '../../shared/maths/geometry.ts'
import { fitHomography } from '../image/fit-homography.ts'
import { pairPoints } from '../image/point-pairs.ts'

/**
 * A piece of a page that shows none of its content still shows dots, and how these lie to one another is like no other page's. Three neighbouring
 * specks have a shape, whatever their size and turn (geometric hashing: Lamdan and Wolfson, ICCV 1988); where three dots have it too they tell
 * where all others would lie. Each dot sits in one of two places, a copy's secret: at first the middle of both stands for it, for every copy
 * alike, and once many agree both are asked for.
 */

/** Of these nearest ones, dots and specks, each is taken together with every two. Some specks are none, and some dots are not seen. */
const DOT_NEIGHBOURS = 6
const SPECK_NEIGHBOURS = 3
/** Specks from which it is tried, at most: clear ones and fainter ones, wherever they lie. */
const STARTS = 48
/** Shapes this near are one; they are told out to so many times the first side. */
const ONE_SHAPE = 0.12
const MOST_SHAPE = 3
/** Specks about three that have a dots' shape, and how many of them must lie so near the middle of a dot's places, millimetres. */
const ROUND_ABOUT = 16
const LEAST_AGREEING = 7
const ABOUT_MM = 0.9
/** How near to one of a dot's places a speck must lie in the end, millimetres; and pixels, as single ones are seen no nearer. */
const NEAR_MM = 0.3
const NEAR_PX = 0.6
/** Closer specks tell no direction, pixels. */
const LEAST_APART_PX = 6
/** Pictures show a page no smaller and no larger than this, pixels to the millimetre. */
const LEAST_SCALE = 1.2
const MOST_SCALE = 40
/** From the first dots outward: how far, millimetres, and what is free in the view that these tell. */
const RINGS = [
  { reachMm: 20, kind: 'affine' },
  { reachMm: 30, kind: 'affine' },
  { reachMm: 45, kind: 'projective' },
  { reachMm: 65, kind: 'projective' },
  { reachMm: 100, kind: 'projective' },
  { reachMm: 150, kind: 'projective' },
  { reachMm: 220, kind: 'projective' },
  { reachMm: Infinity, kind: 'projective' },
] as const
/** So many specks more than chance would put where dots may be say that the page is there, in deviations and in number. */
const SURELY = 8
const LEAST_SEEN = 12

/** A map of the page with the number, plus one, of the place that every pixel is near to; 0 where it is near none. */
interface PlaceMap {
  readonly width: number
  readonly height: number
  readonly pxPerMm: number
  readonly places: readonly Point[]
  readonly numbers: Uint16Array
}

const mapPlaces = (
  { widthMm, heightMm }: PageLayout,
  places: readonly Point[],
  nearMm: number,
  pxPerMm: number,
): PlaceMap => {
  const width = Math.ceil(widthMm * pxPerMm)
  const height = Math.ceil(heightMm * pxPerMm)
  const numbers = new Uint16Array(width * height)
  const reach = nearMm * pxPerMm
  places.forEach((place, k) => {
    const [cx, cy] = [place.x * pxPerMm, place.y * pxPerMm]
    for (let y = Math.max(0, Math.ceil(cy - reach)); y <= Math.min(height - 1, cy + reach); y++)
      for (let x = Math.max(0, Math.ceil(cx - reach)); x <= Math.min(width - 1, cx + reach); x++)
        if ((x - cx) ** 2 + (y - cy) ** 2 <= reach * reach) numbers[y * width + x] = k + 1
  })
  return { width, height, pxPerMm, places, numbers }
}

const COARSE_PX_PER_MM = 3
const FINE_PX_PER_MM = 7

const mapAbout = (layout: PageLayout): PlaceMap => mapPlaces(layout, layout.dots, ABOUT_MM, COARSE_PX_PER_MM)

const mapNear = (layout: PageLayout, nearMm: number): PlaceMap => {
  const spots = layout.dots.flatMap(({ x, y, dx, dy }) => [
    { x: x + dx, y: y + dy },
    { x: x - dx, y: y - dy },
  ])
  return mapPlaces(layout, spots, nearMm, FINE_PX_PER_MM)
}

/** The place's number plus one, or 0. */
const numberAt = ({ width, height, pxPerMm, numbers }: PlaceMap, x: number, y: number): number => {
  const i = Math.round(x * pxPerMm)
  const j = Math.round(y * pxPerMm)
  return i < 0 || j < 0 || i >= width || j >= height ? 0 : numbers[j * width + i]
}

/** Numbers of the points nearest to one of them, the nearest first. */
const nearestTo = (points: readonly Point[], self: number, count: number): number[] => {
  const nearest: { readonly k: number; readonly far: number }[] = []
  const { x, y } = points[self]
  points.forEach((point, k) => {
    const far = (point.x - x) ** 2 + (point.y - y) ** 2
    if (k === self || (nearest.length === count && far >= nearest[count - 1].far)) return
    const at = nearest.findIndex((other) => far < other.far)
    nearest.splice(at < 0 ? nearest.length : at, 0, { k, far })
    nearest.length = Math.min(nearest.length, count)
  })
  return nearest.map(({ k }) => k)
}

/** Sides and turn of an angle: where a third point lies when the first is the origin and the second lies at 1; as complex numbers are divided. */
const shapeOf = (from: Point, to: Point, third: Point): Point => {
  const [ux, uy] = [to.x - from.x, to.y - from.y]
  const [vx, vy] = [third.x - from.x, third.y - from.y]
  const square = ux * ux + uy * uy
  return { x: (vx * ux + vy * uy) / square, y: (vy * ux - vx * uy) / square }
}

/** A speck and one of its neighbours, and those round about. */
interface Side {
  readonly from: Point
  readonly to: Point
  readonly around: readonly Point[]
}

/** Specks of a picture by the shapes that neighbours make, as they are asked about again and again, page after page. */
export interface Constellation {
  readonly specks: readonly Point[]
  /** A square of cells, row by row; in each the first sides of what has about that shape. */
  readonly shapes: readonly (readonly Side[] | undefined)[]
}

const SHAPE_CELLS = Math.ceil((2 * MOST_SHAPE) / ONE_SHAPE)

/** Outside of the square -1. */
const cellOf = (x: number, y: number): number => {
  const i = Math.floor((x + MOST_SHAPE) / ONE_SHAPE)
  const j = Math.floor((y + MOST_SHAPE) / ONE_SHAPE)
  return i < 0 || j < 0 || i >= SHAPE_CELLS || j >= SHAPE_CELLS ? -1 : j * SHAPE_CELLS + i
}

const ABOUT_A_CELL = [-ONE_SHAPE, 0, ONE_SHAPE]

export const constellationOf = (specks: readonly Point[]): Constellation => {
  const shapes = Array.from({ length: SHAPE_CELLS * SHAPE_CELLS }, (): Side[] | undefined => undefined)
  const step = Math.max(1, Math.ceil(specks.length / STARTS))
  for (let start = 0; start < specks.length; start += step) {
    const from = specks[start]
    const apart = nearestTo(specks, start, ROUND_ABOUT + 2)
      .map((k) => specks[k])
      .filter(({ x, y }) => Math.hypot(x - from.x, y - from.y) >= LEAST_APART_PX)
    const partners = apart.slice(0, SPECK_NEIGHBOURS)
    for (const to of partners) {
      for (const third of partners) {
        const around = apart.filter((speck) => speck !== to && speck !== third)
        if (third === to || around.length < LEAST_AGREEING) continue
        const { x, y } = shapeOf(from, to, third)
        for (const i of ABOUT_A_CELL) {
          for (const j of ABOUT_A_CELL) {
            const cell = cellOf(x + i, y + j)
            if (cell >= 0) (shapes[cell] ??= []).push({ from, to, around })
          }
        }
      }
    }
  }
  return { specks, shapes }
}

/** The similarity that takes a side in the picture to one on the page; null where the picture would show the page too small or too large. */
const turnedTo = ({ from, to }: Side, at: Point, other: Point): Homography | null => {
  const [ux, uy] = [to.x - from.x, to.y - from.y]
  const [vx, vy] = [other.x - at.x, other.y - at.y]
  const square = ux * ux + uy * uy
  const [re, im] = [(vx * ux + vy * uy) / square, (vy * ux - vx * uy) / square]
  const scale = 1 / Math.hypot(re, im)
  if (scale < LEAST_SCALE || scale > MOST_SCALE) return null
  return [re, -im, at.x - (re * from.x - im * from.y), im, re, at.y - (im * from.x + re * from.y), 0, 0, 1]
}

/** Whether it puts enough specks where dots may be; given up where the first two are not. */
const isAgreed = (map: PlaceMap, [a, b, c, d, e, f]: Homography, specks: readonly Point[]): boolean => {
  let agreeing = 0
  for (let k = 0; k < specks.length && agreeing < LEAST_AGREEING; k++) {
    const { x, y } = specks[k]
    if (numberAt(map, a * x + b * y + c, d * x + e * y + f) !== 0) agreeing++
    else if (k === 1 && agreeing === 0) return false
  }
  return agreeing >= LEAST_AGREEING
}

export interface SeenByDots {
  /** From the page, millimetres, to the picture. */
  readonly view: Homography
  /** Specks that lie where dots may be. */
  readonly seen: number
}

/** A page's dots as pictures are asked for them, at several sizes of their specks. */
export interface DotPattern {
  readonly layout: PageLayout
  readonly about: PlaceMap
  /** Of each dot those next to it. */
  readonly neighbours: readonly (readonly Point[])[]
}

export const dotPattern = (layout: PageLayout): DotPattern => {
  const { dots } = layout
  const neighbours = dots.map((_, k) => nearestTo(dots, k, DOT_NEIGHBOURS).map((other) => dots[other]))
  return { layout, about: mapAbout(layout), neighbours }
}

/** The first view of a page that enough specks about three agree with, grown outward over all of them. */
export const viewByDots = ({ specks, shapes }: Constellation, pattern: DotPattern): SeenByDots | null => {
  const { layout, about, neighbours } = pattern
  for (const [k, at] of layout.dots.entries()) {
    for (const second of neighbours[k]) {
      for (const third of neighbours[k]) {
        if (third === second) continue
        const { x, y } = shapeOf(at, second, third)
        const cell = cellOf(x, y)
        for (const side of (cell < 0 ? undefined : shapes[cell]) ?? []) {
          const turned = turnedTo(side, at, second)
          if (turned === null || !isAgreed(about, turned, side.around)) continue
          const grown = grow(pattern, specks, side.from, turned)
          if (grown !== null) return grown
        }
      }
    }
  }
  return null
}

/** The view that those specks tell which lie near a place; null where these are too few. */
const fitTo = (
  map: PlaceMap,
  toPage: Homography,
  specks: readonly Point[],
  kind: (typeof RINGS)[number]['kind'],
): SeenByDots | null => {
  const seen: { readonly speck: Point; readonly place: Point }[] = []
  for (const speck of specks) {
    const at = mapHomography(toPage, speck.x, speck.y)
    const number = numberAt(map, at.x, at.y)
    if (number > 0) seen.push({ speck, place: map.places[number - 1] })
  }
  const pairs = pairPoints(
    seen.map(({ place }) => place),
    seen.map(({ speck }) => speck),
  )
  const free = seen.length < LEAST_SEEN ? 'similarity' : kind
  const view = fitHomography(pairs, new Float64Array(pairs.count).fill(1), free)
  // Of specks on one line, which a picture of a ruler may show, no view but a similarity can be told.
  return view && isInvertible(view) ? { view, seen: seen.length } : null
}

/** Ring by ring; null where the specks agree no better than chance would have it. */
const grow = (
  { layout, about }: DotPattern,
  specks: readonly Point[],
  start: Point,
  turned: Homography,
): SeenByDots | null => {
  const scale = 1 / Math.hypot(turned[0], turned[3])
  const within = (reachMm: number) =>
    specks.filter(({ x, y }) => Math.hypot(x - start.x, y - start.y) <= reachMm * scale)
  const nearMm = Math.max(NEAR_MM, NEAR_PX / scale)
  const near = mapNear(layout, nearMm)
  let best: SeenByDots | null = null
  let toPage = turned
  for (const { reachMm, kind } of RINGS) {
    const asked = within(reachMm)
    // What lies farther out may be off by more than a dot's two places are apart.
    for (const map of [about, near, near]) {
      best = fitTo(map, toPage, asked, kind)
      if (best === null) return null
      toPage = invertHomography(best.view)
    }
  }
  if (best === null) return null
  const share = (near.places.length * Math.PI * nearMm * nearMm) / (layout.widthMm * layout.heightMm)
  const byChance = specks.length * share
  return best.seen >= LEAST_SEEN && best.seen >= byChance + SURELY * Math.sqrt(byChance) ? best : null
}
