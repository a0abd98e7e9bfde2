import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openDocument } from '../../main/document/open-document.ts'
import { prepareWriter } from '../../main/document/prepare-writer.ts'
import { readOperations } from '../../main/document/content-tokens.ts'
import { Failure } from '../../shared/contract/failure.ts'
import { CORPUS } from '../unit/document/corpus.ts'
import { onePage } from '../unit/document/raw-pdf.ts'

const IDENTITY = { documentId: 'd', issuanceId: 'i', copyId: 'c', copyNumber: '1/2' }

/** Opens, and writes a copy if it opens; true when both worked, false for a Failure. All else is thrown. */
const survives = async (bytes: Uint8Array): Promise<boolean> => {
  try {
    const source = await openDocument(bytes)
    const writer = await prepareWriter(source)
    await writer.write(
      source.pages.map(({ words }) => ({
        wordShiftsMm: new Float64Array(2 * words.length).fill(0.1),
        overlays: [],
      })),
      IDENTITY,
    )
    return true
  } catch (error) {
    if (error instanceof Failure) return false
    throw error
  }
}

const document = fc.constantFrom(...CORPUS.map(({ bytes }) => bytes))

describe('damaged documents open or fail with a reason', () => {
  test('bytes flipped anywhere', async () => {
    const flips = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(document, flips, async (bytes, changes) => {
        const damaged = Uint8Array.from(bytes)
        for (const [at, value] of changes) damaged[at % damaged.length] = value
        await survives(damaged)
      }),
      { numRuns: 150 },
    )
  })

  test('cut off anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(document, fc.double({ min: 0, max: 1, noNaN: true }), async (bytes, part) => {
        await survives(bytes.subarray(0, Math.floor(bytes.length * part)))
      }),
      { numRuns: 60 },
    )
  })

  test('content of chance operators', async () => {
    const words = [
      'q',
      'Q',
      'BT',
      'ET',
      'Tj',
      'TJ',
      "'",
      '"',
      'Tm',
      'Td',
      'cm',
      'Tf',
      'Ts',
      'Do',
      'BI',
      'ID',
      'EI',
      'BDC',
      'EMC',
      '/F1',
      '12',
      '-1e9',
      '99999999999999999999',
      '.5',
      '(a b)',
      '<41',
      '[(x) -9 (y)]',
      '[',
      ']',
      '<<',
      '>>',
      '(',
      '%',
    ]
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...words), { maxLength: 80 }), async (tokens) => {
        expect(await survives(onePage({ content: tokens.join(' ') }))).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  test('the tokenizer always comes to an end, and moves forward', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        let at = 0
        for (const { start, end } of readOperations(bytes)) {
          expect(start).toBeGreaterThanOrEqual(at)
          expect(end).toBeGreaterThan(start)
          at = end
        }
        expect(at).toBeLessThanOrEqual(bytes.length)
      }),
    )
  })
})

describe('traps', () => {
  const formsOfForms = (levels: number, calls: number): Record<number, { dict: string; data: string }> =>
    Object.fromEntries(
      Array.from({ length: levels }, (_, i) => [
        20 + i,
        {
          dict: `/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</Fm ${21 + i} 0 R>>>>`,
          data: '/Fm Do '.repeat(calls),
        },
      ]),
    )

  test('forms that draw forms ten times each, twelve deep', async () => {
    const more = formsOfForms(12, 10)
    expect(await survives(onePage({ content: '/Fm Do', resources: '/XObject<</Fm 20 0 R>>', more }))).toBe(
      true,
    )
  })

  test('a page tree that goes in circles', async () => {
    const pdf = onePage({ content: 'BT ET' }).toString('latin1').replace('/Kids[3 0 R]', '/Kids[2 0 R]')
    await expect(openDocument(Buffer.from(pdf, 'latin1'))).rejects.toMatchObject({ code: 'document-broken' })
  })

  test('more than a thousand pages', async () => {
    const pdf = onePage({ content: 'BT ET' })
      .toString('latin1')
      .replace('/Kids[3 0 R]', `/Kids[${'3 0 R '.repeat(1001)}]`)
    await expect(openDocument(Buffer.from(pdf, 'latin1'))).rejects.toMatchObject({
      code: 'document-too-large',
    })
  })

  test('arrays nested ten thousand deep', async () => {
    expect(await survives(onePage({ content: `${'['.repeat(10_000)} TJ` }))).toBe(true)
  })

  test.for(['', 'hello', '%PDF-1.7', 'PK\x03\x04'])('not a PDF at all: %j', async (text) => {
    await expect(openDocument(Buffer.from(text))).rejects.toMatchObject({ code: 'document-broken' })
  })
})
