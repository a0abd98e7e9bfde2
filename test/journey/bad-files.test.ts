import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorResultSchema, issueResultSchema } from '../../shared/contract/results.ts'
import type { ErrorResult } from '../../shared/contract/results.ts'
import { CORPUS } from '../unit/document/corpus.ts'
import { initCheapVault, siglum } from './siglum-command.ts'
import { twoPagePaper } from './two-page-paper.ts'

const FIXTURES = join(import.meta.dirname, '..', 'unit', 'image', 'fixtures')

const folder = mkdtempSync(join(tmpdir(), 'siglum-bad-files-'))
const at = (name: string): string => join(folder, name)
const vault = at('vault')

/** One JSON object and nothing else on stdout, whatever the libraries that read the file had to say. */
const refusal = (...args: string[]): ErrorResult['error'] => {
  const { status, stdout } = siglum([...args, '--vault', vault, '--json'])
  expect(status).toBe(1)
  expect(stdout.trim().split('\n')).toHaveLength(1)
  return errorResultSchema.parse(JSON.parse(stdout)).error
}

const issue = (paper: string, people: string, out: string): string[] => [
  'issue',
  '--document',
  at(paper),
  '--recipients',
  at(people),
  '--out',
  at(out),
]

describe('files that cannot be used', () => {
  beforeAll(async () => {
    writeFileSync(at('paper.pdf'), await twoPagePaper())
    writeFileSync(at('people.csv'), 'name,unit\nAnn Lee,Treasury\n')
    expect(initCheapVault(vault).status).toBe(0)
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('keeps stdout clean while reading a HEIC picture that was cut short', () => {
    const whole = readFileSync(join(FIXTURES, 'quarters.heic'))
    writeFileSync(at('cut.heic'), whole.subarray(0, Math.floor(whole.length * 0.7)))
    expect(refusal('trace', at('cut.heic')).code).toBe('picture-unreadable')
  })

  it('says that an empty file is empty, and a folder a folder', () => {
    writeFileSync(at('empty.jpg'), '')
    expect(refusal('trace', at('empty.jpg')).message).toContain('is empty')
    expect(refusal('trace', folder).message).toContain('a folder')
  })

  it('does not ask for an option that there is not, when a leaked PDF wants a password', () => {
    const locked = spawnSync('qpdf', [
      '--encrypt',
      'user',
      'owner',
      '256',
      '--',
      at('paper.pdf'),
      at('locked.pdf'),
    ])
    if (locked.error) return console.warn('SKIPPED: qpdf is not installed (apt-get install qpdf)')
    const { code, message } = refusal('trace', at('locked.pdf'))
    expect([code, message]).toEqual(['document-encrypted', expect.stringContaining('print it to a new PDF')])
    expect(message).not.toContain('--password')
  })

  it('names every recipient that cannot be drawn, and lets none of them steer the terminal', () => {
    writeFileSync(at('rare.csv'), 'name\nAnn\n\u{1F600}\n\u202Eeel nnA\n')
    const { code, details } = refusal(...issue('paper.pdf', 'rare.csv', 'rare'))
    expect(code).toBe('name-undrawable')
    expect(details.join(' ')).toMatch(/Copy 2\/3.*Copy 3\/3/s)
    const { stderr } = siglum([...issue('paper.pdf', 'rare.csv', 'rare'), '--vault', vault])
    expect(stderr).toContain('2 copies cannot be marked')
    expect(stderr).not.toContain('\u202E')
  })

  it('says so when a PDF does not carry the fonts of its Chinese text', () => {
    const paper = CORPUS.find(({ name }) => name.startsWith('UCS-2 Chinese'))
    writeFileSync(at('bare.pdf'), paper?.bytes ?? '')
    const run = siglum([...issue('bare.pdf', 'people.csv', 'bare'), '--vault', vault, '--json'])
    expect(run.status, run.stdout).toBe(0)
    expect(issueResultSchema.parse(JSON.parse(run.stdout)).copies).toHaveLength(1)
    expect(run.stderr).toMatch(/Note: .*STSong-Light.*embed/)
  })
})
