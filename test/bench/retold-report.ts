import { wilsonInterval } from '../../shared/maths/statistics.ts'
import { WAYS } from '../retold/read-retold.ts'
import type { Post } from '../retold/read-retold.ts'
import { markdownTable } from './markdown-table.ts'
import type { Timing } from './retold-timing.ts'
import type { Outcome, VersionOutcome } from './retold-trial.ts'

export type PostOutcome = readonly [Post, Outcome]

export interface RetoldReport {
  readonly command: string
  readonly papers: number
  readonly posts: readonly PostOutcome[]
  readonly innocent: readonly (readonly [string, Outcome])[]
  readonly versions: readonly VersionOutcome[]
  /** By how Chinese was taken apart. */
  readonly segmentations: readonly (readonly [string, readonly PostOutcome[]])[]
  readonly timing: Timing
}

const FIRST_FEW = 5

const isAmong = (outcome: Outcome, first: number): boolean => outcome.rank >= 0 && outcome.rank < first

const rate = (hits: number, n: number): string => {
  const [low, high] = wilsonInterval(hits, n)
  const share = n === 0 ? 0 : (100 * hits) / n
  return `${hits} of ${n} (${share.toFixed(1)} %, ${(100 * low).toFixed(0)} to ${(100 * high).toFixed(0)})`
}

const rankCells = (some: readonly PostOutcome[]): string[] => [
  String(some.length),
  rate(some.filter(([, outcome]) => isAmong(outcome, 1)).length, some.length),
  rate(some.filter(([, outcome]) => isAmong(outcome, FIRST_FEW)).length, some.length),
]

const isChinese = ({ text }: Post): boolean => /\p{Script=Han}/u.test(text)

const rankTable = (posts: readonly PostOutcome[]): string =>
  markdownTable(
    ['posts', 'n', 'right paper first (95 %)', 'among the first five (95 %)'],
    [
      ...WAYS.map((way) => [way, ...rankCells(posts.filter(([post]) => post.way === way))]),
      ['in English', ...rankCells(posts.filter(([post]) => !isChinese(post)))],
      ['in Chinese', ...rankCells(posts.filter(([post]) => isChinese(post)))],
      ['all', ...rankCells(posts)],
    ],
  )

const strengthTable = ({ posts, innocent }: RetoldReport): string => {
  const count = (outcomes: readonly Outcome[], strength: Outcome['strength']): string =>
    rate(outcomes.filter((outcome) => outcome.strength === strength).length, outcomes.length)
  const told = posts.map(([, outcome]) => outcome)
  const others = innocent.map(([, outcome]) => outcome)
  const isRight = (strength: Outcome['strength']): string => {
    const some = told.filter((outcome) => outcome.strength === strength)
    return rate(some.filter((outcome) => isAmong(outcome, 1)).length, some.length)
  }
  return markdownTable(
    ['what is said', 'of posts', 'of those, right paper first', 'of innocent posts'],
    (['found', 'weak', 'nothing'] as const).map((strength) => [
      strength,
      count(told, strength),
      isRight(strength),
      count(others, strength),
    ]),
  )
}

const quoted = (text: string): string => `"${text.replace(/\s+/g, ' ')}"`

const list = (lines: readonly string[]): string =>
  lines.length === 0 ? 'None.\n' : `${lines.map((line) => `* ${line}`).join('\n')}\n`

const misses = (posts: readonly PostOutcome[]): string =>
  list(
    posts
      .filter(([, outcome]) => !isAmong(outcome, 1))
      .map(
        ([{ of, text }, { rank, first, shared }]) =>
          `${of.join(' or ')} ${rank < 0 ? 'not found' : `at place ${rank + 1}`}, ${first ?? 'nothing'} first (${shared.join(', ')}): ${quoted(text)}`,
      ),
  )

const accused = ({ innocent }: RetoldReport): string =>
  list(
    innocent
      .filter(([, { strength }]) => strength !== 'nothing')
      .map(
        ([text, { strength, first, bits, shared }]) =>
          `${strength}, ${first ?? ''}, ${bits.toFixed(1)} bits (${shared.join(', ')}): ${quoted(text)}`,
      ),
  )

const versionLines = ({ versions }: RetoldReport): string => {
  const telling = versions.filter(({ post }) => post.of.length === 1)
  const silent = versions.filter(({ post }) => post.of.length > 1)
  const count = (some: readonly VersionOutcome[], verdict: VersionOutcome['verdict']): number =>
    some.filter((one) => one.verdict === verdict).length
  return (
    `Of ${telling.length} posts told from one of several papers alike, the facts that one alone has pointed to the right one ` +
    `${rate(count(telling, 'right'), telling.length)}, to another ${count(telling, 'wrong')} times, and told nothing ` +
    `${count(telling, 'not told apart')} times. Of ${silent.length} posts that fit several, ${count(silent, 'not told apart')} were rightly ` +
    'not told apart.\n'
  )
}

const segmentationTable = ({ segmentations }: RetoldReport): string =>
  markdownTable(
    ['Chinese taken apart as', 'n', 'right paper first (95 %)', 'among the first five (95 %)', 'found'],
    segmentations.map(([name, posts]) => [
      name,
      ...rankCells(posts),
      String(posts.filter(([, { strength }]) => strength === 'found').length),
    ]),
  )

const timingLines = ({ timing }: RetoldReport): string => {
  const { documents, pages, characters, buildSeconds, indexBytes, openMs, queries, medianMs, worstMs } =
    timing
  return (
    `${documents.toLocaleString('en')} documents, ${pages.toLocaleString('en')} pages, ${(characters / 1e6).toFixed(1)} million characters: ` +
    `the index takes ${buildSeconds.toFixed(0)} s to make and ${(indexBytes / 1e6).toFixed(0)} MB, opens in ${openMs.toFixed(0)} ms; a query ` +
    `of 500 characters takes ${medianMs.toFixed(0)} ms (median of ${queries}), ${worstMs.toFixed(0)} ms at worst.\n`
  )
}

/** The whole report, as Markdown. */
export const retoldReport = (report: RetoldReport): string =>
  [
    '# Retold\n',
    `\`${report.command}\`: ${report.posts.length} posts about ${report.papers} papers, and ${report.innocent.length} about other things (\`test/retold\`). Made by \`bench-retold.ts\`.\n`,
    "The thesaurus and the way of counting were written before the posts; slips in reading figures were mended, and the bounds of `found` and `weak` set, with these posts at hand. Other people's posts may fare worse.\n",
    '## Among the papers alone\n',
    rankTable(report.posts),
    strengthTable(report),
    '### Not first\n',
    misses(report.posts),
    '### Innocent posts of which something was said\n',
    accused(report),
    '## Versions\n',
    versionLines(report),
    '## Taking Chinese apart\n',
    segmentationTable(report),
    '## Among ten thousand\n',
    timingLines(report),
    "The other documents are made of the papers' own sentences with every figure, month and name exchanged. The same posts among them:\n",
    rankTable(report.timing.outcomes),
    '### Not among the first five\n',
    misses(report.timing.outcomes.filter(([, outcome]) => !isAmong(outcome, FIRST_FEW))),
  ].join('\n')
