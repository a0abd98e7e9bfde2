import { workerData } from 'node:worker_threads'
import { serveJobs } from '../../main/engine/serve-jobs.ts'
import { Failure } from '../../shared/contract/failure.ts'
import type { PageKind } from '../paper/page-kinds.ts'
import { openBenchPapers } from './bench-papers.ts'
import { findBenchSheets } from './bench-sheets.ts'
import { findCase, keepCase } from './failure-corpus.ts'
import { keptFeatures } from './kept-features.ts'
import { keepResiduals } from './kept-residuals.ts'
import { keepLeak, readLeak } from './leak-cache.ts'
import { makeLeak, type Bench, type LeakShelf } from './make-leak.ts'
import { runTraceJob } from './run-trace-job.ts'
import type { TraceJob } from './trace-jobs.ts'
import type { TraceRow } from './trace-row.ts'

export interface TraceWorkerData {
  /** Kinds of pages that are registered. */
  readonly library: readonly PageKind[]
  readonly failures: string
  readonly residuals: string
  /** Features of the library's pages, kept from run to run. */
  readonly features: string
  /** Where leaks are kept from run to run; they are made anew where null. */
  readonly leaks: string | null
  /** Fill the cache, trace nothing. */
  readonly leakOnly: boolean
}

/** A thread with the whole library open, which leaks and traces one job at a time. */
const { library, failures, residuals, features, leaks, leakOnly } = workerData as TraceWorkerData
const describe = keptFeatures(features)
let bench: Promise<Bench> | null = null

const openBench = async (): Promise<Bench> => {
  const sheets = findBenchSheets()
  return { papers: await openBenchPapers(library, sheets), sheets }
}

const shelfFor = (job: TraceJob): LeakShelf => ({
  find: (key) => findCase(failures, job, key) ?? (leaks === null ? null : readLeak(leaks, key)),
  keep: (key, leak) => {
    if (leaks !== null) keepLeak(leaks, key, leak)
  },
})

const work = async (job: TraceJob): Promise<TraceRow | null> => {
  const open = await (bench ??= openBench())
  if (leakOnly) {
    await makeLeak(open, job, shelfFor(job))
    return null
  }
  const { row, leak, readings } = await runTraceJob(open, job, shelfFor(job), describe)
  keepCase(failures, row, leak)
  keepResiduals(residuals, { row, readings })
  return row
}

/** With the leak's seed and the whole stack, by which it can be made again. */
const perform = async (job: TraceJob): Promise<TraceRow | null> => {
  try {
    return await work(job)
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error)
    throw new Failure('internal', `${job.seed}: ${what}`)
  }
}

serveJobs(perform)
