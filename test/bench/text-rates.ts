import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TraceOutcome } from '../../main/trace/trace.ts'
import { wilsonInterval } from '../../shared/maths/statistics.ts'
import { seededRandom, type Random } from '../leak/random.ts'
import { makeDocument } from '../paper/page-kinds.ts'
import { INNOCENT } from './innocent-passages.ts'
import { issueInLab } from './lab.ts'
import { markdownTable } from './markdown-table.ts'
import { withPdfiumText } from './pdfium-text.ts'
import { EXTRACTORS } from './text-extractors.ts'
import { CANDIDATES, candidateOf } from './text-lab.ts'
import { drawPassage, type TextPaper } from './text-papers.ts'

const LENGTHS = [50, 100, 150, 200, 300, 500]
const PROGRAMS = ['pdf.js (Firefox)', 'PDFium (Chromium)', 'poppler pdftotext']
/** Copies of each paper that leak; passages are drawn from them in turn. */
const LEAKERS = 3

type Trace = (text: string) => Promise<TraceOutcome>

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 1

interface Leaked {
  readonly copyId: string
  readonly text: string
}

const leakAll = async (
  folder: string,
  paper: TextPaper,
  program: string,
  dice: Random,
): Promise<Leaked[]> => {
  const extract = EXTRACTORS.find(({ name }) => name === program)?.extract
  const leaked: Leaked[] = []
  for (let k = 0; k < LEAKERS; k++) {
    const copyId = candidateOf(paper.name, dice.whole(0, CANDIDATES - 1))
    const path = join(folder, 'leaked.pdf')
    writeFileSync(path, await paper.document.copy(copyId))
    const text = await extract?.(path)
    if (text !== null && text !== undefined) leaked.push({ copyId, text })
  }
  return leaked
}

const cell = async (
  trace: Trace,
  leaked: readonly Leaked[],
  length: number,
  passages: number,
  dice: Random,
) => {
  let right = 0
  let wrong = 0
  const bounds: number[] = []
  for (let k = 0; k < passages; k++) {
    const { copyId, text } = leaked[k % leaked.length]
    const { judgement } = await trace(drawPassage(text, length, dice))
    if (judgement.named.some((named) => named.copyId !== copyId)) wrong++
    else if (judgement.verdict === 'traced') right++
    bounds.push(judgement.bound)
  }
  const wrongly = wrong === 0 ? '' : `, WRONG ${wrong}`
  return `${Math.round((100 * right) / passages)} % (${median(bounds).toExponential(0)})${wrongly}`
}

/** Rate of passages that name their copy, and the median bound, by paper, program and length. */
export const traceByLength = async (
  folder: string,
  papers: readonly TextPaper[],
  trace: Trace,
  passages: number,
  seed: string,
): Promise<string> => {
  const lines: string[][] = []
  for (const paper of papers) {
    for (const program of PROGRAMS) {
      const dice = seededRandom(seed, `lengths ${paper.name} ${program}`)
      const leaked = await leakAll(folder, paper, program, dice)
      if (leaked.length === 0) lines.push([`${paper.name}, ${program}`, ...LENGTHS.map(() => 'not here')])
      else {
        const cells: string[] = []
        for (const length of LENGTHS) cells.push(await cell(trace, leaked, length, passages, dice))
        lines.push([`${paper.name}, ${program}`, ...cells])
      }
    }
  }
  const head = ['traced (median bound)', ...LENGTHS.map((length) => `${length} characters`)]
  return (
    `${passages} passages a cell, from ${LEAKERS} of ${CANDIDATES.toLocaleString('en')} copies, each scored against all ` +
    `copies of every paper that holds its text; limit 1e-6.\n\n${markdownTable(head, lines)}`
  )
}

/** Extracted text of copies that are no candidates, by paper. */
const strangers = async (papers: readonly TextPaper[]): Promise<string[]> => {
  const texts: string[] = []
  for (const { name, document } of papers)
    for (let k = 0; k < LEAKERS; k++)
      texts.push(await withPdfiumText(await document.copy(`${name}/never ${k}`), ({ text }) => text))
  return texts
}

export const countWrong = async (
  papers: readonly TextPaper[],
  trace: Trace,
  innocent: number,
  seed: string,
): Promise<{ readonly table: string; readonly wrong: number }> => {
  const dice = seededRandom(seed, 'innocent passages')
  const ours = await strangers(papers)
  const pdf = await makeDocument(['dense-english', 'dense-chinese'], 'not in the library')
  const other = await issueInLab('other', pdf, 'both')
  const others = await strangers([{ name: 'other', document: other }])
  const draw = (texts: readonly string[]) => (from: Random) =>
    drawPassage(from.pick(texts), from.pick(LENGTHS), from)
  const sources = { neverIssued: draw(ours), otherPaper: draw(others) }
  const lines: string[][] = []
  let wrong = 0
  for (const [k, { name, make }] of INNOCENT.entries()) {
    const n =
      Math.floor((innocent * (k + 1)) / INNOCENT.length) - Math.floor((innocent * k) / INNOCENT.length)
    const verdicts = { traced: 0, inconclusive: 0, 'not-ours': 0 }
    let least = 1
    for (let i = 0; i < n; i++) {
      const { judgement } = await trace(make(sources, dice))
      verdicts[judgement.verdict]++
      least = Math.min(least, judgement.bound)
    }
    wrong += verdicts.traced
    lines.push([
      name,
      `${n}`,
      `${verdicts.traced}`,
      `${verdicts.inconclusive}`,
      `${verdicts['not-ours']}`,
      least.toPrecision(1),
    ])
  }
  const [, most] = wilsonInterval(wrong, innocent)
  const head = ['passages', 'how many', 'named somebody', 'inconclusive', 'not ours', 'least bound']
  const table =
    `Each against ${CANDIDATES.toLocaleString('en')} copies of every paper that holds its text: ${wrong} of ${innocent} named anybody ` +
    `(at most ${(100 * most).toFixed(2)} %, 95 %).\n\n${markdownTable(head, lines)}`
  return { table, wrong }
}
