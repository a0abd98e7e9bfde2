import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dropLeak, keepLeak, readLeak, type KeptLeak } from './leak-cache.ts'
import type { TraceJob } from './trace-jobs.ts'
import { traceRowSchema, wentWrong, type TraceRow } from './trace-row.ts'

/** Leaks that went wrong, each with its picture, kept from run to run until they go right. */

const LINES = 'cases.jsonl'

export const caseName = (job: TraceJob, key: string): string =>
  [job.truth, job.leakKind, job.pageKind, job.severity, key.slice(0, 8)].join('-')

/** A worker's part: the picture comes or goes; the line is for whoever gathers the rows. */
export const keepCase = (folder: string, row: TraceRow, leak: KeptLeak): void => {
  if (wentWrong(row)) keepLeak(folder, caseName(row, row.key), leak)
  else dropLeak(folder, caseName(row, row.key))
}

export const findCase = (folder: string, job: TraceJob, key: string): KeptLeak | null =>
  readLeak(folder, caseName(job, key))

export const readCases = (folder: string): TraceRow[] => {
  const path = join(folder, LINES)
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => traceRowSchema.parse(JSON.parse(line)))
}

/** Adds what went wrong, takes out what has gone right; a case made anew from other marks replaces its old self. */
export const writeCases = (folder: string, rows: readonly TraceRow[]): void => {
  const cases = new Map(readCases(folder).map((row) => [row.seed, row]))
  for (const row of rows) {
    const old = cases.get(row.seed)
    if (old && old.key !== row.key) dropLeak(folder, caseName(old, old.key))
    if (wentWrong(row)) cases.set(row.seed, row)
    else cases.delete(row.seed)
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, LINES), [...cases.values()].map((row) => `${JSON.stringify(row)}\n`).join(''))
}
