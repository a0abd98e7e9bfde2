import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  correctResultSchema,
  handoverResultSchema,
  musterResultSchema,
  searchResultSchema,
  showResultSchema,
  stepResultSchema,
} from '../../shared/contract/custody-results.ts'
import {
  bundleCheckResultSchema,
  bundleResultSchema,
  exportResultSchema,
} from '../../shared/contract/paper-results.ts'
import {
  errorResultSchema,
  issueResultSchema,
  listResultSchema,
  traceResultSchema,
  verifyResultSchema,
} from '../../shared/contract/results.ts'
import { checkpointResultSchema } from '../../shared/contract/keeping-results.ts'
import type { IssueResult } from '../../shared/contract/results.ts'
import { initCheapVault, siglum } from './siglum-command.ts'
import { twoPagePaper } from './two-page-paper.ts'

const folder = mkdtempSync(join(tmpdir(), 'siglum-custody-'))
const at = (name: string): string => join(folder, name)
const vault = at('vault')

const RECIPIENTS =
  '姓名,单位,编号\n王小明,水务局,W-1\nAnn Lee,Treasury,T-2\n欧阳文静,办公厅,B-3\n赵六,档案馆,D-4\n'

const run = (...args: string[]) => siglum([...args, '--vault', vault, '--json'])

/** What a command that must succeed prints. */
const done = <T>(schema: { parse: (value: unknown) => T }, ...args: string[]): T => {
  const { status, stdout, stderr } = run(...args)
  expect(status, stdout + stderr).toBe(0)
  return schema.parse(JSON.parse(stdout))
}

/** Exit status, code and message of a command that must not. */
const failed = (...args: string[]) => {
  const { status, stdout } = run(...args)
  return { status, ...errorResultSchema.parse(JSON.parse(stdout)).error }
}

const step = (...args: string[]) => done(stepResultSchema, ...args)

describe('custody, through the real command', () => {
  let issued: IssueResult
  let codes: readonly string[]
  /** The events of the inventory and of the handover. */
  let [counted, handedOver] = [0, 0]

  beforeAll(async () => {
    writeFileSync(at('paper.pdf'), await twoPagePaper(1))
    writeFileSync(at('people.csv'), RECIPIENTS)
    expect(initCheapVault(vault).status).toBe(0)
    const paper = ['issue', '--document', at('paper.pdf'), '--recipients', at('people.csv')]
    const facts = ['--occasion', '水务会议', '--control-number', 'C-7', '--number', '水发〔2026〕12号']
    const more = ['--classification', '机密', '--term', '10年', '--edition', 'draft 2', '--approver', 'Chief']
    issued = done(issueResultSchema, ...paper, '--out', at('copies'), ...facts, ...more)
    codes = issued.copies.map(({ code }) => code)
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('hands out a whole issuance at once, with a day for its return', () => {
    const { copies, outstanding } = step(
      'hand-out',
      issued.issuance,
      '--all',
      '--channel',
      'by-hand',
      '--on',
      '2026-01-10',
      '--due',
      '2026-01-12',
      '--by',
      'Registry',
    )
    expect(copies.map(({ state, overdue }) => [state, overdue])).toEqual(
      Array.from({ length: 4 }, () => ['out', true]),
    )
    expect(outstanding).toHaveLength(4)
  })

  it('files the signed sheet with the receipts', () => {
    writeFileSync(at('sheet.jpg'), 'a scan')
    const scan = createHash('sha256').update('a scan').digest('hex')
    const { copies } = step('receive', codes[0], codes[1].toLowerCase(), '--scan', at('sheet.jpg'))
    expect(copies.map(({ receipt }) => [receipt?.name, receipt?.scan])).toEqual([
      ['王小明', scan],
      ['Ann Lee', scan],
    ])
  })

  it('tells a mistyped code from an unknown one, and lists every slip', () => {
    const slip = `${codes[0].slice(0, -1)}${codes[0].endsWith('0') ? '1' : '0'}`
    expect(failed('show', slip)).toMatchObject({
      status: 1,
      code: 'code-mistyped',
      message: expect.stringMatching(/check character/),
    })
    expect(failed('recall', codes[0], slip, 'K7', '5/4').details).toHaveLength(3)
  })

  it('refuses what cannot be: all or nothing, every refusal listed', () => {
    step('return', issued.issuance, '1/4')
    const destroy = [
      'destroy',
      issued.issuance,
      '--all',
      '--method',
      'shredded',
      '--approver',
      'Chief',
      '--witness',
      'A',
      '--certificate',
      'D-1',
    ]
    expect(failed(...destroy)).toMatchObject({ status: 2, code: 'usage' })
    expect(failed(...destroy, '--witness', ' a')).toMatchObject({ status: 1, code: 'step-refused' })
    const { code, details } = failed(...destroy, '--witness', 'B')
    expect([code, details]).toEqual([
      'step-refused',
      [2, 3, 4].map((n) => `Copy ${n}/4 was not returned, so it cannot be destroyed.`),
    ])
    expect(done(showResultSchema, 'show', codes[0]).copy.state).toBe('returned')
  })

  it('collects against the list and tells what is still out', () => {
    writeFileSync(at('scanned.txt'), `${codes[1]}\r\n${codes[1]}\r\n`)
    const { copies, outstanding } = step('return', '--list', at('scanned.txt'), '--condition', 'damaged')
    expect(copies.map(({ copy, returned }) => [copy, returned?.condition])).toEqual([['2/4', 'damaged']])
    expect(outstanding.map(({ copy }) => copy)).toEqual(['3/4', '4/4'])
    const human = siglum(['return', issued.issuance, '4/4', '--vault', vault])
    expect(human.stdout).toMatch(/1 copy returned[^]*Still out \(1\)[^]*欧阳文静/)
  })

  it('lends, takes back, recalls, loses and finds again', () => {
    expect(
      step('transfer', codes[2], '--to', '李四', '--lend', '--due', '2099-01-01').copies[0],
    ).toMatchObject({ state: 'lent', holder: { name: '李四' }, overdue: false })
    expect(failed('transfer', codes[2], '--to', 'Bob').code).toBe('step-refused')
    expect(step('take-back', codes[2]).copies[0]).toMatchObject({
      state: 'out',
      holder: { name: '欧阳文静' },
    })
    step('page-check', codes[2], '--incomplete', '--note', 'page 2 is torn')
    step('recall', codes[2])
    step('lost', codes[2], '--reporter', '欧阳文静')
    step('link-incident', codes[2], '--incident', 'INC-5')
    expect(step('return', codes[2]).copies[0]).toMatchObject({ state: 'returned', incidents: ['INC-5'] })
    expect(failed('lost', codes[2], '--on', '2999-01-01')).toMatchObject({ status: 2, code: 'usage' })
  })

  it('corrects a step: both show', () => {
    const { history } = done(showResultSchema, 'show', codes[1])
    const wrong = history.find(({ type }) => type === 'copy-returned')?.event ?? -1
    const set = ['--set', 'condition=good', '--set', 'receiver=Mei']
    const { copy, event } = done(correctResultSchema, 'correct', `${wrong}`, '--reason', 'misread', ...set)
    expect(copy?.returned).toMatchObject({ condition: 'good', receiver: 'Mei' })
    const after = done(showResultSchema, 'show', issued.issuance, '2/4').history
    expect(after.find((entry) => entry.event === wrong)?.correctedBy).toBe(event)
    expect(after.find((entry) => entry.event === event)).toMatchObject({ corrects: wrong })
    expect(failed('correct', `${wrong}`, '--reason', 'x', '--strike').code).toBe('step-refused')
    expect(failed('correct', '0', '--reason', 'x', '--strike').code).toBe('step-refused')
  })

  it('reprints a copy as a copy of its own, which traces to itself', () => {
    const made = done(
      issueResultSchema,
      'reprint',
      codes[0],
      '--out',
      at('again'),
      '--reason',
      'coffee',
      '--count',
      '2',
    )
    expect(made.copies.map(({ copy }) => copy)).toEqual(['1/1 of 2', '1/2 of 2'])
    expect(made.copies.every(({ file }) => existsSync(file))).toBe(true)
    const { copies } = step('hand-out', issued.issuance, '1/2 of 2', '--channel', 'printed')
    expect(copies[0]).toMatchObject({ copy: '1/2 of 2', code: made.copies[1].code })
    expect(failed('reprint', made.copies[0].code, '--out', at('no'), '--reason', 'x').code).toBe(
      'step-refused',
    )
    const trace = done(traceResultSchema, 'trace', made.copies[1].file, '--evidence', at('evidence'))
    expect(trace).toMatchObject({ verdict: 'traced', copy: { id: made.copies[1].id, copy: '1/2 of 2' } })
    const { reprints, history } = done(showResultSchema, 'show', codes[0])
    expect(reprints.map(({ copy }) => copy)).toEqual(['1/1 of 2', '1/2 of 2'])
    expect(history.at(-1)?.says).toMatch(/2 reprints ordered: coffee/)
  })

  it('takes stock: what is missing and what should not be there', () => {
    const muster = run('muster', codes[0], codes[1], codes[2], issued.issuance, '1/2 of 2')
    expect(muster.status).toBe(1)
    const { event, expected, missing, unexpected } = musterResultSchema.parse(JSON.parse(muster.stdout))
    counted = event
    expect([expected, missing.map(({ copy }) => copy), unexpected.map(({ copy }) => copy)]).toEqual([
      5,
      ['1/1 of 2', '4/4'],
      ['1/2 of 2'],
    ])
    expect(done(showResultSchema, 'show', codes[3]).copy.mustered?.found).toBe(false)
  })

  it('hands over to a new custodian against the list', () => {
    expect(failed('handover', codes[0], '--from', 'Mei', '--to', 'Lin').code).toBe('step-refused')
    const over = done(handoverResultSchema, 'handover', '--from', 'Mei', '--to', 'Lin')
    handedOver = over.event
    expect([over.taken.length, over.outstanding.length]).toEqual([5, 1])
  })

  it('corrects an inventory and strikes a handover: both show', () => {
    const { event, copy } = done(
      correctResultSchema,
      'correct',
      `${counted}`,
      '--reason',
      'in the safe',
      '--set',
      `found=${codes[0]},${codes[3]}`,
    )
    expect(copy).toBeNull()
    const shown = done(showResultSchema, 'show', codes[3])
    expect(shown.copy.mustered?.found).toBe(true)
    expect(shown.history.find((entry) => entry.event === counted)?.correctedBy).toBe(event)
    expect(shown.history.find((entry) => entry.event === event)?.corrects).toBe(counted)
    done(correctResultSchema, 'correct', `${handedOver}`, '--reason', 'called off', '--strike')
    expect(failed('correct', `${handedOver}`, '--reason', 'x', '--strike').code).toBe('step-refused')
    expect(done(verifyResultSchema, 'verify').verdict).toBe('intact')
  })

  it('destroys what came back, and nothing after that', () => {
    const { copies } = step(
      'destroy',
      codes[1],
      '--method',
      'shredded',
      '--approver',
      'Chief',
      '--witness',
      'A',
      '--witness',
      'B',
      '--certificate',
      'D-2026-1',
    )
    expect(copies[0].destroyed).toMatchObject({ witnesses: ['A', 'B'], certificate: 'D-2026-1' })
    expect(failed('hand-out', codes[1], '--channel', 'e-mail').message).toMatch(/Copy 2\/4 was destroyed/)
  })

  it('searches and lists', () => {
    const found = (...args: string[]) =>
      done(searchResultSchema, 'search', ...args).copies.map(({ copy }) => copy)
    expect(found('文静')).toEqual(['3/4'])
    expect(found('水发', '12号', 'north')).toHaveLength(6)
    expect(found('水务会议', '--state', 'destroyed')).toEqual(['2/4'])
    expect(found(codes[3])).toEqual(['4/4'])
    const out = done(listResultSchema, 'list', '--state', 'out', '--occasion', '水务')
    expect(out.copies.map(({ copy, custody }) => [copy, custody])).toEqual([['1/2 of 2', 'out']])
    expect(failed('list', '--state', 'eaten')).toMatchObject({ status: 2, code: 'usage' })
    const human = siglum(['show', codes[2], '--vault', vault]).stdout
    expect(human).toMatch(/C-7 · 水发〔2026〕12号 · 机密 · 10年 · draft 2/)
    expect(human).toMatch(/lent to 李四[^]*taken back[^]*page 2 is torn[^]*recalled[^]*lost[^]*INC-5/)
  })

  it('packs a trace into a bundle that anybody can check, without vault or passphrase', () => {
    const head = (name: string, ...args: string[]): string => {
      done(checkpointResultSchema, 'checkpoint', '--out', at(name), ...args)
      return at(name)
    }
    const early = head('early.txt')
    const bundle = done(bundleResultSchema, 'bundle', at('evidence'), '--out', at('case.zip'))
    const own = head('own.txt')
    expect(existsSync(at('case.pdf'))).toBe(true)
    const verify = (...args: string[]) => {
      const { status, stdout } = siglum(['verify', at('case.zip'), ...args, '--json'], '')
      return { status, ...bundleCheckResultSchema.parse(JSON.parse(stdout)) }
    }
    const key = ['--register-key', bundle.registerKey]
    expect(verify(...key)).toMatchObject({ status: 0, verdict: 'holds', copy: '1/2 of 2', keyGiven: true })
    done(exportResultSchema, 'export', '--out', at('after.csv'))
    const [later, proven] = [head('later.txt'), head('proven.txt', '--since', own)]
    for (const file of [early, own, proven])
      expect(verify(...key, '--checkpoint', file)).toMatchObject({
        status: 0,
        outside: [{ outcome: 'agrees' }],
      })
    expect(verify('--checkpoint', later)).toMatchObject({ status: 3, verdict: 'cannot-tell' })
    expect(siglum(['verify', at('case.zip'), '--checkpoint', later], '').stdout).toMatch(
      /CANNOT TELL: .*--since/,
    )
    const bytes = readFileSync(at('case.zip'))
    writeFileSync(
      at('case.zip'),
      bytes.fill(0x5a, bytes.indexOf('leaks/') + 200, bytes.indexOf('leaks/') + 210),
    )
    const changed = siglum(['verify', at('case.zip'), '--json'], '')
    expect(changed.status).toBe(1)
  })

  it('writes lists and sheets, each on record with its hash', () => {
    const csv = done(exportResultSchema, 'export', '--out', at('out.csv'), '--bom', '--state', 'returned')
    expect(csv).toMatchObject({ rows: 3, format: 'csv' })
    const text = readFileSync(at('out.csv'), 'utf8')
    expect(text.startsWith('\uFEFF')).toBe(true)
    expect(text).toContain('欧阳文静')
    expect(createHash('sha256').update(readFileSync(csv.file)).digest('hex')).toBe(csv.sha256)
    expect(JSON.parse(readFileSync(csv.statement, 'utf8'))).toMatchObject({
      sha256: csv.sha256,
      rows: 3,
      filter: { state: 'returned' },
      checkpoint: expect.stringContaining('siglum/v-'),
    })
    expect(failed('export', '--out', at('out.csv')).code).toBe('file-unwritable')
    expect(failed('export', '--out', at('out.txt'))).toMatchObject({ status: 2, code: 'usage' })
    expect(done(exportResultSchema, 'export', '--out', at('out.xlsx'), '--search', '文静').rows).toBe(1)
    const sheet = done(exportResultSchema, 'sheet', 'receipt', issued.issuance, '--out', at('receipt.pdf'))
    expect(readFileSync(sheet.file).subarray(0, 5).toString()).toBe('%PDF-')
    const certificate = ['sheet', 'certificate', 'D-2026-1', '--out', at('certificate.pdf')]
    expect(done(exportResultSchema, ...certificate).rows).toBe(1)
    expect(failed('sheet', 'certificate', 'D-9', '--out', at('no.pdf')).code).toBe('not-found')
  })

  it('leaves a register that verifies', () => {
    expect(done(verifyResultSchema, 'verify')).toMatchObject({ verdict: 'intact', findings: [] })
    expect(readFileSync(issued.copies[0].file).length).toBeGreaterThan(0)
  })
})
