import type { Severity } from '../leak/leak-types.ts'
import { seededRandom, type Random } from '../leak/random.ts'
import type { PageKind } from '../paper/page-kinds.ts'
import { EDITIONS, type Edition } from './bench-papers.ts'
import type { LeakKind } from './leak-kinds.ts'

/** Copies issued of every document in the library: c0 to c999. */
export const COPIES = 1000

/**
 * What is leaked: an issued copy; a copy that was never issued; the unmarked original; a paper that is in no library;
 * a picture of something else. Only the first may be traced.
 */
export const TRUTHS = ['copy', 'never-issued', 'unmarked', 'other-paper', 'no-paper'] as const
export type Truth = (typeof TRUTHS)[number]

export interface TraceJob {
  readonly index: number
  readonly truth: Truth
  readonly leakKind: LeakKind
  readonly pageKind: PageKind
  readonly edition: Edition
  /** Number of the copy. */
  readonly copy: number
  readonly severity: Severity
  readonly seed: string
}

export interface JobPlan {
  readonly seed: string
  /** Leaks of each kind of leak, page and severity mix. */
  readonly leaks: number
  /** Only every so many cells are leaked: for a quick look. */
  readonly thin: number
  readonly pageKinds: readonly PageKind[]
  readonly leakKinds: readonly LeakKind[]
  readonly severities: readonly Severity[]
  /** Leaks that must not be traced. */
  readonly innocent: number
}

/** Shares of the innocent leaks: the nearer to a marked page, the more of them. */
const INNOCENT: readonly Truth[] = [
  'never-issued',
  'unmarked',
  'other-paper',
  'unmarked',
  'never-issued',
  'no-paper',
  'never-issued',
  'unmarked',
  'other-paper',
]

type Draft = Omit<TraceJob, 'index'>

const draft = (
  plan: JobPlan,
  truth: Truth,
  cell: readonly [PageKind, LeakKind],
  severity: Severity,
  n: number,
): Draft => {
  const [pageKind, leakKind] = cell
  const seed = `${plan.seed}/${truth}/${pageKind}/${leakKind}/${n}`
  const dice = seededRandom(seed, 'bench job')
  const edition = dice.pick(EDITIONS)
  return { truth, leakKind, pageKind, edition, copy: dice.whole(0, COPIES - 1), severity, seed }
}

const guilty = (plan: JobPlan): Draft[] => {
  const { leaks, thin, pageKinds, leakKinds, severities } = plan
  return [...Array(leaks).keys()].flatMap((n) =>
    pageKinds.flatMap((pageKind, p) =>
      leakKinds.flatMap((leakKind, l) =>
        (p + l + n) % thin === 0
          ? [draft(plan, 'copy', [pageKind, leakKind], severities[(n + p + l) % severities.length], n)]
          : [],
      ),
    ),
  )
}

const innocent = (plan: JobPlan): Draft[] => {
  const { pageKinds, leakKinds, severities } = plan
  const dice = seededRandom(plan.seed, 'bench innocent pages')
  const sofar = new Map<Truth, number>()
  return [...Array(plan.innocent).keys()].map((i) => {
    const truth = INNOCENT[i % INNOCENT.length]
    const k = sofar.get(truth) ?? 0
    sofar.set(truth, k + 1)
    const pageKind = dice.pick(pageKinds)
    const leakKind = leakKinds[k % leakKinds.length]
    return draft(plan, truth, [pageKind, leakKind], severities[i % severities.length], k)
  })
}

const shuffle = <T>(items: readonly T[], dice: Random): T[] => {
  const out = [...items]
  for (let i = out.length - 1; i > 0; i--) {
    const j = dice.whole(0, i)
    ;[out[i], out[j]] = [out[j], out[i]]
  }
  return out
}

/** In an order that makes an unfinished run, and the time that is left, as telling as a whole one. */
export const planJobs = (plan: JobPlan): TraceJob[] =>
  shuffle(
    [...guilty(plan), ...innocent(plan)].map((job, index) => ({ ...job, index })),
    seededRandom(plan.seed, 'bench order'),
  )
