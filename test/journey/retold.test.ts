import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorResultSchema, issueResultSchema, verifyResultSchema } from '../../shared/contract/results.ts'
import type { IssueResult } from '../../shared/contract/results.ts'
import { retoldResultSchema } from '../../shared/contract/retold-results.ts'
import type { RetoldResult } from '../../shared/contract/retold-results.ts'
import { stepResultSchema } from '../../shared/contract/custody-results.ts'
import { initCheapVault, siglum } from './siglum-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'siglum-retold-'))
const at = (name: string): string => join(folder, name)
const vault = at('vault')
const PAPER = join(import.meta.dirname, '..', 'paper', 'meeting-paper.pdf')
const POST =
  '听我姨说北岸水厂二期要花快十二个亿，贷款利率2.98%那家银行，利率10年不变，不用抵押，3月底前不签就黄了'

const run = (...args: string[]) => siglum([...args, '--vault', vault, '--json'])

const done = <T>(schema: { parse: (value: unknown) => T }, ...args: string[]): T => {
  const { status, stdout, stderr } = run(...args)
  expect(status, stdout + stderr).toBe(0)
  return schema.parse(JSON.parse(stdout))
}

const nextYear = new Date().getFullYear() + 1

describe('a relative’s post, through the real command', () => {
  let issued: IssueResult

  beforeAll(() => {
    writeFileSync(at('people.csv'), '姓名,单位,编号\n王小明,水务局,W-1\nAnn Lee,Treasury,T-2\n')
    expect(initCheapVault(vault).status).toBe(0)
    const files = ['--document', PAPER, '--recipients', at('people.csv'), '--out', at('copies')]
    issued = done(issueResultSchema, 'issue', ...files, '--medium', 'screen')
    const given = [issued.issuance, '1/2', '--channel', 'by-hand', '--to', '司机小赵']
    done(stepResultSchema, 'hand-out', ...given)
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const found = (result: RetoldResult) => {
    expect(result).toMatchObject({ kind: 'exposure', verdict: 'found', searched: { documents: 1, pages: 8 } })
    return result.documents[0]
  }

  it('leads to the paper, the passage and whoever had a copy, and to no copy', () => {
    const { document, facts, exposure } = found(done(retoldResultSchema, 'retold', '--text', POST))
    expect(document.id).toBe(issued.document.id)
    const pairs = facts.map(({ said, written, exact }) => [said, written, exact])
    expect(pairs).toContainEqual(['2.98%', '2.98 per cent', true])
    expect(pairs).toContainEqual(['十二个亿', '十一亿八千六百万元', false])
    expect(exposure.holdings).toMatchObject([
      { copy: '1/2', person: { name: '王小明' }, takenBy: '司机小赵', until: null },
    ])
    expect(exposure.notHandedOut.map(({ recipient }) => recipient.name)).toEqual(['Ann Lee'])
  })

  it('takes the post from a file or standard input, and a day', () => {
    writeFileSync(at('post.txt'), POST)
    const day = ['--at', `${nextYear}-02-01`]
    expect(found(done(retoldResultSchema, 'retold', at('post.txt'), ...day)).facts.length).toBeGreaterThan(2)
    const before = done(retoldResultSchema, 'retold', at('post.txt'), '--at', '2001-01-01')
    expect(before).toMatchObject({
      verdict: 'nothing-found',
      documents: [],
      later: [{ id: issued.document.id }],
    })
  })

  it('says for people that it is exposure and no trace', () => {
    const { stdout, status } = siglum(['retold', '--text', POST, '--vault', vault])
    expect(status).toBe(0)
    expect(stdout).toMatch(/^EXPOSURE\nExposure, not a trace/)
    expect(stdout).toMatch(/no copy can be named/)
    expect(stdout).toMatch(/"2\.98%" = "2\.98 per cent" on page 5/)
    expect(stdout).toMatch(/1\/2 +王小明, 水务局 \(taken by 司机小赵\).*still had it/)
    expect(stdout).toMatch(/no list of suspects/)
  })

  it('finds nothing in a post about something else, and says so', () => {
    const other = '今天公积金排了两个小时的队，窗口就开两个，气死'
    expect(done(retoldResultSchema, 'retold', '--text', other).verdict).toBe('nothing-found')
    expect(siglum(['retold', '--text', other, '--vault', vault]).stdout).toMatch(/Nothing found/)
  })

  it('refuses what is no post, and the register stays whole', () => {
    const failed = (...args: string[]) => {
      const { status, stdout } = run('retold', ...args)
      return { status, code: errorResultSchema.parse(JSON.parse(stdout)).error.code }
    }
    expect(failed()).toEqual({ status: 2, code: 'usage' })
    expect(failed('--text', '  ')).toEqual({ status: 2, code: 'usage' })
    expect(failed(at('post.txt'), '--text', 'x')).toEqual({ status: 2, code: 'usage' })
    expect(failed('--text', POST, '--at', 'tomorrow')).toEqual({ status: 2, code: 'usage' })
    expect(failed(at('no-such-file.txt'))).toEqual({ status: 1, code: 'file-not-found' })
    expect(done(verifyResultSchema, 'verify').verdict).toBe('intact')
  })
})
