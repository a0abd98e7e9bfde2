import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRaster } from '../../main/document/open-raster.ts'
import { openVault } from '../../main/vault.ts'
import {
  errorResultSchema,
  issueResultSchema,
  listResultSchema,
  traceResultSchema,
  verifyResultSchema,
} from '../../shared/contract/results.ts'
import type { IssueResult } from '../../shared/contract/results.ts'
import { initCheapVault, PASSPHRASE, siglum, startSiglum } from './siglum-command.ts'
import { twoPagePaper } from './two-page-paper.ts'

const folder = mkdtempSync(join(tmpdir(), 'siglum-two-'))
const at = (name: string): string => join(folder, name)
const vault = at('vault')

const json = (...args: string[]): unknown => {
  const { status, stdout, stderr } = siglum([...args, '--vault', vault, '--json'])
  expect(status, stderr + stdout).toBe(0)
  return JSON.parse(stdout)
}

const issue = (out: string, medium: string): IssueResult => {
  const files = ['--document', at('paper.pdf'), '--recipients', at('people.csv'), '--out', at(out)]
  return issueResultSchema.parse(json('issue', ...files, '--medium', medium))
}

const screenshot = async (pdf: string, page: number, file: string): Promise<string> => {
  const raster = await openRaster(readFileSync(pdf))
  const { width, height, rgb } = raster.renderRgb(page, 100 / 25.4)
  raster.close()
  await sharp(rgb, { raw: { width, height, channels: 3 } })
    .png()
    .toFile(at(file))
  return at(file)
}

const trace = (...args: string[]) => traceResultSchema.parse(json('trace', ...args))

describe('one paper issued twice to the same people, for other media', () => {
  let first: IssueResult
  let second: IssueResult

  beforeAll(async () => {
    writeFileSync(at('paper.pdf'), await twoPagePaper())
    writeFileSync(at('people.csv'), 'name,unit\nAnn Lee,Treasury\n王小明,水务局\n')
    expect(initCheapVault(vault).status).toBe(0)
    first = issue('first', 'screen')
    second = issue('second', 'both')
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('is one document with two issuances', () => {
    expect(second.document).toEqual(first.document)
    const { documents, issuances } = listResultSchema.parse(json('list'))
    expect(documents).toHaveLength(1)
    expect(issuances.map(({ id, medium }) => [id, medium])).toEqual([
      [first.issuance, 'screen'],
      [second.issuance, 'both'],
    ])
  })

  it('tells the copies of both apart', async () => {
    for (const [name, { copies }] of Object.entries({ first, second })) {
      const found = trace(await screenshot(copies[1].file, 0, `${name}.png`))
      expect(found).toMatchObject({ verdict: 'traced', copy: { id: copies[1].id }, candidates: 4 })
    }
  })

  it('names nobody when asked about the other issuance', () => {
    const narrowed = trace(at('first.png'), '--issuance', second.issuance)
    expect(narrowed).toMatchObject({ verdict: 'inconclusive', copy: null, recipient: null, candidates: 2 })
    const foreign = siglum(['trace', at('first.png'), '--issuance', 'i-none', '--vault', vault, '--json'])
    expect(foreign.status).toBe(1)
    expect(errorResultSchema.parse(JSON.parse(foreign.stdout)).error.code).toBe('not-found')
  })

  it('lists and verifies while another program is at work in the vault, and waits with the rest', async () => {
    const busy = await openVault(vault, PASSPHRASE)
    try {
      expect(listResultSchema.parse(json('list')).copies).toHaveLength(4)
      expect(verifyResultSchema.parse(json('verify')).verdict).toBe('intact')
      const run = siglum(['trace', at('first.png'), '--vault', vault, '--json', '--wait', '1'])
      expect(run.stderr).toContain('waiting up to 1 s')
      expect(errorResultSchema.parse(JSON.parse(run.stdout)).error.code).toBe('vault-in-use')
    } finally {
      busy.close()
    }
  })

  it('waits a little for a vault in use', async () => {
    const busy = await openVault(vault, PASSPHRASE)
    const child = startSiglum(['trace', '--vault', vault, at('first.png')])
    const ended = once(child, 'exit')
    try {
      expect(await Promise.race([ended, pause(3000)])).toBeUndefined()
    } finally {
      busy.close()
    }
    expect(await ended).toEqual([0, null])
  })

  it('stops waiting, without issuing anything, when told to', async () => {
    const busy = await openVault(vault, PASSPHRASE)
    const files = ['--document', at('paper.pdf'), '--recipients', at('people.csv'), '--out', at('third')]
    const child = startSiglum(['issue', '--vault', vault, ...files, '--wait', '600'])
    const ended = once(child, 'exit')
    try {
      expect(await Promise.race([ended, pause(3000)])).toBeUndefined()
      child.kill('SIGINT')
      expect(await ended).toEqual([130, null])
    } finally {
      busy.close()
    }
    expect(listResultSchema.parse(json('list')).issuances).toHaveLength(2)
  })

  it.each(['soon', '-1', '', '100000'])('refuses to wait "%s" seconds', (wait) => {
    const { status, stdout } = siglum(['list', '--vault', vault, '--json', '--wait', wait])
    expect(status).toBe(2)
    expect(errorResultSchema.parse(JSON.parse(stdout)).error.code).toBe('usage')
  })

  it('ends a trace at Ctrl-C, with nothing recorded and the vault free again', async () => {
    const size = () => verifyResultSchema.parse(json('verify')).size
    const before = size()
    const child = startSiglum(['trace', '--vault', vault, at('first.png'), at('second.png')])
    const ended = once(child, 'exit')
    await pause(1500)
    child.kill('SIGINT')
    expect(await ended).toEqual([null, 'SIGINT'])
    expect(size()).toBe(before)
  })
})
