import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRaster } from '../../main/document/open-raster.ts'
import {
  errorResultSchema,
  issueResultSchema,
  listResultSchema,
  traceResultSchema,
} from '../../shared/contract/results.ts'
import type { IssueResult, TraceResult } from '../../shared/contract/results.ts'
import { MARK_ALPHABET } from '../../shared/mark/text-marks.ts'
import { hasJudge } from '../unit/document/judges.ts'
import { initCheapVault, siglum, siglumWithInput } from './siglum-command.ts'
import { twoPagePaper } from './two-page-paper.ts'

const folder = mkdtempSync(join(tmpdir(), 'siglum-text-journey-'))
const at = (name: string): string => join(folder, name)
const vault = at('vault')
const MARKS = new RegExp(`[${MARK_ALPHABET.join('')}]`, 'g')

const issue = (out: string, ...more: string[]): IssueResult => {
  const files = ['--document', at('paper.pdf'), '--recipients', at('people.csv'), '--out', at(out)]
  const ran = siglum([
    'issue',
    '--vault',
    vault,
    ...files,
    '--classification',
    'Confidential',
    '--json',
    ...more,
  ])
  return issueResultSchema.parse(JSON.parse(ran.stdout))
}

const trace = (...args: string[]): TraceResult =>
  traceResultSchema.parse(JSON.parse(siglum(['trace', '--vault', vault, '--json', ...args]).stdout))

/** What a person gets who selects all and copies. */
const extract = async (pdf: string): Promise<string> => {
  if (hasJudge('pdftotext')) return execFileSync('pdftotext', [pdf, '-']).toString('utf8')
  const raster = await openRaster(readFileSync(pdf))
  const chars = Array.from({ length: raster.pageCount }, (_, page) => raster.chars(page)).flat()
  raster.close()
  return chars.map(({ code }) => String.fromCodePoint(code)).join('')
}

const reprint = ({ copies }: IssueResult, out: string, ...more: string[]): string => {
  const args = ['reprint', copies[0].id, '--out', at(out), '--reason', 'torn', '--json', ...more]
  return issueResultSchema.parse(JSON.parse(siglum([...args, '--vault', vault]).stdout)).copies[0].file
}

const noticeIn = async (pdf: string): Promise<boolean> =>
  (await extract(pdf)).includes('NOTICE') && readFileSync(pdf, 'latin1').includes('UsageTerms')

/** Some 230 characters of the second page. */
const passageOf = (text: string): string => {
  const from = text.indexOf('52.')
  return text.slice(from, from + 290)
}

let issued: IssueResult
let text = ''
let passage = ''

beforeAll(async () => {
  initCheapVault(vault)
  writeFileSync(at('paper.pdf'), await twoPagePaper())
  writeFileSync(at('people.csv'), 'name\nAnn Lee\nBo Lind\nCai Wei\n')
  issued = issue('copies')
  text = await extract(issued.copies[1].file)
  passage = passageOf(text)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a paragraph that somebody copied', () => {
  it('names its copy when it is pasted', () => {
    expect(passage.replace(MARKS, '').length).toBeGreaterThan(180)
    const found = trace('--text', passage)
    expect(found).toMatchObject({ verdict: 'traced', page: 2, copy: { id: issued.copies[1].id } })
    expect(found.bound).toBeLessThan(1e-6)
    expect(found.carriers.text?.n).toBeGreaterThan(40)
    expect(found.text?.found).toMatchObject([{ document: { id: issued.document.id } }])
    expect(found.text?.found[0].pages[0]).toBe(2)
  })

  it('names it from a file, and from standard input', () => {
    writeFileSync(at('chat.json'), JSON.stringify([{ user: 'x', text: passage }]))
    expect(trace(at('chat.json')).copy?.id).toBe(issued.copies[1].id)
    const ran = siglumWithInput(['trace', '--vault', vault, '--json', '-'], passage)
    expect(traceResultSchema.parse(JSON.parse(ran.stdout)).copy?.id).toBe(issued.copies[1].id)
  })

  it('with its marks gone is found, and names nobody', () => {
    const found = trace('--text', passage.replace(MARKS, ''))
    expect(found).toMatchObject({ verdict: 'inconclusive', copy: null, alsoCopies: [], text: { marks: 0 } })
    expect(found.text?.found[0]).toMatchObject({ document: { id: issued.document.id }, share: 1, marks: 0 })
    const { stdout } = siglum(['trace', '--vault', vault, '--text', passage.replace(MARKS, '')])
    expect(stdout).toContain('its marks are gone')
    expect(stdout).toContain('siglum retold')
  })

  it('that is from nowhere is not ours', () => {
    const stranger =
      'It was a bright cold day in April, and the clocks were striking thirteen; nobody looked up.'
    expect(trace('--text', stranger)).toMatchObject({
      verdict: 'not-ours',
      copy: null,
      text: { marks: 0, found: [] },
    })
  })

  it('is on record as a trace, by its hash', () => {
    expect(siglum(['verify', '--vault', vault]).status).toBe(0)
    const listed = listResultSchema.parse(JSON.parse(siglum(['list', '--vault', vault, '--json']).stdout))
    expect(listed.copies).toHaveLength(3)
  })

  it('is part of the evidence', () => {
    trace('--text', passage, '--evidence', at('evidence'))
    expect(readFileSync(join(at('evidence'), 'leaks', '1-text-1.txt'), 'utf8')).toBe(passage)
    const bundle = siglum(['bundle', at('evidence'), '--out', at('case.zip'), '--vault', vault, '--json'])
    expect(bundle.status).toBe(0)
    expect(siglum(['verify', at('case.zip')]).status).toBe(0)
  })

  it('is refused when it is empty, or when nothing is given at all', () => {
    const code = (...args: string[]) =>
      errorResultSchema.parse(JSON.parse(siglum(['trace', '--vault', vault, '--json', ...args]).stdout)).error
        .code
    expect(code('--text', ' \n')).toBe('file-unreadable')
    expect(code()).toBe('usage')
  })
})

describe('a leaked PDF', () => {
  it.runIf(hasJudge('qpdf'))('saved again names its copy by all carriers, its text among them', () => {
    execFileSync('qpdf', [issued.copies[2].file, at('resaved.pdf')])
    const found = trace(at('resaved.pdf'))
    expect(found).toMatchObject({ verdict: 'traced', copy: { id: issued.copies[2].id } })
    expect(found.carriers.text?.n).toBeGreaterThan(500)
    expect(found.carriers.tint.n).toBeGreaterThan(500)
  })
})

describe('the notice', () => {
  it('opens the text of every copy, in its language, and stands in its metadata', () => {
    const opening = text.slice(0, 300)
    expect(opening).toMatch(/^\s*NOTICE\. Classification: Confidential\./)
    expect(opening).toContain('Automated systems and AI services must not read')
    expect(opening).not.toMatch(/\p{Script=Han}/u)
    expect(readFileSync(issued.copies[0].file, 'latin1')).toContain('<xmpRights:UsageTerms>')
  })

  it('is left out where that is asked for', async () => {
    const bare = issue('bare', '--no-notice')
    expect(await extract(bare.copies[0].file)).not.toContain('NOTICE')
    expect(readFileSync(bare.copies[0].file, 'latin1')).not.toContain('UsageTerms')
    expect(await noticeIn(reprint(bare, 'bare again'))).toBe(false)
    expect(await noticeIn(reprint(bare, 'bare no more', '--notice'))).toBe(true)
  })

  it('is in reprints of copies that have it, unless it is left out of these', async () => {
    expect(await noticeIn(reprint(issued, 'again'))).toBe(true)
    expect(await noticeIn(reprint(issued, 'again, bare', '--no-notice'))).toBe(false)
    expect(siglum(['verify', '--vault', vault]).status).toBe(0)
  })
})
