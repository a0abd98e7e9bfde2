import { readFileSync } from 'node:fs'
import { MARK_ALPHABET } from '../../../shared/mark/text-marks.ts'
import { describe, expect, test } from 'vitest'
import { makePage } from '../../paper/page-kinds.ts'
import { hasJudge, judge } from '../document/judges.ts'
import { openPaper } from './small-paper.ts'

const meetingPaper = () => readFileSync(new URL('../../paper/meeting-paper.pdf', import.meta.url))

/**
 * In the order of the file. In its default mode pdftotext rebuilds columns from where words stand, and drops spaces that
 * are as even as letters; a few such guesses, around page numbers, come out otherwise once words have moved.
 */
const READERS = [
  (pdf: Uint8Array) => judge('pdftotext', ['-raw', '$', '-'], pdf).out,
  (pdf: Uint8Array) => judge('mutool', ['draw', '-q', '-F', 'text', '-o', '-', '$'], pdf).out,
]

/** The text carrier's marks, which nobody sees or hears. */
const withoutMarks = (text: string): string =>
  text.replace(new RegExp(`[${MARK_ALPHABET.join('')}]`, 'g'), '')

const expectSameText = (copy: Uint8Array, original: Uint8Array): void => {
  for (const read of READERS)
    expect(withoutMarks(read(copy)).split(/\s+/)).toEqual(read(original).split(/\s+/))
}

describe.runIf(hasJudge('pdftotext') && hasJudge('mutool'))(
  'who selects the text of a copy gets that of the original, marks left out',
  () => {
    test('the meeting paper', async () => {
      const original = meetingPaper()
      const paper = await openPaper(original, 'paper')
      expectSameText(await paper.make(3), original)
    })

    test.for(['cover', 'one-line', 'form', 'dark-slide'] as const)('%s', async (kind) => {
      const original = await makePage(kind, 5)
      const paper = await openPaper(original, 'paper')
      expectSameText(await paper.make(3), original)
    })
  },
)

test('sparse pages of large type and of dark ground pass their check, whichever copy it is', async () => {
  for (const kind of ['cover', 'dark-slide'] as const) {
    const paper = await openPaper(await makePage(kind, 7), 'both')
    for (const number of [3, 6, 10, 11]) {
      for (const { carrier, z, n } of await paper.check(number, await paper.make(number))) {
        if (carrier === 'words') expect(z / Math.sqrt(n)).toBeGreaterThan(0.98)
        if (carrier === 'dots' && n > 0) expect(z / Math.sqrt(n)).toBeGreaterThan(0.65)
      }
    }
  }
})
