import { median, wilsonInterval } from '../../shared/maths/statistics.ts'
import type { BenchPageKind } from './bench-papers.ts'
import { isTraced, leakedZ, type TraceRow } from './trace-row.ts'

export const percent = (share: number): string =>
  `${(100 * share).toFixed(share === 1 || share === 0 ? 0 : 1)} %`

export const rate = (hits: number, n: number): string => {
  const [low, high] = wilsonInterval(hits, n)
  return n === 0 ? '' : `${percent(hits / n)} (${percent(low)} to ${percent(high)})`
}

export const tracedOf = (rows: readonly TraceRow[]): number => rows.filter(isTraced).length

export const share = (rows: readonly TraceRow[]): string =>
  rows.length === 0 ? '' : `${tracedOf(rows)}/${rows.length}`

/** Pages with little on them may fall ten points short of a bar. Real sheets are what they are, and have bars of their own. */
export const isSparse = (kind: BenchPageKind): boolean =>
  !['dense-english', 'dense-chinese', 'mixed', 'scan', 'invoice'].includes(kind)

/**
 * A rate against its bar: met or not where the 95 % interval lies on one side of it, else on which side the rate itself
 * lies. A bar of 100 % is met as long as nothing was missed: no interval below it could ever say so.
 */
export const against = (bar: number, hits: number, n: number): string => {
  if (n === 0) return ''
  if (bar === 1) return hits === n ? 'met' : 'not met'
  const [low, high] = wilsonInterval(hits, n)
  if (low >= bar) return 'met'
  if (high < bar) return 'not met'
  return hits / n >= bar ? 'straddles, above' : 'straddles, below'
}

export const SUMMARY_HEAD = ['traced', 'rate (95 %)', 'z median', 'z worst', 'page not found', 'seconds']

/** The usual columns for a group of leaks of issued copies. z is of those whose page was found. */
export const summary = (rows: readonly TraceRow[]): string[] => {
  const scores = rows.filter(({ found }) => found).map(leakedZ)
  return [
    share(rows),
    rate(tracedOf(rows), rows.length),
    scores.length === 0 ? '' : median(scores).toFixed(1),
    scores.length === 0 ? '' : Math.min(...scores).toFixed(1),
    `${rows.filter(({ found }) => !found).length}`,
    rows.length === 0 ? '' : median(rows.map(({ traceSeconds }) => traceSeconds)).toFixed(1),
  ]
}
