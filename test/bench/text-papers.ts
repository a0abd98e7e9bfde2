import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ALL_CARRIERS } from '../../main/issue/issue.ts'
import { MARK_ALPHABET } from '../../shared/mark/text-marks.ts'
import type { Random } from '../leak/random.ts'
import { makeDocument } from '../paper/page-kinds.ts'
import { issueInLab, type LabDocument } from './lab.ts'

/** Papers whose text leaks: their language says how marks are spread over it. */
export interface TextPaper {
  readonly name: string
  readonly document: LabDocument
}

export const MEETING_PAPER = join(import.meta.dirname, '../paper/meeting-paper.pdf')

export const openTextPapers = async (): Promise<readonly TextPaper[]> => {
  const english = await makeDocument(['dense-english', 'dense-english', 'dense-english'], 'text english')
  const chinese = await makeDocument(['dense-chinese', 'dense-chinese', 'dense-chinese'], 'text chinese')
  const pdfs: readonly (readonly [string, Uint8Array])[] = [
    ['English', english],
    ['Chinese', chinese],
    ['meeting paper', readFileSync(MEETING_PAPER)],
  ]
  const papers: TextPaper[] = []
  for (const [name, pdf] of pdfs) papers.push({ name, document: await issueInLab(name, pdf, 'both') })
  return papers
}

/** Copies of a paper as they would leak: with its marks, and the same without those of its text, to compare with. */
export const writeCopies = async (folder: string, { name, document }: TextPaper, copyId: string) => {
  const [marked, bare] = [join(folder, `${name}.pdf`), join(folder, `${name}, no text marks.pdf`)]
  writeFileSync(marked, await document.copy(copyId))
  writeFileSync(bare, await document.copy(copyId, { ...ALL_CARRIERS, text: false }))
  return { marked, bare }
}

const MARKS = new RegExp(`[${MARK_ALPHABET.join('')}]`, 'gu')

export const withoutMarks = (text: string): string => text.replace(MARKS, '')

export const marksPlaced = ({ document }: TextPaper): number =>
  document.pages.reduce((sum, { layout }) => sum + (layout.text?.places.length ?? 0), 0)

/** A passage of so many characters that can be seen, from anywhere in a text, with whatever is invisible among them. */
export const drawPassage = (text: string, length: number, dice: Random): string => {
  const characters = [...text]
  const seen = characters.flatMap((character, at) => (MARK_ALPHABET.includes(character) ? [] : [at]))
  const first = Math.floor(dice.next() * Math.max(1, seen.length - length))
  const end = seen.at(first + length) ?? characters.length
  return characters.slice(seen[first], end).join('')
}
