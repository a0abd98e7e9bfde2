import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openRaster } from '../../main/document/open-raster.ts'
import { errorResultSchema, issueResultSchema, traceResultSchema } from '../../shared/contract/results.ts'
import type { IssueResult, TraceResult } from '../../shared/contract/results.ts'
import { wordingResultSchema } from '../../shared/contract/wording-results.ts'
import { MARK_ALPHABET } from '../../shared/mark/text-marks.ts'
import { wordingPaper } from '../paper/wording-paper.ts'
import { hasJudge } from '../unit/document/judges.ts'
import { initCheapVault, siglum } from './siglum-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'siglum-wording-journey-'))
const at = (name: string): string => join(folder, name)
const vault = at('vault')
const MARKS = new RegExp(`[${MARK_ALPHABET.join('')}]`, 'gu')

const listSchema = z.looseObject({
  places: z.array(z.looseObject({ equal: z.string(), approved: z.boolean() })),
})

const editList = (name: string, edit: (list: z.infer<typeof listSchema>) => object): void => {
  const list = listSchema.parse(JSON.parse(readFileSync(at('paper.wording.json'), 'utf8')))
  writeFileSync(at(name), JSON.stringify(edit(list)))
}

const approveAll = (list: z.infer<typeof listSchema>) => ({
  ...list,
  places: list.places.map((place) => ({ ...place, approved: true })),
})

const issueWith = (list: string, out: string) => {
  const files = ['--document', at('paper.pdf'), '--recipients', at('people.csv'), '--out', at(out)]
  return siglum(['issue', '--vault', vault, ...files, '--no-notice', '--wording', at(list), '--json'])
}

const trace = (...args: string[]): TraceResult =>
  traceResultSchema.parse(JSON.parse(siglum(['trace', '--vault', vault, '--json', ...args]).stdout))

const extract = async (pdf: string): Promise<string> => {
  if (hasJudge('pdftotext')) return execFileSync('pdftotext', [pdf, '-']).toString('utf8')
  const raster = await openRaster(readFileSync(pdf))
  const pages = Array.from({ length: raster.pageCount }, (_, page) => raster.text(page))
  raster.close()
  return pages.join('\n')
}

/** As somebody types it off the page: no marks, one blank for any, ASCII punctuation, a slip here and there. */
const retyped = (text: string): string =>
  text
    .replace(MARKS, '')
    .replace(/\s+/g, ' ')
    .replaceAll('，', ', ')
    .replaceAll('。', '. ')
    .replace(/[‘’]/g, "'")
    .replace(/(\w{30}\W\w+)e(\w)/g, '$1$2')
    .toLowerCase()

let issued: IssueResult
let leaked = ''

beforeAll(async () => {
  initCheapVault(vault)
  writeFileSync(at('paper.pdf'), await wordingPaper())
  writeFileSync(at('people.csv'), 'name\nAnn Lee\nBo Lind\nCai Wei\n')
  const ran = siglum(['wording', at('paper.pdf'), '--out', at('paper.wording.json'), '--json'])
  const result = wordingResultSchema.parse(JSON.parse(ran.stdout))
  expect(result).toMatchObject({ needed: { copies: 1000, places: 42 } })
  expect(result.places).toBeGreaterThan(50)
  editList('approved.json', approveAll)
  issued = issueResultSchema.parse(JSON.parse(issueWith('approved.json', 'copies').stdout))
  leaked = retyped(await extract(issued.copies[1].file))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a paper whose author allowed other wordings', () => {
  it('is issued with them, and nothing but approved places differ', async () => {
    expect(issued.wordings).toBeGreaterThan(50)
    expect(issued.copies).toHaveLength(3)
    expect(siglum(['verify', '--vault', vault]).status).toBe(0)
    const [one, two] = [await extract(issued.copies[0].file), await extract(issued.copies[2].file)]
    expect(one.replace(MARKS, '')).not.toBe(two.replace(MARKS, ''))
  })

  it('names its copy when all of it was retyped', () => {
    writeFileSync(at('typed.txt'), leaked)
    const found = trace(at('typed.txt'))
    expect(found).toMatchObject({ verdict: 'traced', copy: { id: issued.copies[1].id }, text: { marks: 0 } })
    expect(found.carriers.wording?.n).toBeGreaterThan(45)
    expect(found.bound).toBeLessThan(1e-6)
    const { stdout } = siglum(['trace', '--vault', vault, at('typed.txt')])
    expect(stdout).toContain('Carriers: wording')
  })

  it('names nobody by a few places, and says how few they are', () => {
    const passage = leaked.slice(0, 700)
    const found = trace('--text', passage)
    expect(found).toMatchObject({ verdict: 'inconclusive', copy: null, alsoCopies: [] })
    const { wordings } = found.text?.found[0] ?? {}
    expect(wordings?.seen).toBeGreaterThan(3)
    expect(wordings?.seen).toBeLessThan(20)
    expect(wordings?.of).toBe(issued.wordings)
    const needed = found.text?.wordingsNeeded ?? 0
    expect(3 * Math.exp(-needed / 2)).toBeLessThanOrEqual(1e-6)
    const { stdout } = siglum(['trace', '--vault', vault, '--text', passage])
    expect(stdout).toContain(
      `It shows ${wordings?.seen} places of the author's wordings, too few to name anybody`,
    )
    expect(stdout).toContain(`about ${needed} that all agree are needed among 3 copies`)
  })

  it('names nobody by the original’s own wording, nor by what is from nowhere', async () => {
    expect(trace('--text', retyped(await extract(at('paper.pdf'))))).toMatchObject({
      verdict: 'inconclusive',
      copy: null,
    })
    const stranger =
      'About thirty boats came in while the pilot slept, and nothing was settled until the noon tide.'
    expect(trace('--text', stranger)).toMatchObject({ verdict: 'not-ours', copy: null })
  })

  it('adds to the marks where both are there', async () => {
    writeFileSync(at('copied.txt'), await extract(issued.copies[2].file))
    const found = trace(at('copied.txt'))
    expect(found).toMatchObject({ verdict: 'traced', copy: { id: issued.copies[2].id } })
    expect(found.carriers.text?.n).toBeGreaterThan(500)
    expect(found.carriers.wording?.n).toBeGreaterThan(45)
  })

  it('is reprinted with the places of its issuance', () => {
    const ran = siglum([
      'reprint',
      issued.copies[0].code,
      '--reason',
      'worn',
      '--out',
      at('again'),
      '--vault',
      vault,
      '--json',
    ])
    expect(ran.stderr).not.toContain('internal')
    expect(issueResultSchema.parse(JSON.parse(ran.stdout)).copies).toHaveLength(1)
  })
})

describe('a list of wordings is refused', () => {
  const failureOf = (name: string) => {
    const ran = issueWith(name, 'refused')
    expect(ran.status).toBeGreaterThan(0)
    return { ...errorResultSchema.parse(JSON.parse(ran.stdout)).error, status: ran.status }
  }

  it('when nothing in it is approved', () => {
    expect(failureOf('paper.wording.json')).toMatchObject({ code: 'usage', status: 2 })
  })

  it('when it is not one, or says something that it cannot mean', () => {
    writeFileSync(at('bad.json'), '{"kind": "siglum wor')
    expect(failureOf('bad.json')).toMatchObject({ code: 'file-unreadable', status: 1 })
    editList('typo.json', (list) => ({ ...list, places: [{ ...list.places[0], aproved: true }] }))
    expect(failureOf('typo.json').message).toContain('aproved')
    editList('other.json', (list) => ({
      ...approveAll(list),
      paper: { file: 'other.pdf', sha256: '0'.repeat(64), pages: 2 },
    }))
    expect(failureOf('other.json').message).toContain('another paper (other.pdf)')
  })

  it('when places are not there or cannot be set, all of them said at once', () => {
    const own = {
      page: 1,
      before: 'The board of the ',
      printed: 'ferry',
      after: ' company met',
      approved: true,
    }
    editList('own.json', (list) => ({
      ...list,
      places: [
        { ...own, equal: 'steam' },
        { ...own, printed: 'zeppelin', equal: 'airship' },
        { ...own, before: 'and it ', printed: 'began', after: ' in the week', equal: '开始了' },
        {
          ...own,
          before: 'northern ',
          printed: 'pier',
          after: ' was closed',
          equal: 'landing stage for steamers',
        },
      ],
    }))
    const { code, details } = failureOf('own.json')
    expect(code).toBe('document-unmarkable')
    expect(details).toEqual([
      expect.stringContaining('"zeppelin" is not on that page'),
      expect.stringContaining('longer by more than the blanks'),
      expect.stringContaining('lacks a character of it'),
    ])
  })

  it('and an existing one is never written over', () => {
    const ran = siglum(['wording', at('paper.pdf'), '--out', at('approved.json'), '--json'])
    expect(errorResultSchema.parse(JSON.parse(ran.stdout)).error.code).toBe('file-unwritable')
  })
})
