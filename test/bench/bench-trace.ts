// `npm run bench:trace`: leaks copies in every way the simulator knows, traces them among many papers, and counts; and
// leaks what must not be traced, and counts that too. See README.md.
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { hire, shareOut } from '../../main/engine/crew.ts'
import { PAGE_KINDS } from '../paper/page-kinds.ts'
import { chosen, wholeNumber } from './flags.ts'
import { LEAK_KINDS } from './leak-kinds.ts'
import { wentWrong } from './run-trace-job.ts'
import { planJobs, type TraceJob } from './trace-jobs.ts'
import { failureLines, traceReport } from './trace-report.ts'
import { traceRowSchema, type TraceRow } from './trace-row.ts'
import type { TraceWorkerData } from './trace-worker.ts'

const USAGE = `bench:trace [--quick] [--leaks N] [--innocent N] [--kinds a,b] [--channels a,b] [--severities good,fair,hard]
            [--law KEYS] [--seed S] [--out DIR] [--results FILE] [--workers N] [--resume]
  --leaks      leaks of each kind of leak and page (3)       --kinds     kinds of pages: ${PAGE_KINDS.join(', ')}
  --innocent   leaks that must not be traced (210)           --channels  kinds of leaks: ${LEAK_KINDS.join(', ')}
  --law        never-issued keys scored on each leak (3000)  --resume    go on with the run that --out holds`

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    leaks: { type: 'string' },
    innocent: { type: 'string' },
    kinds: { type: 'string' },
    channels: { type: 'string' },
    severities: { type: 'string', default: 'good,fair' },
    law: { type: 'string', default: '3000' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: 'out/bench-trace' },
    results: { type: 'string' },
    workers: { type: 'string' },
    resume: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const quick = values.quick
const out = resolve(values.out)
const failures = join(out, 'failures')
const rowsFile = join(out, 'rows.jsonl')
const lawKeys = wholeNumber('--law', values.law)
const jobs = planJobs({
  seed: values.seed,
  leaks: wholeNumber('--leaks', values.leaks ?? (quick ? '1' : '3')),
  thin: quick ? 3 : 1,
  innocent: wholeNumber('--innocent', values.innocent ?? (quick ? '9' : '210')),
  pageKinds: chosen('--kinds', PAGE_KINDS, values.kinds),
  leakKinds: chosen('--channels', LEAK_KINDS, values.channels),
  severities: chosen('--severities', ['good', 'fair', 'hard'] as const, values.severities),
})

/** Rows of jobs of this run that an earlier one left behind. */
const finishedRows = (): TraceRow[] => {
  if (!values.resume || !existsSync(rowsFile)) return []
  const known = new Set(jobs.map(({ index, seed }) => `${index} ${seed}`))
  return readFileSync(rowsFile, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => traceRowSchema.parse(JSON.parse(line)))
    .filter(({ index, seed }) => known.has(`${index} ${seed}`))
}

const sayProgress = (rows: readonly TraceRow[], fresh: number, since: number): void => {
  const minutes = (performance.now() - since) / 60_000
  const left = ((jobs.length - rows.length) * minutes) / fresh
  const wrong = rows.filter(wentWrong).length
  const last = rows[rows.length - 1]
  const how = `${last.truth} ${last.leakKind} ${last.pageKind} ${last.severity}: ${last.verdict}, z ${(last.z || last.bestZ).toFixed(1)}`
  const time = `${last.leakSeconds.toFixed(1)} + ${last.traceSeconds.toFixed(1)} s`
  process.stderr.write(
    `${rows.length}/${jobs.length}, ${wrong} wrong, ${left.toFixed(1)} min left; ${how}${wentWrong(last) ? ' WRONG' : ''} (${time})\n`,
  )
}

const run = async (): Promise<TraceRow[]> => {
  const rows = finishedRows()
  const done = new Set(rows.map(({ index }) => index))
  if (rows.length === 0) rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const since = performance.now()
  let fresh = 0
  const hands = Array.from(
    { length: wholeNumber('--workers', values.workers ?? `${Math.min(8, availableParallelism())}`) },
    () =>
      hire<TraceJob, TraceRow>({
        script: new URL('./trace-worker.ts', import.meta.url),
        workerData: { failures, lawKeys } satisfies TraceWorkerData,
        patienceMs: 10 * 60_000,
        heapMb: 4096,
        exhausted: { code: 'internal', message: 'A leak took more than ten minutes or 4 GB to trace.' },
      }),
  )
  try {
    await shareOut(
      hands,
      jobs.filter(({ index }) => !done.has(index)),
      async (hand, job) => {
        const row = await hand.do(job)
        rows.push(row)
        appendFileSync(rowsFile, `${JSON.stringify(row)}\n`)
        sayProgress(rows, ++fresh, since)
      },
    )
  } finally {
    await Promise.all(hands.map((hand) => hand.dismiss()))
  }
  return rows.sort((a, b) => a.index - b.index)
}

if (values.help) process.stdout.write(`${USAGE}\n`)
else {
  const rows = await run()
  const args = process.argv.slice(2).join(' ')
  const report = traceReport(rows, {
    command: `npm run bench:trace${args ? ` -- ${args}` : ''}`,
    seed: values.seed,
  })
  const results = resolve(
    values.results ?? (quick ? join(out, 'RESULTS.md') : join(import.meta.dirname, 'RESULTS.md')),
  )
  writeFileSync(results, report)
  if (existsSync(failures)) writeFileSync(join(failures, 'WHY.txt'), `${failureLines(rows).join('\n')}\n`)
  process.stdout.write(`${report}\nWritten to ${results}; pictures of what went wrong in ${failures}\n`)
  process.exitCode = rows.some((row) => row.verdict === 'traced' && !row.right) ? 1 : 0
}
