import { onePage } from './raw-pdf.ts'

export interface CorpusCase {
  readonly name: string
  readonly bytes: Uint8Array
  /** What moves as one on each page, counted by the rule for pages with little text: letters in threes. */
  readonly words: readonly number[]
  readonly warnings?: readonly string[]
}

export const inThrees = (words: string): number =>
  words.split(' ').reduce((sum, word) => sum + Math.ceil(word.length / 3), 0)

export const LINES_WORDS = inThrees('Budget of the water board second line here')
export const LINES = 'BT /F1 14 Tf 40 200 Td (Budget of the water board) Tj 0 -30 Td (second line here) Tj ET'

export const text = (name: string, content: string, words: number): CorpusCase => ({
  name,
  bytes: onePage({ content }),
  words: [words],
})

export const page = (
  name: string,
  options: Partial<Parameters<typeof onePage>[0]>,
  words = LINES_WORDS,
): CorpusCase => ({
  name,
  bytes: onePage({ content: LINES, ...options }),
  words: [words],
})
