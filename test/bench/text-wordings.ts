import type { TraceOutcome } from '../../main/trace/trace.ts'
import { foldWording } from '../../shared/mark/fold-wording.ts'
import { signCount } from '../../shared/mark/layout.ts'
import { placesNeeded } from '../../shared/mark/read-wording.ts'
import { wilsonInterval } from '../../shared/maths/statistics.ts'
import { seededRandom, type Random } from '../leak/random.ts'
import { makeDocument } from '../paper/page-kinds.ts'
import { wordingPaper } from '../paper/wording-paper.ts'
import { issueInLab, type LabDocument } from './lab.ts'
import { markdownTable } from './markdown-table.ts'
import { withPdfiumText } from './pdfium-text.ts'
import { CANDIDATES, candidateOf, textTracer } from './text-lab.ts'
import { withoutMarks } from './text-papers.ts'

const PAPER = 'minutes'
/** Copies that leak; passages are drawn from them in turn. */
const LEAKERS = 5
/** Places read of a passage, from one edge to the next. */
const EDGES = [0, 10, 20, 30, 36, 42, 48, 54, 200]

type Trace = (text: string) => Promise<TraceOutcome>

/** Every one of `rate` characters is dropped, doubled or becomes its neighbour's. */
const withSlips = (text: string, rate: number, dice: Random): string =>
  rate === 0
    ? text
    : [...text]
        .map((character, k, all) =>
          dice.next() >= 1 / rate ? character : dice.pick(['', character + character, all[k - 1] ?? '']),
        )
        .join('')

const CONFUSED: ReadonlyMap<string, string> = new Map([
  ['l', '1'],
  ['o', '0'],
  ['e', 'c'],
  ['i', 'l'],
  ['h', 'b'],
  ['日', '曰'],
  ['未', '末'],
  ['己', '已'],
  ['人', '入'],
])

/** One of `rate` characters that look like another is taken for it. */
const misread = (text: string, rate: number, dice: Random): string =>
  [...text]
    .map((character) => (dice.next() < 1 / rate ? (CONFUSED.get(character) ?? character) : character))
    .join('')

const typed = (text: string): string =>
  withoutMarks(text).replace(/\s+/g, ' ').replaceAll('，', ',').replaceAll('。', '.').toLowerCase()

const WAYS: readonly { readonly name: string; readonly make: (text: string, dice: Random) => string }[] = [
  { name: 'retyped without a slip', make: typed },
  { name: 'a slip in 60 characters', make: (text, dice) => withSlips(typed(text), 60, dice) },
  { name: 'a slip in 25 characters', make: (text, dice) => withSlips(typed(text), 25, dice) },
  {
    name: 'OCR that takes like for like once in 5',
    make: (text, dice) => misread(withoutMarks(text), 5, dice),
  },
]

const seenIn = ({ documents }: TraceOutcome): number =>
  documents.find(({ documentId }) => documentId === PAPER)?.wordings.seen ?? 0

const median = (values: readonly number[]): string =>
  values.length === 0 ? '' : values.toSorted((a, b) => a - b)[values.length >> 1].toExponential(0)

interface Passage {
  readonly seen: number
  readonly traced: boolean
  readonly wrong: boolean
  readonly bound: number
}

const cut = (text: string, dice: Random): string => {
  const length = Math.ceil(text.length * (0.1 + 0.9 * dice.next()))
  const from = Math.floor(dice.next() * (text.length - length + 1))
  return text.slice(from, from + length)
}

const rateRows = (name: string, passages: readonly Passage[]): string[][] =>
  EDGES.slice(0, -1).flatMap((from, k) => {
    const to = EDGES[k + 1]
    const own = passages.filter(({ seen }) => seen >= from && seen < to)
    if (own.length === 0) return []
    const traced = own.filter((passage) => passage.traced).length
    const label = to === EDGES.at(-1) ? `${from} and more` : `${from} to ${to - 1}`
    return [
      [
        name,
        label,
        `${own.length}`,
        `${traced}`,
        median(own.map(({ bound }) => bound)),
        `${own.filter(({ wrong }) => wrong).length}`,
      ],
    ]
  })

const textOfCopy = async (document: LabDocument, copyId: string): Promise<string> =>
  withPdfiumText(await document.copy(copyId), ({ text }) => text)

/** Each place of the paper worded by chance, as somebody might who edits the text: no copy's wording. */
const rewordedAtRandom = (document: LabDocument, dice: Random): string =>
  document.pages
    .map(({ layout: { wording } }) => {
      let text = wording?.text ?? ''
      for (const { from, to, equal } of wording?.places.toReversed() ?? [])
        if (dice.next() < 0.5) text = text.slice(0, from) + foldWording(equal) + text.slice(to)
      return text
    })
    .join('')

const countInnocent = async (document: LabDocument, trace: Trace, each: number, seed: string) => {
  const dice = seededRandom(seed, 'innocent wordings')
  const strangers: string[] = []
  for (let k = 0; k < LEAKERS; k++) strangers.push(await textOfCopy(document, `never ${k}`))
  const otherPdf = await makeDocument(['dense-english', 'dense-chinese'], 'other wordings')
  const other = await textOfCopy(await issueInLab('other', otherPdf, 'both', { wordings: true }), 'other 1')
  const original = document.pages.map(({ layout }) => layout.wording?.text ?? '').join('')
  const kinds: readonly (readonly [string, () => string])[] = [
    ['of copies never issued, retyped', () => typed(dice.pick(strangers))],
    ['of the original, as printed', () => original],
    ['of the original, every place worded by chance', () => rewordedAtRandom(document, dice)],
    ['of another paper with wordings', () => typed(other)],
  ]
  const lines: string[][] = []
  let wrong = 0
  for (const [name, make] of kinds) {
    const verdicts = { traced: 0, inconclusive: 0, 'not-ours': 0 }
    let least = 1
    for (let k = 0; k < each; k++) {
      const { judgement } = await trace(cut(make(), dice))
      verdicts[judgement.verdict]++
      least = Math.min(least, judgement.bound)
    }
    wrong += verdicts.traced
    const { traced, inconclusive } = verdicts
    lines.push([
      name,
      `${each}`,
      `${traced}`,
      `${inconclusive}`,
      `${verdicts['not-ours']}`,
      least.toPrecision(1),
    ])
  }
  const head = ['innocent passages', 'how many', 'named somebody', 'inconclusive', 'not ours', 'least bound']
  return { wrong, tried: each * kinds.length, table: markdownTable(head, lines) }
}

/** How many places it takes, and whether passages that no suspect leaked name anybody. */
export const wordingTables = async (
  each: number,
  seed: string,
): Promise<{ readonly table: string; readonly wrong: number }> => {
  const document = await issueInLab(PAPER, await wordingPaper(), 'both', { wordings: true })
  const trace = textTracer([{ name: PAPER, document }])
  const places = document.pages.reduce((sum, { layout }) => sum + signCount(layout, 'wording'), 0)
  const dice = seededRandom(seed, 'wordings')
  const leaked: { readonly copyId: string; readonly text: string }[] = []
  for (let k = 0; k < LEAKERS; k++) {
    const copyId = candidateOf(PAPER, dice.whole(0, CANDIDATES - 1))
    leaked.push({ copyId, text: await textOfCopy(document, copyId) })
  }
  const rows: string[][] = []
  let wrongly = 0
  for (const { name, make } of WAYS) {
    const passages: Passage[] = []
    for (let k = 0; k < each; k++) {
      const { copyId, text } = leaked[k % LEAKERS]
      const outcome = await trace(make(cut(text, dice), dice))
      const { judgement } = outcome
      const wrong = judgement.named.some((named) => named.copyId !== copyId)
      const traced = judgement.verdict === 'traced' && !wrong
      passages.push({ seen: seenIn(outcome), traced, wrong, bound: judgement.bound })
    }
    wrongly += passages.filter(({ wrong }) => wrong).length
    rows.push(...rateRows(name, passages))
  }
  const innocent = await countInnocent(document, trace, each, seed)
  const wrong = wrongly + innocent.wrong
  const [, most] = wilsonInterval(innocent.wrong, innocent.tried)
  const head = ['how the passage came', 'places read', 'passages', 'traced', 'median bound', 'wrong']
  const table =
    `A paper of two pages with ${places} places, ${each} passages of every way from ${LEAKERS} of ${CANDIDATES.toLocaleString('en')} copies, between a ` +
    `tenth of the paper and all of it; invisible marks stripped; limit 1e-6. ${placesNeeded(CANDIDATES, 1e-6)} places that all agree are needed.\n\n` +
    `${markdownTable(head, rows)}\n\nOf ${innocent.tried} innocent passages ${innocent.wrong} named anybody (at most ` +
    `${(100 * most).toFixed(1)} %, 95 %).\n\n${innocent.table}`
  return { table, wrong }
}
