/** Programs that read the text of a copy must find the words of the original, in order, and no space within one. */
import { describe, expect, test } from 'vitest'
import { openDocument } from '../../../main/document/open-document.ts'
import { prepareWriter } from '../../../main/document/prepare-writer.ts'
import { hasJudge, judge } from './judges.ts'
import { onePage } from './raw-pdf.ts'

const IDENTITY = { documentId: 'd', issuanceId: 'i', copyId: 'c', copyNumber: '1/2' }
/** The most that issuing asks for: shares of the type's size, and millimetres. */
const most = (across: number) => ({
  along: Math.min(0.09, 0.022 * across),
  down: Math.min(0.045, 0.012 * across),
})

/** Neighbours go apart and together as far as they may. */
const copyOf = async (bytes: Uint8Array, turn: number): Promise<Uint8Array> => {
  const source = await openDocument(bytes)
  const writer = await prepareWriter(source)
  const edits = source.pages.map(({ words }) => ({
    wordShiftsMm: Float64Array.from(
      words.flatMap(({ across }, k) => {
        const { along, down } = most(across)
        return [(k + turn) % 2 ? along : -along, ((k >> 1) + turn) % 2 ? down : -down]
      }),
    ),
    overlays: [],
  }))
  return writer.write(edits, IDENTITY)
}

const SENTENCE = 'Waters of the figures below must not be quoted outside AVATAR minutes'

const line = (size: number, spacing: number, y: number): string =>
  `/F1 ${size} Tf ${spacing * size} Tc 1 0 0 1 20 ${y} Tm (${SENTENCE}) Tj`

const page = (...lines: readonly string[]): Buffer =>
  onePage({ content: `BT ${lines.join(' ')} ET`, box: '0 0 1200 300' })

const KERNED =
  '/F1 11 Tf 1 0 0 1 20 40 Tm [(W)80(a)10(ters of the )-20(A)70(V)60(A)70(T)90(A)20(R minu)-30(te)15(s)]TJ'

/** Not spaced by just 0.1 or 0.15 em: there it is chance what the programs read in the original. */
const pages: ReadonlyArray<readonly [string, Buffer]> = [
  ...[3, 5, 7, 12, 24].map((size) => [`type of ${size} points`, page(line(size, 0, 200))] as const),
  ...[0.02, 0.04, 0.06, 0.08, 0.12, 0.2, 0.3].map(
    (spacing) =>
      [`letters set ${spacing} em apart`, page(line(9, spacing, 200), line(14, spacing, 100))] as const,
  ),
  ['kerning within what moves', page(KERNED)],
  ['small print below a title', page(line(30, 0, 200), line(4, 0, 100), line(4, 0, 94))],
]

describe.runIf(hasJudge('pdftotext') && hasJudge('mutool'))('reads the same, word for word', () => {
  test.for(pages)('%s', async ([, bytes]) => {
    const readings = [
      (pdf: Uint8Array) => judge('pdftotext', ['-raw', '$', '-'], pdf).out,
      (pdf: Uint8Array) => judge('pdftotext', ['$', '-'], pdf).out,
      (pdf: Uint8Array) => judge('mutool', ['draw', '-q', '-F', 'text', '-o', '-', '$'], pdf).out,
    ]
    const copies = [await copyOf(bytes, 0), await copyOf(bytes, 1)]
    for (const read of readings) {
      const before = read(bytes).split(/\s+/)
      expect(before.length).toBeGreaterThan(5)
      for (const copy of copies) expect(read(copy).split(/\s+/)).toEqual(before)
    }
  })
})
