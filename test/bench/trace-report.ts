import { median, wilsonInterval } from '../../shared/maths/statistics.ts'
import { markdownTable } from './markdown-table.ts'
import { wentWrong } from './run-trace-job.ts'
import { TRUTHS } from './trace-jobs.ts'
import { LAW_AT, type TraceRow } from './trace-row.ts'

const percent = (share: number): string => `${(100 * share).toFixed(share === 1 || share === 0 ? 0 : 1)} %`

const rate = (hits: number, n: number): string => {
  const [low, high] = wilsonInterval(hits, n)
  return `${percent(n === 0 ? 0 : hits / n)} (${percent(low)} to ${percent(high)})`
}

const isTraced = (row: TraceRow): boolean => row.verdict === 'traced' && row.right
const share = (rows: readonly TraceRow[]): string =>
  rows.length === 0 ? '' : `${rows.filter(isTraced).length}/${rows.length}`

const uniquely = <T>(values: readonly T[]): T[] => [...new Set(values)]

/** The usual columns for a group of leaks of issued copies. */
const summary = (rows: readonly TraceRow[]): string[] => {
  const scores = rows.filter(({ found }) => found).map(({ z }) => z)
  return [
    share(rows),
    rate(rows.filter(isTraced).length, rows.length),
    scores.length === 0 ? '' : median(scores).toFixed(1),
    scores.length === 0 ? '' : Math.min(...scores).toFixed(1),
    `${rows.filter(({ found }) => !found).length}`,
    median(rows.map(({ traceSeconds }) => traceSeconds)).toFixed(1),
  ]
}

const SUMMARY_HEAD = ['traced', 'rate (95 %)', 'z median', 'z worst', 'page not found', 'seconds']

const groupTable = (title: string, rows: readonly TraceRow[], keyOf: (row: TraceRow) => string): string => {
  const keys = uniquely(rows.map(keyOf)).sort()
  const lines = keys.map((key) => [key, ...summary(rows.filter((row) => keyOf(row) === key))])
  return markdownTable([title, ...SUMMARY_HEAD], [...lines, ['all', ...summary(rows)]])
}

const cellTable = (rows: readonly TraceRow[]): string => {
  const columns = uniquely(rows.map(({ leakKind }) => leakKind)).sort()
  const lines = uniquely(rows.map(({ pageKind }) => pageKind))
    .sort()
    .map((page) => [
      page,
      ...columns.map((leak) => share(rows.filter((row) => row.pageKind === page && row.leakKind === leak))),
    ])
  return markdownTable(['', ...columns], lines)
}

/** Leaks after which nobody may be named; and leaks of copies, after which nobody else may. */
const innocentTable = (rows: readonly TraceRow[]): string => {
  const lines = TRUTHS.flatMap((truth) => {
    const group = rows.filter((row) => row.truth === truth)
    if (group.length === 0) return []
    const accused = group.filter((row) => row.verdict === 'traced' && !row.right)
    const others = group.filter((row) => !row.right)
    return [
      [
        truth === 'copy' ? 'copy: another one named' : truth,
        `${group.length}`,
        `${accused.length}`,
        percent(wilsonInterval(accused.length, group.length)[1]),
        `${group.filter(({ found }) => found).length}`,
        `${group.filter(({ verdict }) => verdict === 'not-ours').length}`,
        others.length === 0 ? '' : Math.max(...others.map(({ bestZ }) => bestZ)).toFixed(2),
      ],
    ]
  })
  const head = [
    'leaked',
    'leaks',
    'wrongly traced',
    'at most (95 %)',
    'page found',
    'said not-ours',
    'highest z of a wrong copy',
  ]
  return markdownTable(head, lines)
}

const lawTable = (rows: readonly TraceRow[]): string => {
  const sets = [rows.filter(({ truth }) => truth === 'copy'), rows.filter(({ truth }) => truth !== 'copy')]
  const scored = sets.map((set) => set.reduce((sum, { law }) => sum + law.scores, 0))
  const lines = LAW_AT.map((t, i) => [
    `${t}`,
    ...sets.map((set, s) => {
      const reached = set.reduce((sum, { law }) => sum + law.reached[i], 0)
      return scored[s] === 0 ? '' : `${(reached / scored[s]).toExponential(2)} (${reached})`
    }),
    Math.exp((-t * t) / 2).toExponential(2),
  ])
  const [marked, innocent] = scored.map((n) => n.toLocaleString('en'))
  return markdownTable(
    ['z', `leaks of copies, ${marked} keys`, `other leaks, ${innocent} keys`, 'exp(-z²/2)'],
    lines,
  )
}

const why = (row: TraceRow): string => {
  if (row.truth !== 'copy') return `named ${row.best}, which did not leak`
  if (row.placed === null) return 'no page found'
  if (!row.found) return `laid on ${row.placed.on} instead`
  if (row.verdict === 'traced') return `named ${row.best}`
  return row.right ? 'ahead of all others, but not certain' : 'drowned in noise'
}

/** One line for each leak that went wrong. */
export const failureLines = (rows: readonly TraceRow[]): string[] =>
  rows
    .filter(wentWrong)
    .sort((a, b) => a.leakKind.localeCompare(b.leakKind) || a.index - b.index)
    .map((row) => {
      const carriers = Object.entries(row.carriers).map(
        ([name, { z, n }]) => `${name} ${z.toFixed(1)} of ${n}`,
      )
      const fit = row.placed
        ? `fit ${row.placed.likeness.toFixed(2)}, ${row.placed.agreeing} of ${row.placed.boxes} boxes`
        : ''
      const facts = [
        `${row.verdict}, z ${row.z.toFixed(1)}, runner-up ${row.runnerUp.toFixed(1)}`,
        fit,
        ...carriers,
      ]
      const what = `${row.leakKind} of ${row.documentId} (${row.severity})`
      return `${row.kept ?? row.index}: ${what}: ${why(row)} (${facts.filter(Boolean).join('; ')})`
    })

export interface RunFacts {
  readonly command: string
  readonly seed: string
}

/** The whole report, as Markdown. */
export const traceReport = (rows: readonly TraceRow[], { command, seed }: RunFacts): string => {
  const copies = rows.filter(({ truth }) => truth === 'copy')
  const usual = copies.filter(({ severity }) => severity !== 'hard')
  const sections = [
    '# Tracing, measured\n',
    `\`${command}\`, seed ${seed}, ${rows.length} leaks. Made by \`bench-trace.ts\`; what is measured, and how, says README.md.\n`,
    '## Leaks of issued copies, good and fair conditions\n',
    groupTable('leak', usual, ({ leakKind }) => leakKind),
    groupTable('page', usual, ({ pageKind }) => pageKind),
    groupTable('conditions', copies, ({ severity }) => severity),
    cellTable(usual),
    '## Wrong accusations\n',
    innocentTable(rows),
    '## Never-issued keys that reach a score by chance\n',
    lawTable(rows),
    '## What was not traced\n',
    failureLines(rows)
      .map((line) => `* ${line}`)
      .join('\n') || 'Nothing.',
  ]
  return `${sections.join('\n')}\n`
}
