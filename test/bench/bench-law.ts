// `npm run bench:law`: scores millions of keys that never marked anything on what the last run of bench:trace measured, and
// holds the rate at which they reach a score against the bound that verdicts rest on. See README.md.
import { existsSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { hire, shareOut } from '../../main/engine/crew.ts'
import { seededRandom } from '../leak/random.ts'
import { wholeNumber } from './flags.ts'
import { readResiduals, residualFiles } from './kept-residuals.ts'
import { addCounts, NO_COUNT, type LawCount } from './law-count.ts'
import { lawPlot } from './law-plot.ts'
import { breaches, lawReport, type LawSets } from './law-report.ts'
import type { LawJob, LawResult } from './law-worker.ts'

const USAGE = `bench:law [--keys N] [--from DIR] [--leaks N] [--seed S] [--results DIR] [--workers N]
  --keys     never-issued keys, half of them scored on marked leaks, half on others (10000000)
  --from     the out folder of a run of bench:trace (out/bench-trace)
  --leaks    so many of either kind of leak at most (100)`

const { values } = parseArgs({
  options: {
    keys: { type: 'string', default: '10000000' },
    from: { type: 'string', default: 'out/bench-trace' },
    leaks: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    results: { type: 'string', default: import.meta.dirname },
    workers: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

/** Leaks of both kinds, drawn from all that were kept. */
const drawLeaks = (folder: string, most: number): { marked: string[]; unmarked: string[] } => {
  const dice = seededRandom(values.seed, 'law leaks')
  const paths = residualFiles(folder)
    .map((path) => ({ path, at: dice.next() }))
    .toSorted((a, b) => a.at - b.at)
  const drawn = { marked: [] as string[], unmarked: [] as string[] }
  for (const { path } of paths) {
    if (drawn.marked.length >= most && drawn.unmarked.length >= most) break
    const { truth } = readResiduals(path).row
    const set = truth === 'copy' || truth === 'never-issued' ? drawn.marked : drawn.unmarked
    if (set.length < most) set.push(path)
  }
  return drawn
}

const jobsOver = (paths: readonly string[], keys: number): LawJob[] =>
  paths.map((path, k) => ({
    path,
    keys: Math.floor(((k + 1) * keys) / paths.length) - Math.floor((k * keys) / paths.length),
    seed: values.seed,
  }))

/** The fusion of all carriers that the leak's page has: the last one scored. */
const widest = (counts: ReadonlyMap<string, LawCount>): LawCount => [...counts.values()].at(-1) ?? NO_COUNT

const run = async (jobs: readonly LawJob[]): Promise<Omit<LawSets, 'command' | 'leaks'>> => {
  let [marked, left, unmarked] = [NO_COUNT, NO_COUNT, NO_COUNT]
  const byFusion = new Map<string, LawCount>()
  const workers = wholeNumber('--workers', values.workers ?? `${Math.min(8, availableParallelism())}`)
  const hands = Array.from({ length: workers }, () =>
    hire<LawJob, LawResult>({
      script: new URL('./law-worker.ts', import.meta.url),
      workerData: null,
      patienceMs: 60 * 60_000,
      heapMb: 1024,
      exhausted: { code: 'internal', message: 'A leak took more than an hour or 1 GB to score.' },
    }),
  )
  let done = 0
  try {
    await shareOut(hands, jobs, async (hand, job) => {
      const result = await hand.do(job)
      if (result.marked) marked = addCounts(marked, widest(result.counts))
      else unmarked = addCounts(unmarked, widest(result.counts))
      left = addCounts(left, widest(result.left))
      for (const [name, count] of result.counts)
        byFusion.set(name, addCounts(byFusion.get(name) ?? NO_COUNT, count))
      process.stderr.write(`${++done}/${jobs.length} leaks\n`)
    })
  } finally {
    await Promise.all(hands.map((hand) => hand.dismiss()))
  }
  return { marked, left, unmarked, byFusion }
}

const bench = async (): Promise<void> => {
  const residuals = resolve(values.from, 'residuals')
  if (!existsSync(residuals))
    throw new RangeError(`There is nothing in ${residuals}: run npm run bench:trace first.`)
  const drawn = drawLeaks(residuals, wholeNumber('--leaks', values.leaks))
  const half = Math.ceil(wholeNumber('--keys', values.keys) / 2)
  const counted = await run([...jobsOver(drawn.marked, half), ...jobsOver(drawn.unmarked, half)])
  const args = process.argv.slice(2).join(' ')
  const sets: LawSets = {
    ...counted,
    command: `npm run bench:law${args ? ` -- ${args}` : ''}`,
    leaks: { marked: drawn.marked.length, unmarked: drawn.unmarked.length },
  }
  writeFileSync(join(resolve(values.results), 'LAW.md'), lawReport(sets))
  writeFileSync(join(resolve(values.results), 'law.svg'), lawPlot(sets))
  process.stdout.write(lawReport(sets))
  process.exitCode = breaches(sets).length === 0 ? 0 : 1
}

if (values.help) process.stdout.write(`${USAGE}\n`)
else await bench()
