import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { hire, type HandOptions } from '../../../main/engine/crew.ts'
import { documentIdOf } from '../../bench/bench-papers.ts'
import { residualFiles } from '../../bench/kept-residuals.ts'
import { readLeak } from '../../bench/leak-cache.ts'
import type { LawJob, LawResult } from '../../bench/law-worker.ts'
import type { TraceJob } from '../../bench/trace-jobs.ts'
import type { TraceRow } from '../../bench/trace-row.ts'
import type { TraceWorkerData } from '../../bench/trace-worker.ts'

const folder = mkdtempSync(join(tmpdir(), 'siglum-bench-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const job: TraceJob = {
  index: 0,
  truth: 'copy',
  leakKind: 'thumbnail-screenshot',
  pageKind: 'cover',
  documentId: documentIdOf('cover', 'first'),
  copies: [7],
  severity: 'good',
  seed: 'bench-workers',
}

const terms: Pick<HandOptions, 'patienceMs' | 'heapMb' | 'exhausted'> = {
  patienceMs: 120_000,
  heapMb: 4096,
  exhausted: { code: 'internal', message: 'took too long' },
}

describe('the benchmarks’ threads, hired as the benchmarks hire them', () => {
  it('trace a leak among papers, and then count the law on what it left', async () => {
    const workerData: TraceWorkerData = {
      library: ['cover', 'form'],
      failures: join(folder, 'failures'),
      residuals: join(folder, 'residuals'),
      features: join(folder, 'features'),
      leaks: join(folder, 'leaks'),
      leakOnly: false,
    }
    const script = new URL('../../bench/trace-worker.ts', import.meta.url)
    const hand = hire<TraceJob, TraceRow | null>({ ...terms, script, workerData })
    const row = await hand.do(job)
    await hand.dismiss()
    expect(row).toMatchObject({ ...job, leaked: ['cover/first/c7'], found: true })
    expect(readLeak(workerData.leaks ?? '', row?.key ?? '')?.bytes.length).toBeGreaterThan(5000)
    const [path, ...more] = residualFiles(workerData.residuals)
    expect(more).toEqual([])
    const counter = hire<LawJob, LawResult>({
      ...terms,
      script: new URL('../../bench/law-worker.ts', import.meta.url),
      workerData: null,
    })
    const { marked, counts, left } = await counter.do({ path, keys: 1000, seed: 's' })
    await counter.dismiss()
    // Somebody was named, so that there is a later round to try.
    expect([...left.values()].map(({ scores }) => scores)).toEqual([...counts.keys()].map(() => 1000))
    expect(marked).toBe(true)
    expect(counts.get('tint')?.scores).toBe(1000)
  })
})
