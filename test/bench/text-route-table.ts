import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TraceOutcome } from '../../main/trace/trace.ts'
import { readText } from '../../shared/mark/read-text.ts'
import { seededRandom } from '../leak/random.ts'
import { markdownTable } from './markdown-table.ts'
import { withPdfiumText } from './pdfium-text.ts'
import { candidateOf } from './text-lab.ts'
import { drawPassage, type TextPaper } from './text-papers.ts'
import { ROUTES } from './text-routes.ts'

const PASSAGE = 300

const said = ({ judgement, documents }: TraceOutcome, copy: string): string => {
  const [first] = judgement.named
  if (judgement.verdict === 'traced')
    return first.copyId === copy ? `traced, ${first.bound.toExponential(0)}` : `WRONG: ${first.copyId}`
  return documents.length > 0 ? `${judgement.verdict}, page found` : judgement.verdict
}

/** One passage of each paper, as PDFium gives it, sent every way. */
export const routeTable = async (
  folder: string,
  papers: readonly TextPaper[],
  trace: (text: string) => Promise<TraceOutcome>,
): Promise<string> => {
  const passages: { paper: string; text: string }[] = []
  for (const { name } of papers.slice(0, 2)) {
    const text = await withPdfiumText(readFileSync(join(folder, `${name}.pdf`)), (read) => read.text)
    passages.push({ paper: name, text: drawPassage(text, PASSAGE, seededRandom(1, `route ${name}`)) })
  }
  const lines: string[][] = []
  for (const { name, send } of ROUTES) {
    const cells: string[] = []
    for (const { paper, text } of passages) {
      const arrived = await send(text)
      if (arrived === null) cells.push('not here', '')
      else {
        const marks = `${readText(arrived).marks.length}/${readText(text).marks.length}`
        cells.push(marks, said(await trace(arrived), candidateOf(paper, 7)))
      }
    }
    lines.push([name, ...cells])
  }
  const head = ['', ...passages.flatMap(({ paper }) => [`${paper}: marks`, 'verdict'])]
  return `A passage of ${PASSAGE} characters of each paper, out of 1,000 copies.\n\n${markdownTable(head, lines)}`
}
