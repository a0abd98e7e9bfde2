import { askSchema } from '../../shared/contract/app/messages.ts'
import type { Answer, Ask, progressSchema } from '../../shared/contract/app/messages.ts'
import { Failure } from '../../shared/contract/failure.ts'
import type { z } from 'zod'
import type { Port } from './port.ts'
import { sayError } from './say-error.ts'
import type { Task } from './task.ts'
import { throttle } from './throttle.ts'

/** What a port's calls come to. */
export interface Desk {
  readonly perform: (method: string, params: unknown, task: Task) => Promise<unknown>
  readonly inTurn: <T>(signal: AbortSignal, onWait: () => void, work: () => Promise<T>) => Promise<T>
  readonly log: (line: string) => void
}

export interface ServedPort {
  readonly post: (answer: Answer) => void
  /** Stops every call under way; each is answered. */
  readonly cancelAll: () => void
}

const PROGRESS_EVERY_MS = 50
/** A renderer has a dozen under way; a thousand is a mistake, or worse. */
const MOST_CALLS = 200

const idOf = (message: unknown): number | null => {
  const id: unknown = typeof message === 'object' && message !== null && 'id' in message ? message.id : null
  return typeof id === 'number' && Number.isSafeInteger(id) && id >= 0 ? id : null
}

/** Answers whatever is asked over a port, until it closes. */
export const servePort = (port: Port, desk: Desk): ServedPort => {
  const underWay = new Map<number, AbortController>()
  let open = true
  const post = (answer: Answer): void => {
    if (open) port.post(answer)
  }
  const fail = (id: number, error: unknown): void =>
    post({ kind: 'failed', id, error: sayError(error, desk.log) })

  const answer = async (ask: Ask & { readonly kind: 'call' }, controller: AbortController): Promise<void> => {
    const { id } = ask
    const progress = throttle<z.infer<typeof progressSchema>>(PROGRESS_EVERY_MS, (step) =>
      post({ kind: 'progress', id, progress: step }),
    )
    const { signal } = controller
    const onWait = () => progress.push({ stage: 'waiting', done: 0, total: 1 })
    const task: Task = {
      signal,
      onProgress: progress.push,
      onWarning: (warning) => post({ kind: 'warning', id, warning }),
      onPicture: (what, picture) => post({ kind: 'picture', id, what, picture }),
      inTurn: (work) => desk.inTurn(signal, onWait, work),
    }
    try {
      const value = await desk.perform(ask.method, ask.params, task)
      progress.end()
      underWay.delete(id)
      post({ kind: 'result', id, value })
    } catch (error) {
      progress.end()
      underWay.delete(id)
      fail(id, error)
    }
  }

  const begin = (ask: Ask & { readonly kind: 'call' }): void => {
    if (underWay.has(ask.id)) return fail(ask.id, new Failure('usage', 'This call is under way already.'))
    if (underWay.size >= MOST_CALLS) return fail(ask.id, new Failure('usage', 'Too many calls at once.'))
    const controller = new AbortController()
    underWay.set(ask.id, controller)
    void answer(ask, controller)
  }

  const cancelAll = (): void => {
    for (const controller of underWay.values()) controller.abort()
  }

  port.onMessage((message) => {
    const ask = askSchema.safeParse(message)
    const id = idOf(message)
    if (ask.success) {
      if (ask.data.kind === 'cancel') underWay.get(ask.data.id)?.abort()
      else begin(ask.data)
    } else if (id !== null) fail(id, new Failure('usage', 'That is not a call.'))
  })
  port.onClose(() => {
    open = false
    cancelAll()
  })
  return { post, cancelAll }
}
