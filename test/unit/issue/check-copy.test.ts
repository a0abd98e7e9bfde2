import { PDFDocument, rgb } from 'pdf-lib'
import { beforeAll, describe, expect, test } from 'vitest'
import { Failure } from '../../../shared/contract/failure.ts'
import { ALL_CARRIERS } from '../../../main/issue/issue.ts'
import { openPaper, smallPaper } from './small-paper.ts'

type Paper = Awaited<ReturnType<typeof openPaper>>

let original: Uint8Array
let paper: Paper
let copy: Uint8Array

beforeAll(async () => {
  original = await smallPaper()
  paper = await openPaper(original, 'both')
  copy = await paper.make(3)
})

const reasons = async (bytes: Uint8Array): Promise<string> => {
  try {
    await paper.check(3, bytes)
  } catch (failure) {
    if (failure instanceof Failure && failure.code === 'copy-failed-check') return failure.details.join('\n')
    throw failure
  }
  return 'none'
}

describe('a copy as it should be', () => {
  test.each(['screen', 'paper', 'both'] as const)('scores as itself, for %s', async (medium) => {
    const other = await openPaper(original, medium)
    const scores = await other.check(3, await other.make(3))
    const share = (page: number, carrier: string) => {
      const found = scores.find((score) => score.page === page && score.carrier === carrier)
      return found && found.n > 0 ? found.z / Math.sqrt(found.n) : null
    }
    for (const page of [0, 1, 2, 3]) expect(share(page, 'tint')).toBeGreaterThan(0.5)
    for (const page of [0, 3]) expect(share(page, 'words')).toBeGreaterThan(0.98)
    expect(share(1, 'dots')).toBeGreaterThan(0.75)
  })

  test('every word was found where it was planned, also on a turned page', async () => {
    const scores = await paper.check(3, copy)
    for (const { page, carrier, n } of scores) {
      if (carrier !== 'words') continue
      const { words } = paper.pages[page].layout
      // Each moves along by a sign of its own, and pieces of one word across by one for all.
      expect(n).toBe(words.length + words.filter(({ first }) => first === undefined).length)
    }
    expect(paper.pages[0].layout.words.length).toBeGreaterThan(100)
  })

  test('is the same bytes when it is made again', async () => {
    expect(Buffer.compare(await paper.make(3), copy)).toBe(0)
  })
})

describe('is not released', () => {
  test('with the marks of another copy', async () => {
    const found = await reasons(await paper.make(4))
    for (const page of [1, 2, 3, 4]) expect(found).toMatch(new RegExp(`page ${page}: tint scores`))
    expect(found).toMatch(/page 1: words scores/)
    expect(found).toMatch(/page 2: dots scores/)
  })

  test('without marks', async () => {
    expect(await reasons(original)).toMatch(/page 2: the visible mark does not show/)
  })

  test.each([
    ['tint', /tint scores/],
    ['words', /words scores/],
    ['dots', /dots scores/],
    ['visible', /visible mark does not show/],
  ] as const)('without %s', async (carrier, reason) => {
    const found = await reasons(await paper.make(3, { ...ALL_CARRIERS, [carrier]: false }))
    expect(found).toMatch(reason)
    for (const line of found.split('\n')) expect(line).toMatch(reason)
  })

  test('with a page too few', async () => {
    const document = await PDFDocument.load(copy)
    document.removePage(1)
    expect(await reasons(await document.save())).toBe('it has 3 pages in place of 4')
  })

  test('with a page of another size', async () => {
    const document = await PDFDocument.load(copy)
    document.getPage(1).setSize(340, 241)
    expect(await reasons(await document.save())).toBe('page 2 changed its size by 0.35 mm')
  })

  test('with something of the content covered', async () => {
    const document = await PDFDocument.load(copy)
    document.getPage(2).drawRectangle({ x: 100, y: 60, width: 20, height: 20, color: rgb(1, 1, 1) })
    expect(await reasons(await document.save())).toMatch(/page 3 does not look like the original/)
  })

  test('with lines of text lost', async () => {
    const document = await PDFDocument.load(copy)
    const [donor] = await document.copyPages(document, [1])
    document.removePage(0)
    document.insertPage(0, donor)
    expect(await reasons(await document.save())).toMatch(/page 1 lost \d{3} characters/)
  })

  test('when it cannot be opened at all', async () => {
    await expect(paper.check(3, copy.subarray(0, 300))).rejects.toThrow(Failure)
  })
})

test('the reason names the copy and its recipient and says what to do', async () => {
  await expect(paper.check(3, original)).rejects.toThrow(
    /^Copy 3\/12 for 王小明 .* not released: page 1.*Print the original/s,
  )
})

/** One blank page of each size, in points. */
const blankPages = async (...sizes: [number, number][]): Promise<Uint8Array> => {
  const document = await PDFDocument.create()
  for (const size of sizes) document.addPage(size)
  return document.save()
}

describe('pages of unusual size', () => {
  test('a speck among others is issued with them', async () => {
    const other = await openPaper(await blankPages([340, 240], [3, 3], [30, 30]), 'both')
    const scores = await other.check(1, await other.make(1))
    expect(scores.filter(({ carrier }) => carrier === 'tint')).toHaveLength(3)
  })

  test('a document of nothing but specks is refused', async () => {
    const other = await openPaper(await blankPages([3, 3], [4, 4]), 'both')
    await expect(other.make(1)).rejects.toMatchObject({ code: 'document-unmarkable' })
  })

  test('the largest that PDF knows scores as itself', async () => {
    const other = await openPaper(await blankPages([14_400, 14_400]), 'both')
    const dots = (await other.check(1, await other.make(1))).find(({ carrier }) => carrier === 'dots')
    expect(dots?.n).toBe(600)
    expect(dots?.z).toBeGreaterThan(0.75 * Math.sqrt(600))
  })

  test('a blank page that lacks its tint, which leaves nothing to measure, is not released', async () => {
    const other = await openPaper(await blankPages([340, 240]), 'screen')
    const bare = await other.make(1, { ...ALL_CARRIERS, tint: false, dots: false, visible: false })
    await expect(other.check(1, bare)).rejects.toMatchObject({
      details: expect.arrayContaining([expect.stringMatching(/^page 1: tint scores 0\.0/)]),
    })
  })
})
