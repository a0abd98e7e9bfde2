// `npm run bench:trace`: leaks copies in every way the simulator knows, traces them among many papers, and counts; and
// leaks what must not be traced, and counts that too. See README.md.
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { hire, shareOut } from '../../main/engine/crew.ts'
import { SEVERITIES } from '../leak/leak-types.ts'
import { PAGE_KINDS } from '../paper/page-kinds.ts'
import { EDITIONS } from './bench-papers.ts'
import { findBenchSheets } from './bench-sheets.ts'
import { readCases, writeCases } from './failure-corpus.ts'
import { chosen, wholeNumber } from './flags.ts'
import { LEAK_KINDS } from './leak-kinds.ts'
import { planJobs, type TraceJob } from './trace-jobs.ts'
import { failureLines, traceReport } from './trace-report.ts'
import { isAccusation, leakedZ, traceRowSchema, wentWrong, type TraceRow } from './trace-row.ts'
import type { TraceWorkerData } from './trace-worker.ts'

const USAGE = `bench:trace [--quick] [--leaks N] [--innocent N] [--sample N] [--kinds a,b] [--channels a,b]
            [--severities good,fair,hard] [--seed S] [--out DIR] [--results FILE] [--workers N]
            [--leaks-cache DIR] [--leak-only] [--resume] [--report] [--retry]
  --leaks        leaks of each kind of leak and page (3)
  --innocent     leaks that must not be traced, over all kinds of leaks (220)
  --sample       only so many of all these, drawn at random
  --kinds        kinds of pages: ${PAGE_KINDS.join(', ')}
  --channels     kinds of leaks: ${LEAK_KINDS.join(', ')}
  --leaks-cache  where leaked pictures are kept for the next run (out/leaks; none: nowhere)
  --leak-only    make the pictures, trace nothing
  --resume       go on with the run that --out holds
  --report       the tables of what that run has so far
  --retry        trace again what went wrong in earlier runs, from the pictures kept`

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    leaks: { type: 'string' },
    innocent: { type: 'string' },
    sample: { type: 'string' },
    kinds: { type: 'string' },
    channels: { type: 'string' },
    severities: { type: 'string', default: 'good,fair' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: 'out/bench-trace' },
    results: { type: 'string' },
    workers: { type: 'string' },
    'leaks-cache': { type: 'string', default: 'out/leaks' },
    'leak-only': { type: 'boolean', default: false },
    resume: { type: 'boolean', default: false },
    report: { type: 'boolean', default: false },
    retry: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const { quick, retry } = values
const out = resolve(values.out)
const failures = join(out, 'failures')
const residuals = join(out, retry ? 'retry-residuals' : 'residuals')
const rowsFile = join(out, 'rows.jsonl')

const sheets = findBenchSheets()
if (sheets === null)
  process.stderr.write(
    'SKIPPED: no real sheets: the photos of inv3d-real lie neither beside this checkout (../shared/data) nor where SIGLUM_DATA says.\n',
  )

const planned = (): TraceJob[] => {
  const jobs = planJobs({
    seed: values.seed,
    leaks: wholeNumber('--leaks', values.leaks ?? (quick ? '1' : '3')),
    thin: quick ? PAGE_KINDS.length : 1,
    innocent: wholeNumber('--innocent', values.innocent ?? (quick ? '10' : '220')),
    pageKinds: chosen('--kinds', PAGE_KINDS, values.kinds),
    leakKinds: chosen('--channels', LEAK_KINDS, values.channels),
    sheets: sheets?.issued ?? [],
    severities: chosen('--severities', SEVERITIES, values.severities),
  })
  return values.sample === undefined ? jobs : jobs.slice(0, wholeNumber('--sample', values.sample))
}

const jobOf = ({
  index,
  truth,
  leakKind,
  pageKind,
  documentId,
  copies,
  severity,
  seed,
}: TraceRow): TraceJob => ({
  index,
  truth,
  leakKind,
  pageKind,
  documentId,
  copies,
  severity,
  seed,
})

const jobs = retry ? readCases(failures).map(jobOf) : planned()

/** Rows of jobs of this run that an earlier one left behind. */
const finishedRows = (): TraceRow[] => {
  if (!(values.resume || values.report) || !existsSync(rowsFile)) return []
  const known = new Set(jobs.map(({ index, seed }) => `${index} ${seed}`))
  return readFileSync(rowsFile, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => traceRowSchema.parse(JSON.parse(line)))
    .filter(({ index, seed }) => known.has(`${index} ${seed}`))
}

const minutesLeft = (fresh: number, left: number, since: number): string =>
  `${((left * (performance.now() - since)) / fresh / 60_000).toFixed(1)} min left`

const progressLine = (rows: readonly TraceRow[]): string => {
  const last = rows[rows.length - 1]
  const z = leakedZ(last) || last.bestZ
  const how = `${last.truth} ${last.leakKind} ${last.pageKind} ${last.severity}: ${last.verdict}, z ${z.toFixed(1)}`
  const time = `${last.leakSeconds.toFixed(1)} + ${last.traceSeconds.toFixed(1)} s`
  const accused = rows.filter(isAccusation).length
  const missed = rows.filter(wentWrong).length - accused
  const verdict = isAccusation(last) ? ' ACCUSED' : wentWrong(last) ? ' MISSED' : ''
  return `${accused} accused, ${missed} missed; ${how}${verdict} (${time})`
}

const hireHand = () =>
  hire<TraceJob, TraceRow | null>({
    script: new URL('./trace-worker.ts', import.meta.url),
    workerData: {
      library: PAGE_KINDS,
      failures,
      residuals,
      features: resolve('out/features'),
      leaks: values['leaks-cache'] === 'none' ? null : resolve(values['leaks-cache']),
      leakOnly: values['leak-only'],
    } satisfies TraceWorkerData,
    patienceMs: 10 * 60_000,
    heapMb: 4096,
    exhausted: { code: 'internal', message: 'A leak took more than ten minutes or 4 GB to trace.' },
  })

const run = async (): Promise<TraceRow[]> => {
  const rows = finishedRows()
  const done = new Set(rows.map(({ index }) => index))
  const fresh = rows.length === 0 && !retry && !values['leak-only']
  if (fresh) for (const old of [rowsFile, residuals]) rmSync(old, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const waiting = values.report ? [] : jobs.filter(({ index }) => !done.has(index))
  const since = performance.now()
  let finished = 0
  const workers = wholeNumber('--workers', values.workers ?? `${Math.min(8, availableParallelism())}`)
  const hands = Array.from({ length: Math.min(workers, waiting.length) }, hireHand)
  try {
    await shareOut(hands, waiting, async (hand, job) => {
      const row = await hand.do(job)
      finished++
      const so = `${finished}/${waiting.length}, ${minutesLeft(finished, waiting.length - finished, since)}`
      if (row === null) process.stderr.write(`${so}; ${job.seed}\n`)
      else {
        rows.push(row)
        if (!retry) appendFileSync(rowsFile, `${JSON.stringify(row)}\n`)
        process.stderr.write(`${so}, ${progressLine(rows)}\n`)
      }
    })
  } finally {
    await Promise.all(hands.map((hand) => hand.dismiss()))
    if (!values['leak-only']) writeCases(failures, rows)
  }
  return rows.sort((a, b) => a.index - b.index)
}

const report = (rows: readonly TraceRow[]): void => {
  const args = process.argv.slice(2).join(' ')
  const text = traceReport(rows, {
    command: `npm run bench:trace${args ? ` -- ${args}` : ''}`,
    seed: values.seed,
    documents: EDITIONS.length * PAGE_KINDS.length + (sheets === null ? 0 : sheets.issued.length + 1),
    planned: jobs.length,
  })
  const whole = !quick && values.sample === undefined
  const results = values.results ?? join(whole ? import.meta.dirname : out, 'RESULTS.md')
  writeFileSync(resolve(results), text)
  process.stdout.write(`${text}\nWritten to ${resolve(results)}; what went wrong lies in ${failures}\n`)
  process.exitCode = rows.some(isAccusation) ? 1 : 0
}

const reportRetry = (rows: readonly TraceRow[]): void => {
  const solved = rows.filter((row) => !wentWrong(row))
  const lines = failureLines(rows).map((line) => `* ${line}`)
  process.stdout.write(
    `${solved.length} of ${rows.length} that went wrong now go right.\n\n${lines.join('\n')}\n`,
  )
  process.exitCode = rows.some(isAccusation) ? 1 : 0
}

if (values.help) process.stdout.write(`${USAGE}\n`)
else {
  const rows = await run()
  if (values['leak-only'])
    process.stdout.write(`${jobs.length} leaks lie in ${resolve(values['leaks-cache'])}\n`)
  else if (retry) reportRetry(rows)
  else report(rows)
}
