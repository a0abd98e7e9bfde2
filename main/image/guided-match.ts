import { turnBetween, type Homography } from '../../shared/maths/geometry.ts'
import type { Features } from './features.ts'
import { localView } from './local-view.ts'
import type { Match } from './match.ts'
import { hamming, SIGNATURE_WORDS } from './signature.ts'

/** What is compared of a feature. */
export type Compared = Omit<Features, 'descriptor' | 'contrast'>

export interface GuideOptions {
  /** How far a feature may lie from where the view puts it, pixels of `b`. */
  readonly reachPx: number
}

/** Nearest by signature, of 256 bits, beyond which features are unlike. */
const MOST_BITS = 78
const MOST_LOG_SCALE = 0.6
const MOST_TURN = 0.6
/** Bits over those of the best match elsewhere within reach above which a match is ambiguous. */
const RATIO = 0.92
const SAME_PLACE_PX = 4

/** How like the two features of a guided match are: from 1, the same, to next to nothing. */
export const likenessOf = ({ distance }: Match): number => 1 - distance / (MOST_BITS + 1)

interface Grid {
  readonly cell: number
  readonly columns: number
  readonly rows: number
  readonly starts: Uint32Array
  readonly order: Uint32Array
}

const gridOf = ({ count, x, y, width, height }: Compared, cell: number): Grid => {
  const columns = Math.max(1, Math.ceil(width / cell))
  const rows = Math.max(1, Math.ceil(height / cell))
  const at = (i: number) =>
    Math.max(0, Math.min(rows - 1, Math.floor(y[i] / cell))) * columns +
    Math.max(0, Math.min(columns - 1, Math.floor(x[i] / cell)))
  const starts = new Uint32Array(columns * rows + 1)
  for (let i = 0; i < count; i++) starts[at(i) + 1]++
  for (let k = 0; k < columns * rows; k++) starts[k + 1] += starts[k]
  const next = starts.slice()
  const order = new Uint32Array(count)
  for (let i = 0; i < count; i++) order[next[at(i)]++] = i
  return { cell, columns, rows, starts, order }
}

/**
 * Matches of features where a view expects them: of the few features of `b` that lie near there, at the expected scale and angle,
 * the one most alike. On a page of text this finds what a search of the whole picture cannot tell from its repetitions.
 */
export const guidedMatches = (a: Compared, b: Compared, view: Homography, options: GuideOptions): Match[] => {
  const { reachPx } = options
  const grid = gridOf(b, reachPx)
  const logScales = Float64Array.from(b.scale, Math.log)
  const finest = logScales.reduce((least, one) => Math.min(least, one), Infinity)
  const best = new Int32Array(b.count).fill(-1)
  const matches: Match[] = []
  for (let i = 0; i < a.count; i++) {
    const expected = localView(view, a.x[i], a.y[i])
    if (!expected) continue
    const { x: px, y: py } = expected
    if (!(px > -reachPx && py > -reachPx && px < b.width + reachPx && py < b.height + reachPx)) continue
    const logScale = Math.log(a.scale[i]) + expected.logScale
    if (logScale < finest - MOST_LOG_SCALE) continue
    let first = MOST_BITS + 1
    let second = MOST_BITS + 1
    let match = -1
    const column = Math.floor(px / grid.cell)
    const row = Math.floor(py / grid.cell)
    for (let r = Math.max(0, row - 1); r <= Math.min(grid.rows - 1, row + 1); r++) {
      const from = grid.starts[r * grid.columns + Math.max(0, Math.min(grid.columns, column - 1))]
      const to = grid.starts[r * grid.columns + Math.max(0, Math.min(grid.columns, column + 2))]
      for (let k = from; k < to; k++) {
        const j = grid.order[k]
        if (Math.abs(logScales[j] - logScale) > MOST_LOG_SCALE) continue
        if (turnBetween(b.angle[j] - a.angle[i], expected.turn) > MOST_TURN) continue
        const bits = hamming(a.signatures, i * SIGNATURE_WORDS, b.signatures, j * SIGNATURE_WORDS)
        if (bits >= second) continue
        const same =
          match >= 0 &&
          Math.abs(b.x[j] - b.x[match]) < SAME_PLACE_PX &&
          Math.abs(b.y[j] - b.y[match]) < SAME_PLACE_PX
        if (bits < first) {
          if (!same) second = first
          first = bits
          match = j
        } else if (!same) second = bits
      }
    }
    if (match < 0) continue
    const ratio = first / second
    if (ratio > RATIO) continue
    const rival = best[match] < 0 ? null : matches[best[match]]
    if (rival && rival.distance <= first) continue
    const made = { a: i, b: match, distance: first, ratio }
    if (rival) matches[best[match]] = made
    else {
      best[match] = matches.length
      matches.push(made)
    }
  }
  return matches.sort((p, q) => p.distance - q.distance)
}
