import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import type { Answer } from '../../main/engine/crew.ts'
import { openBenchPapers } from './bench-papers.ts'
import { runTraceJob, wentWrong } from './run-trace-job.ts'
import type { TraceJob } from './trace-jobs.ts'
import type { TraceRow } from './trace-row.ts'

export interface TraceWorkerData {
  readonly failures: string
  readonly lawKeys: number
}

/** A thread with the whole library open, which leaks and traces one job at a time. */
const { failures, lawKeys } = workerData as TraceWorkerData
let papers: ReturnType<typeof openBenchPapers> | null = null

const keep = (row: TraceRow, bytes: Buffer): TraceRow => {
  if (!wentWrong(row)) return row
  const format = bytes[0] === 0x89 ? 'png' : 'jpg'
  const kept = `${row.truth}-${row.leakKind}-${row.pageKind}-${row.severity}-${row.index}.${format}`
  mkdirSync(failures, { recursive: true })
  writeFileSync(join(failures, kept), bytes)
  return { ...row, kept }
}

const answer = async (job: TraceJob): Promise<Answer<TraceRow>> => {
  try {
    const { row, bytes } = await runTraceJob(await (papers ??= openBenchPapers()), job, lawKeys)
    return { ok: true, result: keep(row, bytes) }
  } catch (error) {
    const message = `${job.seed}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
    return { ok: false, failure: { code: 'internal', message, details: [] } }
  }
}

parentPort?.on('message', (job: TraceJob) => {
  void answer(job).then((result) => parentPort?.postMessage(result))
})
