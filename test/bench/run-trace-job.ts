import { forecastPage, type Forecast } from '../../main/issue/forecast.ts'
import type { Reading } from '../../main/trace/score-candidates.ts'
import { tabulate, scoreCopy } from '../../main/trace/score-candidates.ts'
import type { TraceOutcome } from '../../main/trace/trace.ts'
import { BENCH_MEDIUM, copyIdOf, paperOf } from './bench-papers.ts'
import { LAB_STREAM, traceInLab, type LabTrace } from './lab.ts'
import { leakedCopies, makeLeak, type Bench, type LeakShelf, type MadeLeak } from './make-leak.ts'
import { COPIES, type TraceJob } from './trace-jobs.ts'
import type { TraceRow } from './trace-row.ts'

const issuedOf = (documentId: string): string[] =>
  Array.from({ length: COPIES }, (_, k) => copyIdOf(documentId, k))

/** Whom the verdict names. */
const namedIn = ({ judgement }: TraceOutcome): string[] => judgement.named.map(({ copyId }) => copyId)

/** A leaked copy's own score, whichever copy came out best. */
const scoreOf = (
  outcome: TraceOutcome,
  documentId: string,
  copyId: string,
): { z: number; carriers: TraceRow['carriers'] } => {
  let z = 0
  const carriers: TraceRow['carriers'] = {}
  for (const { readings } of outcome.hypotheses.filter((h) => h.documentId === documentId)) {
    const scores = scoreCopy(tabulate(readings), LAB_STREAM, copyId)
    if (scores.length === 0 || Math.max(...scores) <= z) continue
    z = Math.max(...scores)
    for (const reading of readings) {
      const tables = tabulate([reading])
      const n = reading.residuals.reduce((count, r) => count + (r === 0 ? 0 : 1), 0)
      if (n > 0) carriers[reading.carrier] = { z: scoreCopy(tables, LAB_STREAM, copyId)[0], n }
    }
  }
  return { z, carriers }
}

const placed = ({ hypotheses }: TraceOutcome): TraceRow['placed'] => {
  const place = hypotheses[0]?.places[0]?.place
  if (!place) return null
  const { documentId, likeness, agreeing, boxes } = place
  return { on: documentId, likeness, agreeing, boxes }
}

/** What `issue` would say of the page that leaks. */
const forecastOf = ({ papers }: Bench, documentId: string): Forecast => {
  const [{ layout, ground }] = paperOf(papers, documentId).document.pages
  return forecastPage(layout, ground, BENCH_MEDIUM)
}

const seconds = (since: number): number => Math.round(performance.now() - since) / 1000

export interface TracedJob {
  readonly row: TraceRow
  readonly leak: MadeLeak
  /** Of the first hypothesis. */
  readonly readings: readonly Reading[]
}

/** Leaks what the job says, traces it among all papers, and holds the verdict against the truth. */
export const runTraceJob = async (
  bench: Bench,
  job: TraceJob,
  shelf: LeakShelf,
  describe?: LabTrace['describe'],
): Promise<TracedJob> => {
  const started = performance.now()
  const leak = await makeLeak(bench, job, shelf)
  const leakSeconds = seconds(started)
  const tracing = performance.now()
  const documents = [...bench.papers.values()].map(({ document }) => document)
  const outcome = await traceInLab(documents, issuedOf, [leak.bytes], describe ? { describe } : {})
  const traceSeconds = seconds(tracing)
  const { verdict, best, runnerUp, decoys } = outcome.judgement
  const leaked = job.truth === 'copy' ? leakedCopies(job) : []
  const scores = leaked.map((copyId) => scoreOf(outcome, job.documentId, copyId))
  const row: TraceRow = {
    ...job,
    copies: [...job.copies],
    verdict,
    leaked,
    named: namedIn(outcome),
    found: outcome.hypotheses.some((h) => h.documentId === job.documentId),
    zs: scores.map(({ z }) => z),
    carriers: scores[0]?.carriers ?? {},
    bestZ: best?.z ?? 0,
    best: best?.copyId ?? '',
    runnerUp: runnerUp?.z ?? 0,
    decoyDeviation: decoys.sd,
    placed: placed(outcome),
    ...(job.truth === 'copy' ? { forecast: forecastOf(bench, job.documentId) } : {}),
    notes: leak.notes,
    leakSeconds,
    traceSeconds,
    key: leak.key,
  }
  return { row, leak, readings: outcome.hypotheses[0]?.readings ?? [] }
}
