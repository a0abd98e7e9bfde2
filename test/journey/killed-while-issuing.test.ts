import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listResultSchema, verifyResultSchema } from '../../shared/contract/results.ts'
import type { ListResult } from '../../shared/contract/results.ts'
import { initCheapVault, siglum, startSiglum } from './siglum-command.ts'
import { twoPagePaper } from './two-page-paper.ts'

const ROUNDS = 6
const COPIES = 10

const folder = mkdtempSync(join(tmpdir(), 'siglum-killed-'))
const vault = join(folder, 'vault')

const entries = (out: string): string[] => (existsSync(out) ? readdirSync(out) : [])

/** Starts issuing and kills it dead some moments after so many files have come up in the folder. */
const issueAndKill = async (out: string, files: number, momentsMs: number): Promise<void> => {
  const args = ['issue', '--vault', vault, '--document', join(folder, 'paper.pdf')]
  const child = startSiglum([...args, '--recipients', join(folder, 'people.csv'), '--out', out])
  const ended = once(child, 'exit')
  while (child.exitCode === null && entries(out).length < files) await pause(3)
  await pause(momentsMs)
  child.kill('SIGKILL')
  await ended
}

const json = (...args: string[]): unknown => {
  const { status, stdout, stderr } = siglum([...args, '--vault', vault, '--json'])
  expect(status, stderr + stdout).toBe(0)
  return JSON.parse(stdout)
}

/** Every sealed copy lies where the register says, as it says, and nothing else lies there. */
const expectOnlySealedFiles = (copies: ListResult['copies'], out: string): void => {
  const sealed = copies.filter(({ file }) => file !== null && file.startsWith(out))
  for (const { file, sha256 } of sealed) {
    expect(
      createHash('sha256')
        .update(readFileSync(file ?? ''))
        .digest('hex'),
    ).toBe(sha256)
  }
  expect(
    entries(out)
      .map((name) => join(out, name))
      .sort(),
  ).toEqual(sealed.map(({ file }) => file).sort())
}

describe('issuing killed at any moment', () => {
  beforeAll(async () => {
    writeFileSync(join(folder, 'paper.pdf'), await twoPagePaper())
    const names = Array.from({ length: COPIES }, (_, i) => `Reader ${i + 1},Unit,R-${i + 1}`)
    writeFileSync(join(folder, 'people.csv'), ['name,unit,id', ...names].join('\n'))
    expect(initCheapVault(vault).status).toBe(0)
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each(Array.from({ length: ROUNDS }, (_, round) => round))(
    'leaves a sound register: round %i',
    async (round) => {
      const out = join(folder, `out-${round}`)
      // The moment falls anywhere in making, checking, sealing or naming a copy; printed, should it ever matter.
      const moments = Math.floor(Math.random() * 150)
      console.info(`round ${round}: killed ${moments} ms after ${round + 1} files`)
      await issueAndKill(out, round + 1, moments)
      const { copies, issuances } = listResultSchema.parse(json('list'))
      expect(verifyResultSchema.parse(json('verify')).verdict).toBe('intact')
      expect(copies.filter(({ state }) => state === 'reserved')).toEqual([])
      for (const { id } of issuances)
        expect(copies.filter(({ issuance }) => issuance === id)).toHaveLength(COPIES)
      expectOnlySealedFiles(copies, out)
    },
  )

  it('did interrupt issuances, and still issues whole ones', () => {
    const before = listResultSchema.parse(json('list')).copies
    expect(before.some(({ state }) => state === 'abandoned')).toBe(true)
    const out = join(folder, 'whole')
    json(
      'issue',
      '--document',
      join(folder, 'paper.pdf'),
      '--recipients',
      join(folder, 'people.csv'),
      '--out',
      out,
    )
    expect(entries(out)).toHaveLength(COPIES)
  })
})
