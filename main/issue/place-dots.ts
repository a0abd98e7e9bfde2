import { DOTS_TO_LAY_BY, type DotPlace, type Medium } from '../../shared/mark/layout.ts'
import { seededRandom } from '../../shared/maths/seeded-random.ts'
import type { GreyRaster } from '../document/document.ts'
import { besideInk, clearance, paperOf } from './clearance.ts'
import type { PageGround } from './page-ground.ts'
import { pageUnit } from './page-unit.ts'
import { dotScale } from './raster-scale.ts'

/** 2.6 pixels of a 600 dpi printer: the smallest dot that a laser printer draws each time. */
export const DOT_DIAMETER_MM = 0.11

/**
 * Next to bare, a page has nothing else that outlives a messenger, whose JPEG takes what is small: there dots are larger, and seen as
 * specks (README.md has the figures).
 */
const BARE_DOT_DIAMETER_MM = 0.2
/** What has no words, but their picture, to carry anything else, and to hide dots: a scan. */
const WORDLESS_DOT_DIAMETER_MM = 0.14
const FEW_WORDS = 60

/** Too few to carry much: then dots do. */
export const hasFewWords = (words: number): boolean => words < FEW_WORDS

/** Few words, and no picture of any: a scanned page has none, and yet much to be laid by and to hide dots in. */
const isBare = (words: number, ground: PageGround): boolean => hasFewWords(words) && ground.bare

export const dotDiameterMm = (words: number, ground: PageGround): number => {
  if (isBare(words, ground)) return BARE_DOT_DIAMETER_MM
  return hasFewWords(words) ? WORDLESS_DOT_DIAMETER_MM : DOT_DIAMETER_MM
}

/** From a dot's middle to either of its two places. */
const REACH_MM = 0.35
/** Clear ground that a dot needs around its middle: both places, the dot's own radius, and a hair of white. */
const FOOTPRINT_MM = REACH_MM + DOT_DIAMETER_MM / 2 + 0.15
/** Up to here from ink the eye is masked by the text; but about the one line of a bare page dots would make a ring, and spoil what tells the page. */
const MASKED_MM = 3
/** Share of a page's dots that lie farther off, if any may. */
const OPEN_SHARE = 0.2
/** So far beside a line of text, and no more above or below its ink than this, a speck would read as a stop or as a decimal point. */
const BESIDE_MM = 2.2
const IN_LINE_MM = 0.5
/** Most printers leave this much bare. */
const PAGE_MARGIN_MM = 5
/** Every other pixel each way is choice enough. */
const CANDIDATE_STEP_PX = 2
/** Fewer would be seen and prove nothing. */
const FEWEST = 20
/** Closer together they would make a grey fringe around a title. */
const CLOSEST_MM = 2.2
/** Where a copy is read on screens and words carry too: a small block of text would have one. */
const CLOSEST_WITH_WORDS_MM = 3
/** In the open, where nothing masks them, and on bare pages, whose one line they would ring, or in the white of a cloud. */
const CLOSEST_IN_OPEN_MM = 4
const FARTHEST_MM = 14

interface PageToDot {
  readonly widthMm: number
  readonly heightMm: number
  /** The original page, about 6 pixels per millimetre. */
  readonly raster: GreyRaster
  readonly ground: PageGround
  readonly words: number
  readonly medium: Medium
}

const MOST_DOTS = 1000
const FEWEST_ON_PAPER = 120
/** Words carry as well as dots do and are not seen. A photo of one paragraph shows an eighth of both. */
const DOTS_PER_WORD = 1.45
/** Of these, where a copy is read on screens too: those in the open are left out where there are words. */
const SHARE_ON_BOTH = 0.6
const FEWEST_ON_BOTH = 72

/**
 * How many dots a page gets: many where there are next to no words, few where words carry. Read on screen only, a page
 * needs dots not at all, unless it has no word: then a print of it would carry nothing, and it gets them in a layer that
 * shows only in print.
 */
export const dotBudget = (words: number, medium: Medium): number => {
  if (medium === 'screen' && words > 0) return 0
  const onPaper = Math.max(FEWEST_ON_PAPER, Math.round(MOST_DOTS - DOTS_PER_WORD * words))
  if (medium === 'paper') return onPaper
  const closeToInk = hasFewWords(words) ? 1 : 1 - OPEN_SHARE
  return Math.max(FEWEST_ON_BOTH, Math.round(SHARE_ON_BOTH * closeToInk * onPaper))
}

/**
 * Irregular places (Poisson discs) on clear light ground, most of them close to ink. The choice hangs on the
 * page alone, never on a key: it may be known to anybody.
 */
export const placeDots = (page: PageToDot): DotPlace[] => {
  const { widthMm, heightMm, raster } = page
  const budget = dotBudget(page.words, page.medium)
  if (budget === 0) return []
  const unit = pageUnit(widthMm, heightMm)
  const pixelMm = widthMm / raster.width
  const scale = dotScale(widthMm, heightMm)
  const closest = standsBackForWords(page) ? CLOSEST_WITH_WORDS_MM : CLOSEST_MM
  const [reachMm, closestMm, openMm] = [REACH_MM * scale, closest * scale, CLOSEST_IN_OPEN_MM * scale]
  const { near, far } = eligible(page, pixelMm, FOOTPRINT_MM * scale, MASKED_MM * unit, unit)
  const random = seededRandom(contentSeed(raster))
  const field = newField(widthMm, closestMm)
  const at = (pixel: number) => ({
    x: ((pixel % raster.width) + random()) * pixelMm,
    y: (Math.floor(pixel / raster.width) + random()) * pixelMm,
  })
  const bare = isBare(page.words, page.ground)
  const open = openShare(page, bare)
  const nearCount = far.length > 0 ? Math.round((1 - open) * budget) : budget
  scatter(field, near, nearCount, pixelMm, at, random, bare ? openMm : closestMm)
  // Wherever they lie, a page needs enough to be laid by.
  const wanted = open > 0 ? budget : Math.min(budget, DOTS_TO_LAY_BY)
  scatter(field, far, wanted - field.points.length, pixelMm, at, random, openMm)
  if (field.points.length < FEWEST) return []
  return field.points.map(({ x, y }) => {
    const turn = 2 * Math.PI * random()
    return {
      x: tenMicrons(x),
      y: tenMicrons(y),
      dx: tenMicrons(reachMm * Math.cos(turn)),
      dy: tenMicrons(reachMm * Math.sin(turn)),
    }
  })
}

const tenMicrons = (mm: number): number => Math.round(mm * 100) / 100

/** On a screen dots are seen as dust, and words do without those that show most. */
const standsBackForWords = ({ words, medium }: PageToDot): boolean => medium === 'both' && !hasFewWords(words)

/** What is cut out of a page for what it says shows few of the dots in the open. */
const openShare = (page: PageToDot, bare: boolean): number => {
  if (bare) return 1
  return standsBackForWords(page) ? 0 : OPEN_SHARE
}

/** Pixels that may be a dot's middle: close to ink, and in the open. */
const eligible = (
  page: PageToDot,
  pixelMm: number,
  footprintMm: number,
  maskedMm: number,
  unit: number,
): { near: Uint32Array; far: Uint32Array } => {
  const { raster } = page
  const { width, height } = raster
  const paper = paperOf(raster)
  const distancePx = clearance(raster, paper)
  const inLine = besideInk(raster, paper, (BESIDE_MM * unit) / pixelMm, (IN_LINE_MM * unit) / pixelMm)
  const needPx = footprintMm / pixelMm + 1
  const maskedPx = maskedMm / pixelMm
  const margin = Math.ceil(Math.min(PAGE_MARGIN_MM, page.widthMm / 10, page.heightMm / 10) / pixelMm)
  const near: number[] = []
  const far: number[] = []
  for (let y = margin; y < height - margin; y += CANDIDATE_STEP_PX) {
    for (let x = margin; x < width - margin; x += CANDIDATE_STEP_PX) {
      const at = y * width + x
      const d = distancePx[at]
      if (d >= needPx && inLine[at] === 0) (d <= maskedPx ? near : far).push(at)
    }
  }
  return { near: Uint32Array.from(near), far: Uint32Array.from(far) }
}

interface Field {
  readonly points: { x: number; y: number }[]
  readonly bucketMm: number
  readonly columns: number
  readonly buckets: Map<number, number[]>
}

const newField = (widthMm: number, bucketMm: number): Field => ({
  points: [],
  bucketMm,
  columns: Math.ceil(widthMm / bucketMm) + 1,
  buckets: new Map(),
})

/** Dart throwing with a spacing that starts wide and narrows until there are enough: even, but never in rows. */
const scatter = (
  field: Field,
  pixels: Uint32Array,
  count: number,
  pixelMm: number,
  at: (pixel: number) => { x: number; y: number },
  random: () => number,
  closestMm: number,
): void => {
  if (pixels.length === 0 || count <= 0) return
  const areaMm2 = pixels.length * (CANDIDATE_STEP_PX * pixelMm) ** 2
  const goal = field.points.length + count
  let spacing = Math.max(closestMm, Math.min(FARTHEST_MM, Math.sqrt(areaMm2 / count)))
  for (;;) {
    for (let tries = 8 * count; tries > 0 && field.points.length < goal; tries--) {
      const point = at(pixels[Math.floor(random() * pixels.length)])
      if (!crowded(field, point, spacing)) addPoint(field, point)
    }
    if (field.points.length >= goal || spacing === closestMm) return
    spacing = Math.max(closestMm, spacing * 0.85)
  }
}

const bucketOf = (field: Field, x: number, y: number): number =>
  Math.floor(y / field.bucketMm) * field.columns + Math.floor(x / field.bucketMm)

const addPoint = (field: Field, point: { x: number; y: number }): void => {
  const key = bucketOf(field, point.x, point.y)
  const bucket = field.buckets.get(key)
  if (bucket) bucket.push(field.points.length)
  else field.buckets.set(key, [field.points.length])
  field.points.push(point)
}

const crowded = (field: Field, point: { x: number; y: number }, spacing: number): boolean => {
  const { bucketMm } = field
  for (let y = point.y - spacing; y < point.y + spacing + bucketMm; y += bucketMm) {
    for (let x = point.x - spacing; x < point.x + spacing + bucketMm; x += bucketMm) {
      for (const index of field.buckets.get(bucketOf(field, x, y)) ?? []) {
        const other = field.points[index]
        if (Math.hypot(other.x - point.x, other.y - point.y) < spacing) return true
      }
    }
  }
  return false
}

/** FNV-1a over a sample of the pixels. */
const contentSeed = (raster: GreyRaster): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < raster.data.length; i += 7) hash = Math.imul(hash ^ raster.data[i], 0x01000193)
  return hash >>> 0
}
