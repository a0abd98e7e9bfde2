import { LANE_BLOCK, TAP_BYTES } from './mix-rows.ts'
import type { MIX_CHANGED } from './mix-rows.ts'
import type { Started } from '../../shared/wasm/start.ts'

/** Samples before and after a row over which its ends are replicated: a blur reaches no farther. */
const MARGIN = LANE_BLOCK
const RUN_BYTES = 4
/** A run longer than any that is asked for, and one that no run is as long as. */
const ALWAYS = 2 ** 30
const NEVER = -1

/** Hands out the kernel's memory: the address of so many bytes that nobody else has. */
export type Take = (bytes: number) => number

/** The kernel, with all its memory, which may not grow any more. */
export interface Bench {
  readonly floats: Float32Array
  readonly words: Int32Array
  readonly mixChanged: Started<typeof MIX_CHANGED>['run']['mixChanged']
}

/** A plane's rows, made one after the other in the kernel's memory. */
export interface Rows {
  readonly width: number
  readonly height: number
  /** For each block of the row made last, the number of rows in which it has been the same. */
  readonly runs: number
  /** Makes the next row, its ends replicated, and returns the address of its first sample. */
  readonly next: () => number
}

const blocksOf = (width: number): number => Math.ceil(width / LANE_BLOCK)
const rowBytesOf = (width: number): number => 4 * LANE_BLOCK * blocksOf(width)
/** An odd number of blocks: rows a power of two apart would drive each other out of the processor's nearest memory. */
const ringRowBytesOf = (width: number): number => 4 * LANE_BLOCK * (blocksOf(width) | 1)

/** Samples from one row to the next of a plane that `takePlane` finds room for. */
export const strideOf = (width: number): number => LANE_BLOCK * blocksOf(width) + 2 * MARGIN

/** Address of the first sample of a plane with room for replicated ends. */
export const takePlane = (width: number, height: number, take: Take): number =>
  take(4 * strideOf(width) * height) + 4 * MARGIN

/** Beside those of the row's own blocks lie two that never differ. */
export const takeRuns = (width: number, take: Take): number =>
  take(RUN_BYTES * (blocksOf(width) + 2)) + RUN_BYTES

const guardRuns = ({ words }: Bench, runs: number, width: number): void => {
  words[runs / RUN_BYTES - 1] = ALWAYS
  words[runs / RUN_BYTES + blocksOf(width)] = ALWAYS
}

const replicateEnds = ({ floats }: Bench, row: number, width: number): void => {
  const first = row >> 2
  const last = first + width - 1
  const end = first - MARGIN + strideOf(width)
  // So few that a call of fill would take longer.
  for (let i = first - MARGIN; i < first; i++) floats[i] = floats[first]
  for (let i = last + 1; i < end; i++) floats[i] = floats[last]
}

const isSame = (words: Int32Array, from: number, back: number): boolean => {
  for (let i = from; i < from + LANE_BLOCK; i += 4) {
    const first = (words[i] ^ words[i - back]) | (words[i + 1] ^ words[i + 1 - back])
    const second = (words[i + 2] ^ words[i + 2 - back]) | (words[i + 3] ^ words[i + 3 - back])
    if ((first | second) !== 0) return false
  }
  return true
}

/** Rows that `write` writes, from the index in the bench's floats on; `rowAt` says where row y goes, and its neighbour stays. */
export const writtenRows = (
  bench: Bench,
  { width, height, runs }: Pick<Rows, 'width' | 'height' | 'runs'>,
  rowAt: (y: number) => number,
  write: (y: number, from: number) => void,
): Rows => {
  const { words } = bench
  guardRuns(bench, runs, width)
  let made = 0
  const next = () => {
    const y = made++
    const row = rowAt(y)
    const from = row >> 2
    write(y, from)
    replicateEnds(bench, row, width)
    const back = from - (rowAt(Math.max(0, y - 1)) >> 2)
    for (let block = 0; block < blocksOf(width); block++)
      words[runs / RUN_BYTES + block] = isSame(words, from + block * LANE_BLOCK, back) ? 1 : 0
    return row
  }
  return { width, height, runs, next }
}

/** Where a blur has what it works on. */
export interface BlurPlaces {
  readonly radius: number
  /** Rows blurred sideways, as many as a column needs, in a ring. */
  readonly ring: number
  readonly ringRuns: number
  readonly runs: number
  readonly rowTaps: number
  readonly columnTaps: number
}

/** Finds room for a blur of rows `width` wide. */
export const takeBlur = (width: number, radius: number, take: Take): BlurPlaces => ({
  radius,
  ring: take((2 * radius + 1) * ringRowBytesOf(width)),
  ringRuns: takeRuns(width, take),
  runs: takeRuns(width, take),
  rowTaps: take(TAP_BYTES * (radius + 1)),
  columnTaps: take(TAP_BYTES * (radius + 1)),
})

/**
 * Rows blurred both ways with half a kernel, each as soon as the rows that it is made of are there, so that all that is worked on
 * stays in the processor's nearer memory. What is the same as in the row before is copied: most of a page is margin.
 * @param rowAt where row y goes
 */
export const blurRows = (
  bench: Bench,
  { radius, ring, ringRuns, runs, rowTaps, columnTaps }: BlurPlaces,
  source: Rows,
  half: Float64Array,
  rowAt: (y: number) => number,
): Rows => {
  const { floats, words, mixChanged } = bench
  const { width, height } = source
  const rowBytes = rowBytesOf(width)
  const ringRowBytes = ringRowBytesOf(width)
  const tapsBytes = TAP_BYTES * (radius + 1)
  const slots = 2 * radius + 1
  const slotOf = (y: number) => ring + (Math.max(0, Math.min(height - 1, y)) % slots) * ringRowBytes
  half.forEach((weight, t) => {
    floats[((rowTaps + TAP_BYTES * t) >> 2) + 2] = weight
    floats[((columnTaps + TAP_BYTES * t) >> 2) + 2] = weight
  })
  guardRuns(bench, ringRuns, width)
  guardRuns(bench, runs, width)
  let read = 0
  const blurSideways = () => {
    const row = source.next()
    for (let t = 0, at = rowTaps >> 2; t <= radius; t++, at += TAP_BYTES / 4) {
      words[at] = row - 4 * t
      words[at + 1] = row + 4 * t
    }
    const needed = read === 0 ? NEVER : 1
    const [slot, before] = [slotOf(read), slotOf(read - 1)]
    mixChanged(slot, rowBytes, rowTaps, rowTaps + tapsBytes, before, source.runs, RUN_BYTES, needed, ringRuns)
    // Above the first row there are, as it were, more of the same.
    if (read === 0) words.fill(ALWAYS, ringRuns / RUN_BYTES, ringRuns / RUN_BYTES + blocksOf(width))
    read++
  }
  let made = 0
  const next = () => {
    const y = made++
    const last = y + radius
    while (read <= Math.min(height - 1, last)) blurSideways()
    for (let t = 0, at = columnTaps >> 2; t <= radius; t++, at += TAP_BYTES / 4) {
      words[at] = slotOf(y - t)
      words[at + 1] = slotOf(y + t)
    }
    // Below the last row likewise.
    const needed = y === 0 ? NEVER : slots - Math.max(0, last - (height - 1))
    const [row, before] = [rowAt(y), rowAt(Math.max(0, y - 1))]
    mixChanged(row, rowBytes, columnTaps, columnTaps + tapsBytes, before, ringRuns, 0, needed, runs)
    replicateEnds(bench, row, width)
    return row
  }
  return { width, height, runs, next }
}
