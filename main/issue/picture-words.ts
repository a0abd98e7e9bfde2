import type { WordPlace } from '../../shared/mark/layout.ts'
import { mapAffine } from '../../shared/maths/geometry.ts'
import { median } from '../../shared/maths/statistics.ts'
import type { GreyRaster, PagePicture, SourcePage } from '../document/document.ts'
import { INK, paperOf } from './clearance.ts'
import { connectedInk } from './connected-ink.ts'
import type { PixelBox } from './word-pixels.ts'

/** Where nothing but a picture paints, the page without it is as white as this. */
const WHITE = 250
/** What hangs together and is larger is a drawing, a frame or a seal. */
const MOST_WIDTH_MM = 30
const MOST_HEIGHT_MM = 12
/** Smaller is dust. */
const DUST_MM = 0.3
/** Rules are thinner, and so many times as long. */
const RULE_MM = 0.8
const RULE_LENGTHS = 12
/** Letters of a word stand no farther apart, as a share of their line's height; words of a line do. */
const LETTER_GAP = 0.17
/** Dots and accents are no higher, as a share of the letter below or above, and no farther from it. */
const ACCENT = 0.5
/** Letters that stand in one line share so much of the lesser one's height. */
const IN_LINE = 0.4
/** What a word's height is taken from: itself and its neighbours in the line, so that "see" is as tall as "they". */
const NEIGHBOUR_MM = 15
const MOST_TALLER = 2.4
const LEAST_HEIGHT_MM = 0.8
const MOST_TYPE_MM = 9
/** Type with such wide letters, as a share of its height, is of ideographs; of those so many move together. */
const WIDE = 0.62
const IDEOGRAPHS = 2
/** A picture's edge is no place for a word: what moves there would be cut. */
const EDGE_MM = 0.5
/** A picture with fewer is left as it is: packed anew it would lose, and tell next to nothing. */
const FEWEST_WORDS = 16
/** More is not text but a texture. */
const MOST_LETTERS = 12_000

/** A letter, a word or a part of one, in pixels. */
type Run = PixelBox

const width = ({ left, right }: Run): number => right - left
const height = ({ top, bottom }: Run): number => bottom - top

const around = (boxes: readonly Run[]): Run => ({
  left: Math.min(...boxes.map(({ left }) => left)),
  top: Math.min(...boxes.map(({ top }) => top)),
  right: Math.max(...boxes.map(({ right }) => right)),
  bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
})

const sharedHeight = (p: Run, q: Run): number => Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top)
const gapAlong = (p: Run, q: Run): number => Math.max(p.left, q.left) - Math.min(p.right, q.right)
const areInLine = (p: Run, q: Run): boolean => sharedHeight(p, q) >= IN_LINE * Math.min(height(p), height(q))

/** Ink that only pictures put there. */
const inkOf = (page: GreyRaster, pictureless: GreyRaster): Uint8Array => {
  const dark = paperOf(page).darkest - INK
  const ink = new Uint8Array(page.data.length)
  for (let at = 0; at < ink.length; at++)
    if (page.data[at] < dark && pictureless.data[at] >= WHITE) ink[at] = 1
  return ink
}

const isLetter = (box: Run, pixelsPerMm: number): boolean => {
  const [w, h] = [width(box) / pixelsPerMm, height(box) / pixelsPerMm]
  if (w > MOST_WIDTH_MM || h > MOST_HEIGHT_MM || Math.max(w, h) < DUST_MM) return false
  const [thin, long] = [Math.min(w, h), Math.max(w, h)]
  return thin >= RULE_MM || long < RULE_LENGTHS * thin
}

/** Each as tall as its line is there: as what stands in the line within `reach`. */
const inTheirLines = (runs: readonly Run[], reach: number): Run[] => {
  const tall = runs.map((run) => ({ ...run }))
  const order = [...runs.keys()].sort((i, k) => runs[i].left - runs[k].left)
  order.forEach((i, at) => {
    for (let n = at + 1; n < order.length; n++) {
      const k = order[n]
      if (runs[k].left > runs[i].right + reach) break
      if (!areInLine(runs[i], runs[k])) continue
      for (const [own, other] of [
        [i, k],
        [k, i],
      ]) {
        tall[own].top = Math.min(tall[own].top, runs[other].top)
        tall[own].bottom = Math.max(tall[own].bottom, runs[other].bottom)
      }
    }
  })
  return tall.map((box, k) => (height(box) <= MOST_TALLER * height(runs[k]) ? box : runs[k]))
}

/** Whether two letters stand as near as those of one word of a line so tall, or one above the other, as an i and its dot. */
const areOneWord = (p: Run, q: Run, lineHeight: number): boolean => {
  const gap = gapAlong(p, q)
  if (areInLine(p, q)) return gap <= Math.max(1, LETTER_GAP * lineHeight)
  const [lesser, taller] = [height(p), height(q)].sort((a, b) => a - b)
  return gap < 0 && lesser < ACCENT * taller && -sharedHeight(p, q) < ACCENT * taller
}

/** Letters of one word each; both in the order of their left sides. */
const gather = (letters: readonly Run[], reach: number): Run[][] => {
  const sorted = letters.toSorted((p, q) => p.left - q.left)
  const lineHeights = inTheirLines(sorted, reach).map(height)
  const farthest = Math.max(1, ...lineHeights.map((tall) => LETTER_GAP * tall))
  const groups = sorted.map((_, k) => k)
  const rootOf = (k: number): number => (groups[k] === k ? k : (groups[k] = rootOf(groups[k])))
  sorted.forEach((p, i) => {
    for (let k = i + 1; k < sorted.length && sorted[k].left <= p.right + farthest; k++)
      if (areOneWord(p, sorted[k], Math.max(lineHeights[i], lineHeights[k]))) groups[rootOf(k)] = rootOf(i)
  })
  return [...Map.groupBy(sorted.keys(), rootOf).values()].map((own) => own.map((k) => sorted[k]))
}

/** A word's letters from left to right, what stands above one another taken together. */
const columnsOf = (letters: readonly Run[]): Run[] =>
  letters.reduce<Run[]>((columns, letter) => {
    const last = columns.at(-1)
    if (last && letter.left < last.right) columns[columns.length - 1] = around([last, letter])
    else columns.push(letter)
    return columns
  }, [])

/** Ideographs stand close; a line of them, which is so tall, is taken apart. */
const takeApart = (letters: readonly Run[], lineHeight: number): Run[] => {
  const columns = columnsOf(letters)
  if (columns.length <= IDEOGRAPHS || median(columns.map(width)) < WIDE * lineHeight) return [around(columns)]
  const pieces = Math.ceil(columns.length / IDEOGRAPHS)
  return Array.from({ length: pieces }, (_, k) => {
    const [from, to] = [k, k + 1].map((n) => Math.round((n * columns.length) / pieces))
    return around(columns.slice(from, to))
  })
}

const overlap = (p: Run, q: Run): boolean => gapAlong(p, q) < 0 && sharedHeight(p, q) > 0
const holds = (p: Run, q: Run): boolean =>
  p.left <= q.left && p.top <= q.top && p.right >= q.right && p.bottom >= q.bottom

/** Boxes none of which lies over another: as tall as their lines, or as their ink; of two that overlap even so, the larger stays. */
const apart = (runs: readonly Run[], reach: number): Run[] => {
  const tall = inTheirLines(runs, reach)
  const kept: Run[] = []
  const order = [...runs.keys()].sort(
    (i, k) => width(runs[k]) * height(runs[k]) - width(runs[i]) * height(runs[i]),
  )
  for (const k of order) {
    const isFree = !runs.some((ink, i) => i !== k && overlap(tall[k], ink))
    const meetsKept = (box: Run) => kept.some((other) => overlap(box, other))
    const box = isFree && !meetsKept(tall[k]) ? tall[k] : runs[k]
    if (!meetsKept(box)) kept.push(box)
  }
  return kept
}

/** Of a picture on the page. */
const boxOf = ({ width: w, height: h, toPage }: PagePicture): Run => {
  const [p, q] = [mapAffine(toPage, { x: 0, y: 0 }), mapAffine(toPage, { x: w, y: h })]
  const sides = { left: Math.min(p.x, q.x), right: Math.max(p.x, q.x) }
  return { ...sides, top: Math.min(p.y, q.y), bottom: Math.max(p.y, q.y) }
}

/** The number of the only picture that a word can be of, if that holds all of it. Which of two that lie over each other shows is not known. */
const pictureOf = (pictures: readonly PagePicture[], word: WordPlace): number | null => {
  const [halfX, halfY] = [word.along / 2 + EDGE_MM, word.across / 2 + EDGE_MM]
  const box: Run = {
    left: word.x - halfX,
    top: word.y - halfY,
    right: word.x + halfX,
    bottom: word.y + halfY,
  }
  const touched = pictures.filter((picture) => overlap(box, boxOf(picture)))
  return touched.length === 1 && holds(boxOf(touched[0]), box) ? touched[0].number : null
}

const microns = (mm: number): number => Math.round(mm * 1000) / 1000

/**
 * The words that a page's pictures show, a scan's mostly: letters that hang together, gathered by how close they stand. Nothing is read;
 * what passes for a word and is none is moved by a hair like one.
 * @param page without the words that are text
 * @param pictureless without these and without the pictures
 * @throws RangeError where the two differ in size
 */
export const pictureWords = (
  { geometry: { widthMm }, pictures }: Pick<SourcePage, 'geometry' | 'pictures'>,
  page: GreyRaster,
  pictureless: GreyRaster,
): WordPlace[] => {
  if (page.width !== pictureless.width || page.height !== pictureless.height)
    throw new RangeError('a page without its pictures is not of its size')
  const pixelsPerMm = page.width / widthMm
  const letters = connectedInk(inkOf(page, pictureless), page.width).filter((box) =>
    isLetter(box, pixelsPerMm),
  )
  const reach = NEIGHBOUR_MM * pixelsPerMm
  if (letters.length > MOST_LETTERS) return []
  const groups = gather(letters, reach)
  const lines = inTheirLines(groups.map(around), reach)
  const runs = groups
    .flatMap((group, k) => takeApart(group, height(lines[k])))
    .filter((run) => {
      const [w, h] = [width(run) / pixelsPerMm, height(run) / pixelsPerMm]
      return h >= LEAST_HEIGHT_MM && h <= MOST_TYPE_MM && w >= LEAST_HEIGHT_MM
    })
  const words = apart(runs, reach)
    .sort((p, q) => p.top - q.top || p.left - q.left)
    .flatMap((run) => {
      const place: WordPlace = {
        x: microns((run.left + run.right) / 2 / pixelsPerMm),
        y: microns((run.top + run.bottom) / 2 / pixelsPerMm),
        along: microns(width(run) / pixelsPerMm),
        across: microns(height(run) / pixelsPerMm),
        angle: 0,
      }
      const picture = pictureOf(pictures, place)
      return picture === null ? [] : [{ ...place, picture }]
    })
  const counts = Map.groupBy(words, ({ picture }) => picture)
  return words.filter(({ picture }) => (counts.get(picture)?.length ?? 0) >= FEWEST_WORDS)
}
