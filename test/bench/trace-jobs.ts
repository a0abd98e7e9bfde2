import type { Severity } from '../leak/leak-types.ts'
import { seededRandom, type Random } from '../leak/random.ts'
import type { PageKind } from '../paper/page-kinds.ts'
import { documentIdOf, EDITIONS, type BenchPageKind } from './bench-papers.ts'
import { sheetDocumentId } from './bench-sheets.ts'
import { channelOf, type LeakKind } from './leak-kinds.ts'

/** Copies issued of every document in the library: c0 to c999. */
export const COPIES = 1000

/**
 * What is leaked: issued copies; copies that were never issued; the unmarked original; another paper; a revision of an
 * issued paper that was not issued itself; a picture of something else. Only the first may be traced.
 */
export const TRUTHS = ['copy', 'never-issued', 'unmarked', 'other-paper', 'revision', 'no-paper'] as const
export type Truth = (typeof TRUTHS)[number]

const INNOCENT = ['unmarked', 'never-issued', 'other-paper', 'revision', 'no-paper'] as const

export interface TraceJob {
  readonly index: number
  readonly truth: Truth
  readonly leakKind: LeakKind
  readonly pageKind: BenchPageKind
  /** The library's document that leaks, or that what leaks most resembles. */
  readonly documentId: string
  /** Numbers of the copies: one, or those of all contributors to a mixture. */
  readonly copies: readonly number[]
  readonly severity: Severity
  readonly seed: string
}

export interface JobPlan {
  readonly seed: string
  /** Leaks of each kind of leak and page. */
  readonly leaks: number
  /** Only every so many cells are leaked: for a quick look. */
  readonly thin: number
  readonly pageKinds: readonly PageKind[]
  readonly leakKinds: readonly LeakKind[]
  readonly severities: readonly Severity[]
  /** Ids of the real sheets that were issued; none where there are no photos of them. */
  readonly sheets: readonly string[]
  /** Leaks that must not be traced, spread over all kinds of leaks. */
  readonly innocent: number
}

type Draft = Omit<TraceJob, 'index'>

const drawCopies = (count: number, dice: Random): number[] => {
  const drawn = new Set<number>()
  while (drawn.size < count) drawn.add(dice.whole(0, COPIES - 1))
  return [...drawn]
}

/** What leaks in one way: a kind of page, one of whose documents is drawn, or a sheet that was photographed. */
interface Cell {
  readonly leakKind: LeakKind
  readonly pageKind: BenchPageKind
  readonly documentIds: readonly string[]
}

const cellsOf = (plan: JobPlan, leakKind: LeakKind): Cell[] =>
  channelOf(leakKind).from === 'sheet'
    ? plan.sheets.map((id) => ({ leakKind, pageKind: 'invoice', documentIds: [sheetDocumentId(id)] }))
    : plan.pageKinds.map((pageKind) => ({
        leakKind,
        pageKind,
        documentIds: EDITIONS.map((edition) => documentIdOf(pageKind, edition)),
      }))

const draft = (plan: JobPlan, truth: Truth, cell: Cell, severity: Severity, n: number): Draft => {
  const { leakKind, pageKind, documentIds } = cell
  const what = pageKind === 'invoice' ? documentIds[0] : pageKind
  const seed = `${plan.seed}/${truth}/${what}/${leakKind}/${n}`
  const dice = seededRandom(seed, 'bench job')
  const documentId = dice.pick(documentIds)
  const copies = drawCopies(channelOf(leakKind).contributors, dice)
  return { truth, leakKind, pageKind, documentId, copies, severity, seed }
}

const guilty = (plan: JobPlan): Draft[] => {
  const { leaks, thin, leakKinds, severities } = plan
  return [...Array(leaks).keys()].flatMap((n) =>
    leakKinds.flatMap((leakKind, l) =>
      cellsOf(plan, leakKind).flatMap((cell, c, { length }) =>
        (c + l + n) % Math.min(thin, length) === 0
          ? [draft(plan, 'copy', cell, severities[(n + c + l) % severities.length], n)]
          : [],
      ),
    ),
  )
}

/** Every kind of leak in turn with every kind of innocence. */
const innocent = (plan: JobPlan): Draft[] => {
  const leakKinds = plan.leakKinds.filter((kind) => cellsOf(plan, kind).length > 0)
  const { severities } = plan
  const dice = seededRandom(plan.seed, 'bench innocent pages')
  return [...Array(leakKinds.length === 0 ? 0 : plan.innocent).keys()].map((i) => {
    const round = Math.floor(i / leakKinds.length)
    const which = i % leakKinds.length
    const truth = INNOCENT[(which + round) % INNOCENT.length]
    const cell = dice.pick(cellsOf(plan, leakKinds[which]))
    return draft(plan, truth, cell, severities[dice.whole(0, severities.length - 1)], i)
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
