import { wilsonInterval } from '../../shared/maths/statistics.ts'
import { BENCH_PAGE_KINDS } from './bench-papers.ts'
import { forecastSection } from './forecast-section.ts'
import { channelOf, LEAK_KINDS, type LeakKind } from './leak-kinds.ts'
import { markdownTable } from './markdown-table.ts'
import { against, isSparse, percent, share, summary, SUMMARY_HEAD, tracedOf } from './trace-figures.ts'
import { TRUTHS } from './trace-jobs.ts'
import { isAccusation, isTraced, leakedZ, wentWrong, type TraceRow } from './trace-row.ts'

const barOf = (kind: LeakKind): number => channelOf(kind).bar ?? 1
const SINGLE = LEAK_KINDS.filter((kind) => channelOf(kind).bar !== null)
const MIXTURES = LEAK_KINDS.filter((kind) => channelOf(kind).bar === null)

/** Kinds of leaks, in their own order, that there are rows of. */
const present = <T>(kinds: readonly T[], rows: readonly TraceRow[], of: (row: TraceRow) => T): T[] =>
  kinds.filter((kind) => rows.some((row) => of(row) === kind))

const barTable = (rows: readonly TraceRow[]): string => {
  const kinds = present(SINGLE, rows, ({ leakKind }) => leakKind)
  const lines = kinds.map((kind) => {
    const group = rows.filter(({ leakKind }) => leakKind === kind)
    const bar = barOf(kind)
    return [
      channelOf(kind).title,
      `${bar === 1 ? '' : '>= '}${100 * bar} %`,
      against(bar, tracedOf(group), group.length),
      ...summary(group),
      `${group.filter(isAccusation).length}`,
    ]
  })
  return markdownTable(['leak', 'bar', 'result', ...SUMMARY_HEAD, 'another named'], lines)
}

const cellTable = (rows: readonly TraceRow[]): string => {
  const pages = present(BENCH_PAGE_KINDS, rows, ({ pageKind }) => pageKind)
  const lines = present(SINGLE, rows, ({ leakKind }) => leakKind).map((kind) => [
    channelOf(kind).title,
    ...pages.map((page) => share(rows.filter((r) => r.leakKind === kind && r.pageKind === page))),
  ])
  return markdownTable(['', ...pages], lines)
}

const pointsFromBar = (rows: readonly TraceRow[], bar: number): string => {
  if (rows.length === 0) return ''
  const points = Math.round(100 * (tracedOf(rows) / rows.length - bar))
  return points >= 0 ? `+${points}` : `${points}${points < -10 ? ' !' : ''}`
}

/** For pages with little on them: by how many points each rate lies over or under the bar. */
const sparseTable = (rows: readonly TraceRow[]): string => {
  const pages = present(BENCH_PAGE_KINDS, rows, ({ pageKind }) => pageKind).filter(isSparse)
  const lines = present(SINGLE, rows, ({ leakKind }) => leakKind).map((kind) => {
    const group = rows.filter(({ leakKind, pageKind }) => leakKind === kind && isSparse(pageKind))
    const of = (some: readonly TraceRow[]) => pointsFromBar(some, barOf(kind))
    return [
      channelOf(kind).title,
      `${100 * barOf(kind)} %`,
      ...pages.map((page) => of(group.filter(({ pageKind }) => pageKind === page))),
      of(group),
      share(group),
    ]
  })
  return markdownTable(['', 'bar', ...pages, 'all sparse', 'traced'], lines)
}

const groupTable = (title: string, rows: readonly TraceRow[], keyOf: (row: TraceRow) => string): string => {
  const keys = [...new Set(rows.map(keyOf))].sort()
  const lines = keys.map((key) => [key, ...summary(rows.filter((row) => keyOf(row) === key))])
  return markdownTable([title, ...SUMMARY_HEAD], [...lines, ['all', ...summary(rows)]])
}

const tiltBand = ({ notes }: TraceRow): string => {
  const tilt = notes['tiltDegrees']
  if (typeof tilt !== 'number') return ''
  return tilt < 15 ? '0 to 15 degrees' : tilt < 30 ? '15 to 30 degrees' : '30 to 40 degrees'
}

const mixtureTable = (rows: readonly TraceRow[]): string => {
  const lines = present(MIXTURES, rows, ({ leakKind }) => leakKind).map((kind) => {
    const group = rows.filter(({ leakKind }) => leakKind === kind)
    const accused = group.filter(isAccusation)
    const honest = group.filter((row) => !isAccusation(row))
    const naming = (some: (named: number, all: number) => boolean) =>
      `${honest.filter(({ named, leaked }) => some(named.length, leaked.length)).length}`
    return [
      channelOf(kind).title,
      `${group.length}`,
      naming((named, all) => named === all),
      naming((named, all) => named > 0 && named < all),
      naming((named) => named === 0),
      `${accused.length}`,
      percent(wilsonInterval(accused.length, group.length)[1]),
      accused.length === 0 ? 'met' : 'not met',
    ]
  })
  const head = ['mixture', 'leaks', 'all named', 'some', 'none', 'another named', 'at most (95 %)', 'result']
  return markdownTable(head, lines)
}

/** Leaks after which nobody may be named; and leaks of copies, after which nobody else may. */
const innocentTable = (rows: readonly TraceRow[]): string => {
  const lines = present(TRUTHS, rows, ({ truth }) => truth).map((truth) => {
    const group = rows.filter((row) => row.truth === truth)
    const accused = group.filter(isAccusation).length
    const others = group.filter(({ best, leaked }) => best !== '' && !leaked.includes(best))
    return [
      truth === 'copy' ? 'copy: another one named' : truth,
      `${group.length}`,
      `${accused}`,
      percent(wilsonInterval(accused, group.length)[1]),
      `${group.filter(({ found }) => found).length}`,
      `${group.filter(({ verdict }) => verdict === 'not-ours').length}`,
      others.length === 0 ? '' : Math.max(...others.map(({ bestZ }) => bestZ)).toFixed(2),
    ]
  })
  const head = [
    'leaked',
    'leaks',
    'wrongly named',
    'at most (95 %)',
    'page found',
    'said not-ours',
    'highest z',
  ]
  return markdownTable(head, lines)
}

/** Wrong accusations in leaks of every kind, by what leaked. */
const accusationTable = (rows: readonly TraceRow[]): string => {
  const truths = present(TRUTHS, rows, ({ truth }) => truth).filter((truth) => truth !== 'copy')
  const of = (group: readonly TraceRow[]) =>
    group.length === 0 ? '' : `${group.filter(isAccusation).length}/${group.length}`
  const line = (title: string, group: readonly TraceRow[]) => [
    title,
    ...truths.map((truth) => of(group.filter((row) => row.truth === truth))),
    of(group),
    group.length === 0 ? '' : percent(wilsonInterval(group.filter(isAccusation).length, group.length)[1]),
  ]
  const innocent = rows.filter(({ truth }) => truth !== 'copy')
  const lines = present(LEAK_KINDS, innocent, ({ leakKind }) => leakKind).map((kind) =>
    line(
      channelOf(kind).title,
      innocent.filter(({ leakKind }) => leakKind === kind),
    ),
  )
  return markdownTable(
    ['wrongly named', ...truths, 'all', 'at most (95 %)'],
    [...lines, line('all', innocent)],
  )
}

export const why = (row: TraceRow): string => {
  if (isAccusation(row)) return `named ${row.named.join(', ')}`
  if (row.placed === null) return 'no page found'
  if (!row.found) return `laid on ${row.placed.on} instead`
  return row.leaked.includes(row.best) ? 'ahead of all others, but not certain' : 'drowned in noise'
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
      const { placed } = row
      const fit = placed
        ? `fit ${placed.likeness.toFixed(2)}, ${placed.agreeing} of ${placed.boxes} boxes`
        : ''
      const tilt =
        typeof row.notes['tiltDegrees'] === 'number' ? `, ${row.notes['tiltDegrees'].toFixed(0)} degrees` : ''
      const facts = [
        `${row.verdict}, z ${leakedZ(row).toFixed(1)}, runner-up ${row.runnerUp.toFixed(1)}`,
        fit,
        ...carriers,
      ]
      const what = `${row.leakKind} of ${row.documentId} (${row.truth}, ${row.severity}${tilt})`
      return `${row.key.slice(0, 8)} ${what}: ${why(row)} (${facts.filter(Boolean).join('; ')})`
    })

export interface RunFacts {
  readonly command: string
  readonly seed: string
  readonly documents: number
  readonly planned: number
}

/** The whole report, as Markdown. */
export const traceReport = (rows: readonly TraceRow[], facts: RunFacts): string => {
  const copies = rows.filter(({ truth }) => truth === 'copy')
  const single = copies.filter(({ leakKind }) => channelOf(leakKind).bar !== null)
  const dense = single.filter(({ pageKind }) => !isSparse(pageKind))
  const mixed = copies.filter(({ leakKind }) => channelOf(leakKind).bar === null)
  const photos = single.filter((row) => tiltBand(row) !== '')
  const accused = rows.filter(isAccusation).length
  const sections = [
    '# Tracing, measured\n',
    `\`${facts.command}\`, seed ${facts.seed}: ${rows.length} of ${facts.planned} leaks, ${facts.documents} documents in the library, 1,000 copies each. Made by \`bench-trace.ts\`; what is measured, and how, says README.md.\n`,
    '## Leaks of issued copies: pages of text\n',
    barTable(dense),
    '## Sparse pages: points over or under the bar (! more than ten under)\n',
    sparseTable(single),
    '## Every kind of page\n',
    cellTable(single),
    groupTable('page', single, ({ pageKind }) => pageKind),
    groupTable('conditions', single, ({ severity }) => severity),
    groupTable('photos, by angle', photos, tiltBand),
    '## What issuing foretold, and what came of it\n',
    forecastSection(single),
    '## Mixtures of several recipients\u2019 copies\n',
    mixtureTable(mixed),
    '## Wrong accusations\n',
    `${accused} of ${rows.length} leaks (at most ${percent(wilsonInterval(accused, rows.length)[1])}, 95 %).\n`,
    innocentTable(rows),
    accusationTable(rows),
    '## What went wrong\n',
    failureLines(rows)
      .map((line) => `* ${line}`)
      .join('\n') || 'Nothing.',
  ]
  return `${sections.join('\n')}\n`
}

export const tracedShare = (rows: readonly TraceRow[]): string =>
  `${rows.filter(isTraced).length}/${rows.length}`
