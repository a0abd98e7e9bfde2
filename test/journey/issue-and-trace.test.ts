import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRaster } from '../../main/document/open-raster.ts'
import {
  errorResultSchema,
  initResultSchema,
  issueResultSchema,
  listResultSchema,
  traceResultSchema,
  verifyResultSchema,
} from '../../shared/contract/results.ts'
import type { IssueResult } from '../../shared/contract/results.ts'
import { onePage } from '../unit/document/raw-pdf.ts'
import { initCheapVault, siglum } from './siglum-command.ts'
import { twoPagePaper } from './two-page-paper.ts'

const folder = mkdtempSync(join(tmpdir(), 'siglum-journey-'))
const at = (name: string): string => join(folder, name)
const vault = at('vault')

const RECIPIENTS =
  '\uFEFF姓名,单位,编号,邮箱\n王小明,水务局,W-1,w@example.org\nAnn Lee,Treasury,T-2,\n"O\'Hara, Sean",,,\n'

const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

const parsed = <T>(schema: { parse: (value: unknown) => T }, stdout: string): T => {
  expect(stdout.trim().split('\n')).toHaveLength(1)
  return schema.parse(JSON.parse(stdout))
}

const codeOf = (stdout: string): string => parsed(errorResultSchema, stdout).error.code

const issueArguments = (out: string, recipients = at('people.csv')): string[] => [
  'issue',
  '--vault',
  vault,
  '--document',
  at('paper.pdf'),
  '--recipients',
  recipients,
  '--out',
  at(out),
  '--occasion',
  'Board, 23 November',
  '--classification',
  'Confidential',
  '--by',
  'Registry',
  '--json',
]

/** A page as a person's screen shows it. */
const screenshot = async (pdf: string, page: number, file: string): Promise<string> => {
  const raster = await openRaster(readFileSync(pdf))
  const { width, height, rgb } = raster.renderRgb(page, 100 / 25.4)
  raster.close()
  await sharp(rgb, { raw: { width, height, channels: 3 } })
    .png()
    .toFile(at(file))
  return at(file)
}

/** Soft coloured shapes and fur-like noise: no paper of ours. */
const drawCat = async (file: string): Promise<string> => {
  const fur = {
    create: {
      width: 900,
      height: 700,
      channels: 3 as const,
      background: '#7a6a55',
      noise: { type: 'gaussian' as const, mean: 120, sigma: 40 },
    },
  }
  const face = Buffer.from(
    '<svg width="900" height="700"><ellipse cx="450" cy="380" rx="260" ry="220" fill="#b98"/><path d="M230 260 L300 90 L400 190Z M670 260 L600 90 L500 190Z" fill="#a76"/><circle cx="360" cy="330" r="38" fill="#9c3"/><circle cx="540" cy="330" r="38" fill="#9c3"/></svg>',
  )
  await sharp(fur)
    .composite([{ input: face, blend: 'overlay' }])
    .jpeg({ quality: 80 })
    .toFile(at(file))
  return at(file)
}

describe('the main job, through the real command', () => {
  let issued: IssueResult

  beforeAll(async () => {
    writeFileSync(at('paper.pdf'), await twoPagePaper())
    writeFileSync(at('people.csv'), RECIPIENTS)
    const init = initCheapVault(vault)
    expect(init.stderr).toBe('')
    const made = parsed(initResultSchema, init.stdout)
    expect([made.vault.path, made.warnings]).toEqual([vault, [{ code: 'register-readable' }]])
    const run = siglum(issueArguments('copies'))
    expect(run.status, run.stderr + run.stdout).toBe(0)
    issued = parsed(issueResultSchema, run.stdout)
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('issues one numbered copy for each recipient', () => {
    expect(issued.document).toMatchObject({
      title: 'Northern reservoir',
      pages: 2,
      sha256: sha256(at('paper.pdf')),
    })
    expect(issued.copies.map(({ copy, recipient }) => [copy, recipient.name])).toEqual([
      ['1/3', '王小明'],
      ['2/3', 'Ann Lee'],
      ['3/3', "O'Hara, Sean"],
    ])
    for (const { file, sha256: sealed, bytes } of issued.copies) {
      expect(isAbsolute(file)).toBe(true)
      expect(sha256(file)).toBe(sealed)
      expect(readFileSync(file)).toHaveLength(bytes)
    }
    expect(readdirSync(at('copies'))).toHaveLength(3)
  })

  it('says in its result too which pages may not trace', () => {
    writeFileSync(at('bare.pdf'), onePage({ content: '' }))
    const files = ['--document', at('bare.pdf'), '--recipients', at('people.csv'), '--out', at('bare')]
    const aside = at('aside')
    expect(initCheapVault(aside).status).toBe(0)
    const run = siglum(['issue', '--vault', aside, ...files, '--medium', 'paper', '--json'])
    const { warnings, forecast } = parsed(issueResultSchema, run.stdout)
    expect(warnings).toEqual([{ code: 'print-weak', pages: [1] }])
    expect(forecast).toEqual([{ page: 1, screen: 'weak', print: 'weak' }])
    expect(issued.warnings).toBeUndefined()
  })

  it('lists what the register holds', () => {
    const { documents, issuances, copies } = parsed(
      listResultSchema,
      siglum(['list', '--vault', vault, '--json']).stdout,
    )
    expect(documents).toMatchObject([{ id: issued.document.id, classification: 'Confidential' }])
    expect(issuances).toMatchObject([
      { id: issued.issuance, occasion: 'Board, 23 November', by: 'Registry', copies: 3 },
    ])
    expect(copies.map(({ id, state, file }) => ({ id, state, file }))).toEqual(
      issued.copies.map(({ id, file }) => ({ id, state: 'sealed', file })),
    )
    const human = siglum(['list', '--vault', vault])
    expect(human.stdout).toContain('王小明')
  })

  it('traces a screenshot without being told the page, and writes the evidence', async () => {
    const leak = await screenshot(issued.copies[1].file, 1, 'leak.png')
    const run = siglum(['trace', '--vault', vault, leak, '--evidence', at('evidence'), '--json'])
    expect(run.status, run.stderr + run.stdout).toBe(0)
    const found = parsed(traceResultSchema, run.stdout)
    expect(found).toMatchObject({
      verdict: 'traced',
      document: { id: issued.document.id },
      page: 2,
      copy: { id: issued.copies[1].id, copy: '2/3' },
      recipient: { name: 'Ann Lee', unit: 'Treasury', id: 'T-2' },
      candidates: 3,
    })
    expect(found.bound).toBeLessThanOrEqual(1e-6)
    expect(existsSync(at('evidence/trace.json'))).toBe(true)
    expect((await sharp(at('evidence/evidence-1.png')).metadata()).format).toBe('png')
  })

  it('does not mix the evidence of two traces', () => {
    const before = readdirSync(at('evidence'))
    const run = siglum(['trace', '--vault', vault, at('leak.png'), '--evidence', at('evidence'), '--json'])
    expect(run.status).toBe(1)
    expect(parsed(errorResultSchema, run.stdout).error.code).toBe('file-unwritable')
    expect(readdirSync(at('evidence'))).toEqual(before)
  })

  it("traces a leaked copy's own file", () => {
    const run = siglum(['trace', '--vault', vault, issued.copies[2].file, '--json'])
    expect(parsed(traceResultSchema, run.stdout)).toMatchObject({ verdict: 'traced', copy: { copy: '3/3' } })
  })

  it('calls a picture of something else not ours, and says so in words', async () => {
    const run = siglum(['trace', '--vault', vault, await drawCat('cat.jpg')])
    expect(run.status).toBe(0)
    expect(run.stdout).toMatch(/^Not ours/)
  })

  it('names nobody for the unmarked original, and shows how its page was laid beside the original alone', async () => {
    const leak = await screenshot(at('paper.pdf'), 0, 'original.png')
    const traced = await sharp(at('evidence/evidence-1.png')).metadata()
    const run = siglum(['trace', '--vault', vault, leak, '--evidence', at('laid'), '--json'])
    const found = parsed(traceResultSchema, run.stdout)
    expect(found.verdict).toBe('inconclusive')
    expect(found.copy).toBeNull()
    expect(found.recipient).toBeNull()
    // Of three copies, laid in one way or a few: the law of DESIGN by hand.
    expect(found.zNeeded).toBeGreaterThan(5.5)
    expect(found.zNeeded).toBeLessThan(6.5)
    expect(found.z).toBeLessThan(found.zNeeded ?? 0)
    const laid = await sharp(at('laid/evidence-1.png')).metadata()
    expect(laid.height).toBeGreaterThan(500)
    expect(laid.width / laid.height).toBeLessThan((0.9 * traced.width) / traced.height)
  })

  it('records every trace, and verifies, also against a checkpoint kept outside', () => {
    const first = parsed(verifyResultSchema, siglum(['verify', '--vault', vault, '--json']).stdout)
    expect(first).toMatchObject({ verdict: 'intact', findings: [] })
    writeFileSync(at('checkpoint.txt'), first.checkpoint)
    const later = siglum(['verify', '--vault', vault, '--checkpoint', at('checkpoint.txt'), '--json'])
    expect(later.status).toBe(0)
    // Created, imported, reserved, three sealed, four traced.
    expect(parsed(verifyResultSchema, later.stdout).size).toBe(10)
  })

  it('knows the original itself, which bears no marks, and says so', () => {
    const run = siglum(['trace', '--vault', vault, at('paper.pdf'), '--json'])
    const found = parsed(traceResultSchema, run.stdout)
    expect(found).toMatchObject({ verdict: 'inconclusive', copy: null, original: { id: issued.document.id } })
  })

  it('tells a wrong passphrase', () => {
    const run = siglum(['list', '--vault', vault, '--json'], 'not the passphrase')
    expect([run.status, codeOf(run.stdout)]).toEqual([1, 'passphrase-wrong'])
  })

  it('reports every bad line of a recipients list and writes nothing', () => {
    writeFileSync(at('bad.csv'), 'name,unit,id\nAnn,A,1\n,B,2\nBob,C,1\n')
    const run = siglum(issueArguments('none', at('bad.csv')))
    expect([run.status, codeOf(run.stdout)]).toEqual([1, 'recipients-invalid'])
    expect(parsed(errorResultSchema, run.stdout).error.details.join(' ')).toMatch(/Line 3.*Line 4/)
    expect(existsSync(at('none'))).toBe(false)
  })

  it('refuses a name that it cannot draw before anything is written', () => {
    writeFileSync(at('rare.csv'), 'name\nAnn\n\u{1F600}\n')
    const run = siglum(issueArguments('none', at('rare.csv')))
    expect([run.status, codeOf(run.stdout)]).toEqual([1, 'name-undrawable'])
    expect(existsSync(at('none'))).toBe(false)
    const { issuances } = parsed(listResultSchema, siglum(['list', '--vault', vault, '--json']).stdout)
    expect(issuances).toHaveLength(1)
  })

  it('never writes over earlier copies', () => {
    const run = siglum(issueArguments('copies'))
    expect([run.status, codeOf(run.stdout)]).toEqual([1, 'file-unwritable'])
    for (const { file, sha256: sealed } of issued.copies) expect(sha256(file)).toBe(sealed)
  })

  it('says at the outset what lies in the clear, and that is so', () => {
    const made = siglum(['init', '--vault', at('another'), '--scrypt-log-n', '10'])
    expect([made.status, made.stdout]).toEqual([
      0,
      expect.stringMatching(/unencrypted in register\.sqlite.* encrypted disk\.\n$/),
    ])
    const [{ recipient }] = issued.copies
    expect(readFileSync(join(vault, 'register.sqlite')).includes(recipient.name)).toBe(true)
  })

  it('says what is wrong with a call: exit 2', () => {
    expect(siglum(['issue', '--vault', vault]).status).toBe(2)
    expect(siglum(['nonsense']).status).toBe(2)
    expect(siglum([]).status).toBe(2)
    const run = siglum(['trace', '--vault', vault, at('leak.png'), '--limit', '7', '--json'])
    expect([run.status, codeOf(run.stdout)]).toEqual([2, 'usage'])
    expect(siglum(['--help']).status).toBe(0)
  })

  it('tells of a mistyped option before the one that it was meant to be', () => {
    const told = (...args: string[]) =>
      errorResultSchema.parse(JSON.parse(siglum([...args, '--json']).stdout))
    expect(told('trace', '--vautl', vault, 'x').error.message).toMatch(/'--vautl' \(Did you mean --vault\?\)/)
    expect(told('trace', 'x').error.message).toMatch(/^Required option '--vault <dir>'/)
    expect(siglum(['trace', '--json', '--', '--vautl']).stdout).toMatch(/Required option '--vault <dir>'/)
  })

  it('says what is wrong with a file: exit 1', () => {
    writeFileSync(at('noise.pdf'), 'this is not a PDF')
    const absent = siglum(['trace', '--vault', vault, at('absent.png'), '--json'])
    expect([absent.status, codeOf(absent.stdout)]).toEqual([1, 'file-not-found'])
    const noise = siglum(issueArguments('none').map((a) => (a === at('paper.pdf') ? at('noise.pdf') : a)))
    expect([noise.status, codeOf(noise.stdout)]).toEqual([1, 'document-broken'])
    expect(siglum(['list', '--vault', at('no-vault'), '--json']).status).toBe(1)
  })
})
