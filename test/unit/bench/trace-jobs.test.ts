import { describe, expect, it } from 'vitest'
import { channelOf, LEAK_KINDS } from '../../bench/leak-kinds.ts'
import { COPIES, planJobs, TRUTHS, type JobPlan } from '../../bench/trace-jobs.ts'
import { PAGE_KINDS } from '../../paper/page-kinds.ts'

const full: JobPlan = {
  seed: '1',
  leaks: 3,
  thin: 1,
  pageKinds: PAGE_KINDS,
  leakKinds: LEAK_KINDS,
  severities: ['good', 'fair'],
  sheets: ['00411', '01457', '04394', '05028', '07723', '09080', '10388', '11883'],
  innocent: 10 * LEAK_KINDS.length,
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
      const pages = new Set(
        leaks.map(({ pageKind, documentId }) => (pageKind === 'invoice' ? documentId : pageKind)),
      )
      expect(pages.size).toBe(channelOf(kind).from === 'sheet' ? full.sheets.length : PAGE_KINDS.length)
      expect(new Set(leaks.map(({ severity }) => severity))).toEqual(new Set(['good', 'fair']))
    }
  })

  it('mixes as many different copies as the mixture asks for', () => {
    for (const { copies, leakKind } of jobs) {
      expect(new Set(copies).size).toBe(channelOf(leakKind).contributors)
      expect(copies.every((copy) => copy >= 0 && copy < COPIES)).toBe(true)
    }
  })

  it('tries to have the wrong copy named after every kind of leak and with every kind of innocence', () => {
    for (const truth of TRUTHS) {
      const ways = new Set(jobs.filter((job) => job.truth === truth).map(({ leakKind }) => leakKind))
      expect(ways.size).toBe(LEAK_KINDS.length)
    }
  })

  it('does without real sheets where there are no photos of them', () => {
    const without = planJobs({ ...full, sheets: [] })
    expect(without.some(({ leakKind }) => channelOf(leakKind).from === 'sheet')).toBe(false)
    expect(without.filter(({ truth }) => truth !== 'copy').length).toBe(full.innocent)
  })

  it('has no two leaks alike', () => expect(new Set(jobs.map(({ seed }) => seed)).size).toBe(jobs.length))
})
