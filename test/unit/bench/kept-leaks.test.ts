import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { findCase, keepCase, readCases, writeCases } from '../../bench/failure-corpus.ts'
import { keepLeak, leakKey, readLeak } from '../../bench/leak-cache.ts'
import type { TraceRow } from '../../bench/trace-row.ts'
import { TRACED_ROW } from '../../support/traced-row.ts'

const folder = mkdtempSync(join(tmpdir(), 'leaks-'))
afterAll(() => rmSync(folder, { recursive: true }))

const leak = { bytes: Buffer.from([0xff, 0xd8, 1, 2]), notes: { kind: 'scan', dpi: 300, accepted: true } }

describe('leaks kept from run to run', () => {
  it('come back as they were', () => {
    keepLeak(folder, 'one', leak)
    expect(readLeak(folder, 'one')).toEqual(leak)
    expect(readLeak(folder, 'two')).toBeNull()
  })

  it('are known by the files that leaked and by how', () => {
    const [a, b] = [Buffer.from('a'), Buffer.from('b')]
    const key = leakKey([a], 'scan', 'fair')
    expect(leakKey([Buffer.from('a')], 'scan', 'fair')).toBe(key)
    for (const other of [
      leakKey([b], 'scan', 'fair'),
      leakKey([a], 'scanf', 'air'),
      leakKey([a, a], 'scan', 'fair'),
    ])
      expect(other).not.toBe(key)
  })
})

describe('the corpus of failures', () => {
  const corpus = join(folder, 'failures')
  const failed: TraceRow = {
    ...TRACED_ROW,
    pageKind: 'cover',
    documentId: 'cover/first',
    verdict: 'inconclusive',
    leaked: ['cover/first/c1'],
    named: [],
    zs: [5],
    bestZ: 5,
    best: 'cover/first/c1',
  }

  it('keeps what went wrong, with its picture, until it goes right', () => {
    keepCase(corpus, failed, leak)
    writeCases(corpus, [failed])
    expect(readCases(corpus)).toEqual([failed])
    expect(findCase(corpus, failed, failed.key)).toEqual(leak)
    const solved: TraceRow = { ...failed, verdict: 'traced', named: failed.leaked }
    keepCase(corpus, solved, leak)
    writeCases(corpus, [solved])
    expect(readCases(corpus)).toEqual([])
    expect(readdirSync(corpus)).toEqual(['cases.jsonl'])
  })

  it('drops the picture of a case that was made anew', () => {
    keepCase(corpus, failed, leak)
    writeCases(corpus, [failed])
    const again: TraceRow = { ...failed, key: 'fedcba9876543210' }
    keepCase(corpus, again, leak)
    writeCases(corpus, [again])
    expect(readCases(corpus)).toEqual([again])
    expect(findCase(corpus, failed, failed.key)).toBeNull()
    expect(existsSync(join(corpus, 'copy-scan-cover-fair-fedcba98.jpg'))).toBe(true)
  })
})
