import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readText } from '../../shared/mark/read-text.ts'
import { seededRandom } from '../leak/random.ts'
import { markdownTable } from './markdown-table.ts'
import { withPdfiumText } from './pdfium-text.ts'
import { EXTRACTORS, OFFICE } from './text-extractors.ts'
import { candidateOf } from './text-lab.ts'
import { marksPlaced, withoutMarks, writeCopies, type TextPaper } from './text-papers.ts'

const blanks = (text: string): number => (text.match(/\s+/gu) ?? []).length
const joined = (text: string): string => text.replace(/\s+/gu, ' ').trim()

/** How the text that people see differs from the same copy's without the marks. */
const difference = (marked: string, bare: string): string => {
  const seen = withoutMarks(marked)
  if (joined(seen) === joined(bare)) return 'the same'
  const more = blanks(seen) - blanks(bare)
  const letters = readText(seen).letters === readText(bare).letters ? '' : ', some in another order'
  return `${more >= 0 ? '+' : ''}${more} of ${blanks(bare)} blanks${letters}`
}

export const survivalTable = async (
  folder: string,
  papers: readonly TextPaper[],
  office: boolean,
): Promise<string> => {
  const lines: string[][] = []
  const copies = new Map<string, { marked: string; bare: string }>()
  for (const paper of papers)
    copies.set(paper.name, await writeCopies(folder, paper, candidateOf(paper.name, 7)))
  for (const { name, extract } of office ? [...EXTRACTORS, OFFICE] : EXTRACTORS) {
    const cells: string[] = []
    for (const paper of papers) {
      const { marked, bare } = copies.get(paper.name) ?? { marked: '', bare: '' }
      const [text, plain] = [await extract(marked), await extract(bare)]
      if (text === null || plain === null) cells.push('not here', '')
      else cells.push(`${readText(text).marks.length}/${marksPlaced(paper)}`, difference(text, plain))
    }
    lines.push([name, ...cells])
  }
  const head = ['marks whole / placed', ...papers.flatMap(({ name }) => [name, 'text otherwise'])]
  return (
    `${markdownTable(head, lines)}\n` +
    'OCR (tesseract and others) reads pictures, which have no text layer: none of these marks, but tint, words and dots.\n'
  )
}

const PHRASES_TRIED = 200

/** Words and pairs of words as people look for them; of Chinese, runs of two to four characters. */
const phrasesOf = (text: string, length: number): string[] => {
  const found = /\p{Script=Han}/u.test(text)
    ? (text.match(/\p{Script=Han}{4,}/gu) ?? []).map((run) => run.slice(0, length + 1))
    : (text.match(/\p{L}{3,}(?: \p{L}{2,})*/gu) ?? []).map((run) => run.split(' ').slice(0, length).join(' '))
  const dice = seededRandom(1, 'phrases')
  const distinct = [...new Set(found)].filter((phrase) => phrase.split(' ').length === length || length > 1)
  return distinct
    .map((phrase) => ({ phrase, at: dice.next() }))
    .toSorted((a, b) => a.at - b.at)
    .slice(0, PHRASES_TRIED)
    .map(({ phrase }) => phrase)
}

/** Of what a search finds in a copy without text marks, how much it finds in one with them. */
export const searchTable = async (folder: string, papers: readonly TextPaper[]): Promise<string> => {
  const lines: string[][] = []
  for (const { name } of papers) {
    const [marked, bare] = [`${name}.pdf`, `${name}, no text marks.pdf`].map((file) =>
      readFileSync(join(folder, file)),
    )
    const cells: string[] = []
    for (const length of [1, 3]) {
      const before = await withPdfiumText(bare, ({ text, count }) =>
        phrasesOf(text, length).map((phrase) => ({ phrase, found: count(phrase) })),
      )
      const after = await withPdfiumText(marked, ({ count }) => before.map(({ phrase }) => count(phrase)))
      const [all, still] = [before.map(({ found }) => found), after].map((list) =>
        list.reduce((a, b) => a + b, 0),
      )
      cells.push(`${before.length}`, `${still}/${all}`)
    }
    lines.push([name, ...cells])
  }
  return markdownTable(['hits with / without marks', 'words', 'hits', 'phrases', 'hits'], lines)
}
