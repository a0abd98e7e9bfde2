import { describe, expect, it } from 'vitest'
import { LEAK_KINDS, showsContent } from '../../bench/leak-kinds.ts'
import { COPIES, planJobs, type JobPlan } from '../../bench/trace-jobs.ts'
import { failureLines, traceReport } from '../../bench/trace-report.ts'
import type { TraceRow } from '../../bench/trace-row.ts'
import type { Leak } from '../../leak/leak-types.ts'
import { PAGE_KINDS } from '../../paper/page-kinds.ts'

const full: JobPlan = {
  seed: '1',
  leaks: 3,
  thin: 1,
  pageKinds: PAGE_KINDS,
  leakKinds: LEAK_KINDS,
  severities: ['good', 'fair'],
  innocent: 210,
}

describe('what a benchmark of tracing leaks', () => {
  const jobs = planJobs(full)

  it('is the same every time, and something else for another seed', () => {
    expect(planJobs(full)).toEqual(jobs)
    expect(planJobs({ ...full, seed: '2' })).not.toEqual(jobs)
  })

  it('is every kind of page in every way, at least twenty times each', () => {
    for (const kind of LEAK_KINDS) {
      const leaks = jobs.filter(({ truth, leakKind }) => truth === 'copy' && leakKind === kind)
      expect(leaks.length).toBeGreaterThanOrEqual(20)
      expect(new Set(leaks.map(({ pageKind }) => pageKind)).size).toBe(PAGE_KINDS.length)
      expect(new Set(leaks.map(({ severity }) => severity))).toEqual(new Set(['good', 'fair']))
    }
    expect(jobs.every(({ copy }) => copy >= 0 && copy < COPIES)).toBe(true)
  })

  it('tries two hundred times to have the wrong copy named, in every way', () => {
    const innocent = jobs.filter(({ truth }) => truth !== 'copy')
    expect(innocent.length).toBeGreaterThanOrEqual(200)
    for (const truth of ['never-issued', 'unmarked', 'other-paper'] as const) {
      const ways = new Set(innocent.filter((job) => job.truth === truth).map(({ leakKind }) => leakKind))
      expect(ways.size).toBe(LEAK_KINDS.length)
    }
  })

  it('has no two leaks alike', () => expect(new Set(jobs.map(({ seed }) => seed)).size).toBe(jobs.length))
})

describe('a piece of a page', () => {
  const original = { width: 100, height: 100, data: new Uint8Array(10_000).fill(255) }
  original.data.fill(0, 0, 3000)
  const piece = (topMm: number): Leak => ({
    bytes: Buffer.alloc(0),
    format: 'png',
    width: 50,
    height: 20,
    toPixel: (x, y) => ({ x, y: y - topMm }),
    notes: {},
  })

  it('is worth leaking when it shows something', () => {
    expect(showsContent(piece(0), original)).toBe(true)
    expect(showsContent(piece(30), original)).toBe(false)
  })
})

describe('the report', () => {
  const row: TraceRow = {
    index: 0,
    seed: 's',
    truth: 'copy',
    leakKind: 'scan',
    pageKind: 'cover',
    severity: 'fair',
    documentId: 'cover/first',
    verdict: 'traced',
    right: true,
    found: true,
    z: 20,
    bestZ: 20,
    best: 'cover/first/c1',
    runnerUp: 3,
    decoyDeviation: 1,
    carriers: {},
    placed: { on: 'cover/first', likeness: 0.9, agreeing: 9, boxes: 10 },
    leakSeconds: 1,
    traceSeconds: 2,
    law: { scores: 100, reached: [16, 2, 0, 0, 0, 0] },
  }
  const facts = { command: 'bench', seed: '1' }

  it('counts a wrong name as an accusation, never as a trace', () => {
    const wrong = { ...row, right: false, best: 'cover/first/c2', bestZ: 9 }
    expect(failureLines([row])).toEqual([])
    expect(failureLines([wrong])[0]).toContain('named cover/first/c2')
    expect(traceReport([row, wrong], facts)).toMatch(/scan +\| +1\/2 /)
    expect(traceReport([row, wrong], facts)).toMatch(/copy: another one named +\| +2 +\| +1 /)
  })

  it('counts whoever is named after an innocent leak', () => {
    const named = { ...row, truth: 'unmarked' as const, right: false }
    expect(traceReport([row, named], facts)).toMatch(/unmarked +\| +1 +\| +1 /)
  })
})
