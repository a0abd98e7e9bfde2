import { openRaster } from '../../main/document/open-raster.ts'
import { tabulate, scoreCopy } from '../../main/trace/score-candidates.ts'
import type { TraceOutcome } from '../../main/trace/trace.ts'
import { foreignJpeg, FOREIGN_KINDS } from '../paper/make-foreign.ts'
import { testStream } from '../support/test-streams.ts'
import { documentIdOf, strangerPdf, type BenchPaper } from './bench-papers.ts'
import { LAB_STREAM, renderForLeak, traceInLab } from './lab.ts'
import { CHANNELS, leakPage, LOOK_PX_PER_MM } from './leak-kinds.ts'
import { COPIES, type TraceJob } from './trace-jobs.ts'
import { LAW_AT, type TraceRow } from './trace-row.ts'

type Papers = ReadonlyMap<string, BenchPaper>

/** As in a register, no two documents share a copy. */
const copyIdOf = (documentId: string, copy: number): string => `${documentId}/c${copy}`
const issuedOf = (documentId: string): string[] =>
  Array.from({ length: COPIES }, (_, k) => copyIdOf(documentId, k))

/** Beyond the last issued one. */
const neverIssued = (documentId: string, copy: number): string => copyIdOf(documentId, COPIES + copy)

const paperOf = (papers: Papers, documentId: string): BenchPaper => {
  const paper = papers.get(documentId)
  if (!paper) throw new RangeError(`no paper ${documentId}`)
  return paper
}

/** The file that leaks, and the same without marks. */
const leakedFile = async (
  papers: Papers,
  job: TraceJob,
): Promise<{ file: Uint8Array; unmarked: Uint8Array }> => {
  const documentId = documentIdOf(job.pageKind, job.edition)
  const { pdf, document } = paperOf(papers, documentId)
  switch (job.truth) {
    case 'copy':
      return { file: await document.copy(copyIdOf(documentId, job.copy)), unmarked: pdf }
    case 'never-issued':
      return { file: await document.copy(neverIssued(documentId, job.copy)), unmarked: pdf }
    case 'other-paper': {
      const stranger = await strangerPdf(job.pageKind, job.copy % 2 === 0)
      return { file: stranger, unmarked: stranger }
    }
    case 'unmarked':
    case 'no-paper':
      return { file: pdf, unmarked: pdf }
  }
}

const leakBytes = async (papers: Papers, job: TraceJob): Promise<Buffer> => {
  if (job.truth === 'no-paper') return foreignJpeg(FOREIGN_KINDS[job.copy % FOREIGN_KINDS.length], job.seed)
  const { file, unmarked } = await leakedFile(papers, job)
  const raster = await openRaster(unmarked)
  const original = raster.render(0, LOOK_PX_PER_MM)
  raster.close()
  const page = await renderForLeak(file, 0, CHANNELS[job.leakKind].from)
  const leak = await leakPage(job.leakKind, page, { seed: job.seed, severity: job.severity }, original)
  return leak.bytes
}

/** The leaked copy's own score, whichever copy came out best. */
const scoreOf = (
  outcome: TraceOutcome,
  documentId: string,
  copyId: string,
): Pick<TraceRow, 'z' | 'carriers'> => {
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

const LAW_STREAM = testStream('keys that never marked anything')

/** Scores never-issued keys on the residuals of the first hypothesis, in its widest fusion. */
const countLaw = ({ hypotheses }: TraceOutcome, job: TraceJob, keys: number): TraceRow['law'] => {
  const reached = LAW_AT.map(() => 0)
  const tables = tabulate(hypotheses[0]?.readings ?? [])
  if (tables.fusions.length === 0) return { scores: 0, reached }
  for (let k = 0; k < keys; k++) {
    const scores = scoreCopy(tables, LAW_STREAM, `${job.seed}/${k}`)
    LAW_AT.forEach((t, i) => {
      if (scores[scores.length - 1] >= t) reached[i]++
    })
  }
  return { scores: keys, reached }
}

const placed = ({ hypotheses }: TraceOutcome): TraceRow['placed'] => {
  const place = hypotheses[0]?.places[0]?.place
  if (!place) return null
  const { documentId, likeness, agreeing, boxes } = place
  return { on: documentId, likeness, agreeing, boxes }
}

const seconds = (since: number): number => Math.round(performance.now() - since) / 1000

/** Leaks what the job says, traces it among all papers, and holds the verdict against the truth. */
export const runTraceJob = async (
  papers: Papers,
  job: TraceJob,
  lawKeys: number,
): Promise<{ row: TraceRow; bytes: Buffer }> => {
  const started = performance.now()
  const bytes = await leakBytes(papers, job)
  const leakSeconds = seconds(started)
  const tracing = performance.now()
  const outcome = await traceInLab(
    [...papers.values()].map(({ document }) => document),
    issuedOf,
    [bytes],
  )
  const traceSeconds = seconds(tracing)
  const { verdict, best, runnerUp, decoys } = outcome.judgement
  const { index, seed, truth, leakKind, pageKind, severity } = job
  const documentId = documentIdOf(pageKind, job.edition)
  const leaked = truth === 'copy' ? copyIdOf(documentId, job.copy) : ''
  const row: TraceRow = {
    index,
    seed,
    truth,
    leakKind,
    pageKind,
    severity,
    documentId,
    verdict,
    right: truth === 'copy' && best?.copyId === leaked,
    found: outcome.hypotheses.some((h) => h.documentId === documentId),
    ...(truth === 'copy' ? scoreOf(outcome, documentId, leaked) : { z: 0, carriers: {} }),
    bestZ: best?.z ?? 0,
    best: best?.copyId ?? '',
    runnerUp: runnerUp?.z ?? 0,
    decoyDeviation: decoys.sd,
    placed: placed(outcome),
    leakSeconds,
    traceSeconds,
    law: countLaw(outcome, job, lawKeys),
  }
  return { row, bytes }
}

/** A copy that was not traced, or a trace that names anything but the leaked copy. */
export const wentWrong = ({ truth, verdict, right }: TraceRow): boolean =>
  truth === 'copy' ? verdict !== 'traced' || !right : verdict === 'traced'
