import { createHash } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import type { SignStream } from '../../../shared/mark/signs.ts'
import { hire, shareOut } from '../../../main/engine/crew.ts'
import { openSignLine } from '../../../main/engine/sign-line.ts'
import type { SignLine } from '../../../main/engine/sign-line.ts'
import type { TestJob } from './test-worker.ts'

const EXHAUSTED = { code: 'document-too-large', message: 'It takes too much.' } as const

const hireTester = (options: { patienceMs?: number; line?: SignLine } = {}) =>
  hire<TestJob, unknown>({
    script: new URL('./test-worker.ts', import.meta.url),
    workerData: { line: options.line ?? null },
    transferList: options.line ? [options.line.port] : [],
    patienceMs: options.patienceMs ?? 60_000,
    heapMb: 64,
    exhausted: EXHAUSTED,
  })

describe('hire', () => {
  it('does jobs, carries failures over, and goes on after one', async () => {
    const hand = hireTester()
    expect(await hand.do('double')).toBe(42)
    await expect(hand.do('fail')).rejects.toMatchObject({ code: 'document-broken', details: ['page 3'] })
    await expect(hand.do('crash')).rejects.toMatchObject({ code: 'internal' })
    expect(await hand.do('double')).toBe(42)
    await hand.dismiss()
  })

  it('keeps what a library prints off stdout', async () => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    try {
      const hand = hireTester()
      expect(await hand.do('chatter')).toBe(42)
      await hand.dismiss()
      expect(write).not.toHaveBeenCalled()
    } finally {
      write.mockRestore()
    }
  })

  it('ends a job that never does', async () => {
    const hand = hireTester({ patienceMs: 1500 })
    await expect(hand.do('hang')).rejects.toMatchObject({ code: 'document-too-large' })
    await expect(hand.do('double')).rejects.toMatchObject({ code: 'document-too-large' })
  })

  it('outlives a job that eats all memory', async () => {
    await expect(hireTester().do('eat')).rejects.toMatchObject({ code: 'document-too-large' })
  })

  it('lets an idle thread go by itself', async () => {
    const hand = hireTester()
    const left = (await hand.do('watch')) as Int32Array
    await hand.dismiss()
    expect(left[0]).toBe(1)
  })

  it('cancels what is under way when it is dismissed', async () => {
    const hand = hireTester()
    const hanging = expect(hand.do('hang')).rejects.toMatchObject({ code: 'cancelled' })
    await hand.dismiss()
    await hanging
  })
})

describe('sign line', () => {
  it('gives a worker exactly the streams it asks for', async () => {
    const stream: SignStream = (label, bytes) =>
      createHash('shake256', { outputLength: bytes }).update(label).digest().subarray()
    const hand = hireTester({ line: openSignLine(stream) })
    expect(await hand.do('sign')).toEqual(
      Array.from({ length: 200 }, (_, i) => [...stream(`label ${i}`, 5 + i)]),
    )
    await hand.dismiss()
  })
})

describe('shareOut', () => {
  it('gives every item to one hand and stops at the first failure', async () => {
    const done: number[] = []
    await shareOut(['a', 'b'], [1, 2, 3, 4, 5], async (_, item) => void done.push(item))
    expect(done).toEqual([1, 2, 3, 4, 5])
    const started: number[] = []
    const failing = shareOut(['a'], [1, 2, 3], async (_, item) => {
      started.push(item)
      if (item === 2) throw new RangeError('two')
    })
    await expect(failing).rejects.toThrow('two')
    expect(started).toEqual([1, 2])
  })
})
