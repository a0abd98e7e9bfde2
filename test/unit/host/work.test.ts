import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { throttle } from '../../../main/host/throttle.ts'
import { createTurns } from '../../../main/host/turns.ts'
import { createUnderWay } from '../../../main/host/under-way.ts'
import type { Task } from '../../../main/host/task.ts'

const nothing = (): void => {}

describe('heavy work', () => {
  it('is done one after another, in the order asked for', async () => {
    const turns = createTurns()
    const log: string[] = []
    const work = (name: string, ms: number) =>
      turns(new AbortController().signal, nothing, async () => {
        log.push(`${name} begins`)
        await wait(ms)
        log.push(`${name} ends`)
      })
    await Promise.all([work('a', 20), work('b', 1), work('c', 1)])
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  })

  it('goes on after a failure, and passes over whoever was cancelled while waiting', async () => {
    const turns = createTurns()
    const signal = new AbortController().signal
    const fails = turns(signal, nothing, async () => {
      await wait(20)
      throw new RangeError('no')
    })
    const stop = new AbortController()
    const cancelled = turns(stop.signal, nothing, async () => 'never')
    const last = turns(signal, nothing, async () => 'last')
    stop.abort()
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
    await expect(fails).rejects.toThrow('no')
    expect(await last).toBe('last')
  })

  it('does not let the next begin while the first is at work, though one between was cancelled', async () => {
    const turns = createTurns()
    let busy = false
    const first = turns(new AbortController().signal, nothing, async () => {
      busy = true
      await wait(30)
      busy = false
    })
    const stop = new AbortController()
    const between = turns(stop.signal, nothing, async () => {})
    const last = turns(new AbortController().signal, nothing, async () => busy)
    stop.abort()
    await expect(between).rejects.toMatchObject({ code: 'cancelled' })
    expect(await last).toBe(false)
    await first
  })
})

describe('progress', () => {
  it('tells the first at once, the newest from time to time, and the last', async () => {
    const told: number[] = []
    const { push, end } = throttle<number>(30, (n) => told.push(n))
    for (let i = 0; i < 100; i++) {
      push(i)
      await wait(1)
    }
    end()
    push(1000)
    await wait(40)
    expect(told[0]).toBe(0)
    expect(told.at(-1)).toBe(99)
    expect(told.length).toBeLessThan(20)
  })
})

describe('calls under way', () => {
  const task = (signal = new AbortController().signal): Task => ({
    signal,
    onProgress: nothing,
    onWarning: nothing,
    onPicture: nothing,
    inTurn: (work) => work(),
  })
  const untilAborted = ({ signal }: Task): Promise<string> =>
    new Promise((resolve) => signal.addEventListener('abort', () => setTimeout(() => resolve('stopped'), 10)))

  it('are stopped and waited for by whoever closes the vault, but not by each other', async () => {
    const underWay = createUnderWay()
    const log: string[] = []
    const working = underWay.run(task(), async (watched) => log.push(await untilAborted(watched)))
    const close = (name: string) =>
      underWay.run(task(), async () => {
        await underWay.stopOthers()
        log.push(name)
      })
    await Promise.all([working, close('first'), close('second')])
    expect(log).toEqual(['stopped', 'first', 'second'])
  })

  it('are all stopped at the end', async () => {
    const underWay = createUnderWay()
    const working = [1, 2, 3].map(() => underWay.run(task(), untilAborted))
    await underWay.stopAll()
    expect(await Promise.all(working)).toEqual(['stopped', 'stopped', 'stopped'])
  })
})
