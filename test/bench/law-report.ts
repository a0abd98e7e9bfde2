import { hoeffding, LAW_AT, type LawCount } from './law-count.ts'
import { markdownTable } from './markdown-table.ts'

export interface LawSets {
  readonly command: string
  readonly leaks: { readonly marked: number; readonly unmarked: number }
  /** In the widest fusion of each leak. */
  readonly marked: LawCount
  /** On marked leaks again, once the marks of those named were taken out. */
  readonly left: LawCount
  readonly unmarked: LawCount
  readonly byFusion: ReadonlyMap<string, LawCount>
}

export const rateAt = ({ scores, reached }: LawCount, i: number): number =>
  scores === 0 ? 0 : reached[i] / scores

/** Where an observed rate lies above the bound; nothing is allowed for chance. */
export const breaches = (sets: LawSets): string[] =>
  [
    ['marked', sets.marked] as const,
    ['left', sets.left] as const,
    ['unmarked', sets.unmarked] as const,
    ...sets.byFusion,
  ].flatMap(([name, count]) =>
    LAW_AT.flatMap((t, i) => (rateAt(count, i) > hoeffding(t) ? [`${name} at t = ${t}`] : [])),
  )

const cell = (count: LawCount, i: number): string =>
  count.scores === 0 ? '' : `${rateAt(count, i).toExponential(2)} (${count.reached[i].toLocaleString('en')})`

const rateTable = ({ marked, left, unmarked }: LawSets): string => {
  const head = [
    't',
    `marked leaks, ${marked.scores.toLocaleString('en')} keys`,
    `the same, named copies’ marks taken out, ${left.scores.toLocaleString('en')} keys`,
    `unmarked, ${unmarked.scores.toLocaleString('en')} keys`,
    'bound exp(-t²/2)',
    'highest, part of the bound',
  ]
  const lines = LAW_AT.map((t, i) => [
    t.toFixed(1),
    cell(marked, i),
    cell(left, i),
    cell(unmarked, i),
    hoeffding(t).toExponential(2),
    (Math.max(rateAt(marked, i), rateAt(left, i), rateAt(unmarked, i)) / hoeffding(t)).toFixed(3),
  ])
  return markdownTable(head, lines)
}

const fusionTable = ({ byFusion }: LawSets): string => {
  const names = [...byFusion.keys()].toSorted()
  const lines = LAW_AT.map((t, i) => [
    t.toFixed(1),
    ...names.map((name) => {
      const count = byFusion.get(name)
      return count === undefined || count.scores === 0 ? '' : (rateAt(count, i) / hoeffding(t)).toFixed(3)
    }),
  ])
  const keys = names.map((name) => (byFusion.get(name)?.scores ?? 0).toLocaleString('en'))
  return markdownTable(['t', ...names], [...lines, ['keys', ...keys]])
}

/** The whole report, as Markdown. */
export const lawReport = (sets: LawSets): string => {
  const broken = breaches(sets)
  const { scores } = sets.marked
  const last = LAW_AT[LAW_AT.length - 1]
  const sections = [
    '# The law, tried\n',
    `\`${sets.command}\`: never-issued keys scored on what ${sets.leaks.marked} marked and ${sets.leaks.unmarked} unmarked leaks left after their originals were taken out. Made by \`bench-law.ts\`.\n`,
    '![Observed rates under the bound](law.svg)\n',
    'How many keys that marked nothing reached a score of t, in the widest fusion of carriers, and the bound that a verdict rests on:\n',
    rateTable(sets),
    'Every fusion that is scored by itself, its rate as a part of the bound:\n',
    fusionTable(sets),
    broken.length === 0 ? 'No rate lies above the bound at any t.' : `ABOVE THE BOUND: ${broken.join('; ')}.`,
    `Nothing is allowed for chance: it is the observed rate that is compared, not the end of an interval. It needs no allowance, for signs that are independent of what is scored come near a normal distribution, whose tail is a third of the bound at t = 0.5 and a fourteenth of it at ${last}. (At t = ${last} the bound allows ${(scores * hoeffding(last)).toFixed(1)} of ${scores.toLocaleString('en')} keys; a single one there is not a rate.)`,
  ]
  return `${sections.join('\n')}\n`
}
