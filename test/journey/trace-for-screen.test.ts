import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { initVault, openEngine, verifyBundle } from '../../main/engine.ts'
import type { Engine } from '../../main/engine.ts'
import { openRaster } from '../../main/document/open-raster.ts'
import { traceViewSchema } from '../../shared/contract/app/trace-calls.ts'
import type { HandAlignment, TraceView } from '../../shared/contract/app/trace-calls.ts'
import type { IssueResult } from '../../shared/contract/results.ts'
import { sideBySide } from '../support/side-by-side.ts'
import { twoPagePaper } from './two-page-paper.ts'

const folder = mkdtempSync(join(tmpdir(), 'siglum-screen-'))
const at = (name: string): string => join(folder, name)
const passphrase = 'correct horse battery staple'
let engine: Engine
let issued: IssueResult

const screenshot = async (pdf: string, file: string): Promise<string> => {
  const raster = await openRaster(readFileSync(pdf))
  const { width, height, rgb } = raster.renderRgb(0, 100 / 25.4)
  raster.close()
  await sharp(rgb, { raw: { width, height, channels: 3 } })
    .png()
    .toFile(at(file))
  return at(file)
}

const CORNERS: HandAlignment['corners'] = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
]

/** How much more an overlay is green than red, in the mean of its fields, 0 to 255. */
const greenness = async (evidence: TraceView['pictures'][number]['evidence']): Promise<number> => {
  const { data } = await sharp(evidence?.bytes).raw().toBuffer({ resolveWithObject: true })
  let sum = 0
  for (let at = 0; at < data.length; at += 4) sum += data[at + 1] > data[at] ? data[at + 3] : -data[at + 3]
  return sum / (data.length / 4)
}

beforeAll(async () => {
  writeFileSync(at('paper.pdf'), await twoPagePaper())
  writeFileSync(at('people.csv'), 'name,unit\nAnn Lee,Treasury\n王小明,水务局\nSean Moss,Works\n')
  mkdirSync(at('out'))
  await initVault({ dir: at('vault'), passphrase, by: 'Registry', scryptLogN: 10 })
  engine = await openEngine(at('vault'), passphrase)
  issued = await engine.issue({
    document: at('paper.pdf'),
    recipients: at('people.csv'),
    out: at('out'),
    medium: 'both',
    by: 'Registry',
  })
})

afterAll(() => {
  engine.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('a trace as an investigator watches it', () => {
  it('shows its pictures as they come, all of it at the end, keeps it, and bundles it', async () => {
    const leak = await screenshot(issued.copies[1].file, 'leak.png')
    const seen: string[] = []
    const view = await engine.traceForScreen(
      { files: [leak], by: 'Registry' },
      { onPicture: (what) => seen.push(what) },
    )
    expect(traceViewSchema.parse(view)).toEqual(view)
    expect(view.result).toMatchObject({ verdict: 'traced', copy: { copy: '2/3' } })
    expect(view.shown?.copy.recipient.name).toBe('王小明')
    expect(seen).toContain('found')
    expect(seen).toContain('straightened')
    const { scores, pictures, advice } = view
    expect(scores.candidates).toHaveLength(3)
    expect(scores.candidates[0]).toBeCloseTo(view.result.z ?? 0)
    expect(scores.labels[0]).toMatchObject({ copy: '2/3', name: '王小明' })
    expect(scores.limitZ).toBeLessThan(scores.candidates[0])
    expect(scores.decoys.reduce((sum, n) => sum + n, 0)).toBe(view.result.decoys.n)
    expect(pictures).toHaveLength(1)
    const [{ straightened, original, evidence }] = pictures
    expect([original.widthPx, original.heightPx]).toEqual([straightened.widthPx, straightened.heightPx])
    expect([evidence?.widthPx, evidence?.heightPx]).toEqual([straightened.widthPx, straightened.heightPx])
    expect(advice).toEqual([])

    const { traces } = await engine.traces()
    expect(traces[0]).toMatchObject({ id: view.result.id, verdict: 'traced', copy: '2/3', kept: true })
    expect(await engine.keptTrace(view.result.id)).toEqual(view)
    const bundle = await engine.bundleKept({ traceId: view.result.id, out: at('bundle.zip'), by: 'Registry' })
    expect(await verifyBundle({ file: bundle.file })).toMatchObject({
      verdict: 'holds',
      copy: '2/3',
    })
  })

  it('shows what lies beside one another part by part, each with the copy that it speaks for', async () => {
    const [left, right] = [
      await screenshot(issued.copies[0].file, 'left.png'),
      await screenshot(issued.copies[2].file, 'right.png'),
    ]
    writeFileSync(at('beside.png'), await sideBySide(readFileSync(left), readFileSync(right)))
    const view = await engine.traceForScreen({ files: [at('beside.png')], by: 'Registry' })
    const { result, pictures, shown, alsoShown } = view
    expect(result.verdict).toBe('traced')
    expect([shown, ...alsoShown].map((one) => one?.copy.recipient.name).toSorted()).toEqual(
      ['Ann Lee', 'Sean Moss'].toSorted(),
    )
    expect(await engine.keptTrace(result.id)).toEqual(view)
    expect(pictures.map(({ copy }) => copy).toSorted()).toEqual(['1/3', '3/3'])
    expect(pictures.map(({ copy, page, leak }) => [leak, page, copy])).toEqual(
      result.shows.map(({ copy, page, leak }) => [leak, page, copy?.copy]),
    )
    const [one, other] = await Promise.all(pictures.map(({ evidence }) => greenness(evidence)))
    // Each agrees with its own copy; with the other's it would as little as not.
    expect(one).toBeGreaterThan(20)
    expect(other).toBeGreaterThan(20)
  })

  it('lays a page by hand, and counts every earlier try on the same leak', async () => {
    const leak = await screenshot(issued.copies[0].file, 'by-hand.png')
    const byHand = { documentId: issued.document.id, page: 1, corners: CORNERS }
    const first = await engine.traceForScreen({ files: [leak], by: 'Registry', byHand })
    expect(first.result).toMatchObject({ verdict: 'traced', copy: { copy: '1/3' }, page: 1 })
    const second = await engine.traceForScreen({ files: [leak], by: 'Registry', byHand })
    expect(second.result.z).toBe(first.result.z)
    // Twice the trials ask for a score whose square is larger by 2 ln 2.
    const squareOf = (view: TraceView): number => (view.scores.limitZ ?? 0) ** 2
    expect(squareOf(second) - squareOf(first)).toBeCloseTo(2 * Math.LN2, 6)
  })

  it('names nobody where the page was laid where it is not, and says what would help', async () => {
    const leak = await screenshot(issued.copies[0].file, 'wrong-page.png')
    const byHand = { documentId: issued.document.id, page: 2, corners: CORNERS }
    const view = await engine.traceForScreen({ files: [leak], by: 'Registry', byHand })
    expect(view.result).toMatchObject({ verdict: 'inconclusive', copy: null })
    expect(view.shown).toBeNull()
    expect(view.pictures[0].evidence).toBeNull()
    expect(view.advice).toContain('more-pictures')
  })

  it('knows an original by its file, though its first page is blank, and says that it bears no marks', async () => {
    const paper = await PDFDocument.load(readFileSync(at('paper.pdf')))
    paper.insertPage(0)
    writeFileSync(at('blank-first.pdf'), await paper.save())
    mkdirSync(at('blank-out'))
    const { document } = await engine.issue({
      document: at('blank-first.pdf'),
      recipients: at('people.csv'),
      out: at('blank-out'),
      medium: 'both',
      by: 'Registry',
    })
    const view = await engine.traceForScreen({ files: [at('blank-first.pdf')], by: 'Registry' })
    const known = { id: document.id }
    expect(view.result).toMatchObject({
      verdict: 'inconclusive',
      document: known,
      original: known,
      page: null,
      copy: null,
    })
    expect(view.advice).toEqual([])
  })

  it('refuses a page that no copy has, and corners that make none', async () => {
    const leak = await screenshot(issued.copies[0].file, 'no-page.png')
    const byHand = { documentId: issued.document.id, page: 9, corners: CORNERS }
    await expect(engine.traceForScreen({ files: [leak], by: 'Registry', byHand })).rejects.toMatchObject({
      code: 'not-found',
    })
    const [a, b, c, d] = CORNERS
    const crossed = { ...byHand, page: 1, corners: [a, c, b, d] as const }
    await expect(
      engine.traceForScreen({ files: [leak], by: 'Registry', byHand: crossed }),
    ).rejects.toMatchObject({ code: 'usage' })
  })
})
