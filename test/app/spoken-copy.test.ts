import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isMarkCharacter } from '../../shared/mark/text-marks.ts'
import { openPaper } from '../unit/issue/small-paper.ts'
import { spokenParts, type SpokenPart } from './support/spoken.ts'
import { CHROMIUM } from './support/start-app.ts'

const PAGES = 8
const TITLE = '关于提请审议北岸净水厂二期工程投资方案的请示'

const unmarked = (text: string): string =>
  Array.from(text)
    .filter((character) => !isMarkCharacter(character.codePointAt(0) ?? 0))
    .join('')

const wordsOf = (pages: readonly (readonly SpokenPart[])[]): string[] =>
  pages.flatMap((parts) => parts.flatMap(({ text }) => unmarked(text).split(/\s+/u))).filter(Boolean)

const headingsOf = (pages: readonly (readonly SpokenPart[])[]): string[] =>
  pages.flatMap((parts) =>
    parts.filter(({ role }) => role === 'heading').map(({ text }) => unmarked(text).trim()),
  )

describe.skipIf(CHROMIUM === null)('a copy read aloud', () => {
  it('has the words and the headings of its original, and about as many paragraphs', async () => {
    const original = readFileSync(new URL('../paper/meeting-paper.pdf', import.meta.url))
    const copy = await (await openPaper(original, 'both')).make(3)
    const before = await spokenParts(original, TITLE, PAGES)
    const after = await spokenParts(copy, TITLE, PAGES)
    expect(wordsOf(before).length).toBeGreaterThan(1000)
    expect(wordsOf(after)).toEqual(wordsOf(before))
    expect(headingsOf(after)).toEqual(headingsOf(before))
    // Chromium guesses where one ends by the distances of lines.
    const [from, to] = [before.flat().length, after.flat().length]
    expect(Math.abs(to - from) / from).toBeLessThan(0.2)
  })
})
