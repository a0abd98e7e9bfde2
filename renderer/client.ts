import { create } from 'zustand'
import { CALLS } from '../shared/contract/app/calls.ts'
import type { Method, Params, Result } from '../shared/contract/app/calls.ts'
import type { ScreenPicture } from '../shared/contract/app/call.ts'
import { answerSchema } from '../shared/contract/app/messages.ts'
import type { Notice } from '../shared/contract/app/messages.ts'
import { Failure } from '../shared/contract/failure.ts'
import type { About } from '../shared/contract/progress.ts'
import type { Warning } from '../shared/contract/warning.ts'
import { connect } from './client/port.ts'
import type { Port } from './client/port.ts'

/** A step of work under way; `done` of `total`, and what it is at. */
export interface StepOfWork {
  readonly stage: string
  readonly done: number
  readonly total: number
  readonly label?: string
  readonly about?: About
}

export interface CallOptions {
  readonly onProgress?: (step: StepOfWork) => void
  readonly onWarning?: (warning: Warning) => void
  readonly onPicture?: (what: string, picture: ScreenPicture) => void
  readonly signal?: AbortSignal | undefined
}

/** Whether the engine's process can be spoken to. A lost one is connected to again by a reload. */
export const useConnection = create<{ state: 'connecting' | 'open' | 'lost' }>(() => ({
  state: 'connecting',
}))

interface Waiting extends CallOptions {
  readonly settle: (answer: { value: unknown } | { failure: Failure }) => void
}

const waiting = new Map<number, Waiting>()
const noticeListeners = new Set<(notice: Notice) => void>()
let nextId = 1
let opened: Promise<Port> | undefined

export const onNotice = (listener: (notice: Notice) => void): (() => void) => {
  noticeListeners.add(listener)
  return () => noticeListeners.delete(listener)
}

const lost = () => new Failure('internal', 'The engine has stopped; nothing that it had finished is lost.')

const takeAnswer = (message: unknown): void => {
  const answer = answerSchema.parse(message)
  if (answer.kind === 'notice') {
    for (const listener of noticeListeners) listener(answer.notice)
    return
  }
  const ask = waiting.get(answer.id)
  if (!ask) return
  switch (answer.kind) {
    case 'progress':
      return ask.onProgress?.(answer.progress)
    case 'warning':
      return ask.onWarning?.(answer.warning)
    case 'picture':
      return ask.onPicture?.(answer.what, answer.picture)
    case 'result':
      return ask.settle({ value: answer.value })
    case 'failed': {
      const { code, message: text, details } = answer.error
      return ask.settle({ failure: new Failure(code, text, { details }) })
    }
  }
}

const open = async (): Promise<Port> => {
  try {
    const port = await connect()
    port.onMessage(takeAnswer)
    port.onClose(() => {
      useConnection.setState({ state: 'lost' })
      for (const ask of waiting.values()) ask.settle({ failure: lost() })
    })
    useConnection.setState({ state: 'open' })
    return port
  } catch (error) {
    useConnection.setState({ state: 'lost' })
    throw error
  }
}

const post = async <M extends Method>(
  port: Port,
  method: M,
  params: Params<M>,
  options: CallOptions,
): Promise<unknown> => {
  const id = nextId++
  const cancel = () => port.post({ kind: 'cancel', id })
  try {
    return await new Promise((resolve, reject) => {
      waiting.set(id, {
        ...options,
        settle: (answer) => ('failure' in answer ? reject(answer.failure) : resolve(answer.value)),
      })
      port.post({ kind: 'call', id, method, params })
      options.signal?.addEventListener('abort', cancel)
    })
  } finally {
    waiting.delete(id)
    options.signal?.removeEventListener('abort', cancel)
  }
}

/**
 * Asks the engine. Rejects with a `Failure` by the contract's codes; a cancelled call ends with 'cancelled' once the engine has
 * stopped, not before.
 */
export const call = async <M extends Method>(
  method: M,
  params: Params<M>,
  options: CallOptions = {},
): Promise<Result<M>> => {
  opened ??= open()
  const port = await opened
  if (useConnection.getState().state === 'lost') throw lost()
  if (options.signal?.aborted) throw new Failure('cancelled', 'Cancelled before it began.')
  const schema: { parse(value: unknown): Result<M> } = resultOf(method)
  return schema.parse(await post(port, method, params, options))
}

/** The one place where the schema that a method's name picks is said to be that method's. */
const resultOf = <M extends Method>(method: M): { parse(value: unknown): Result<M> } =>
  CALLS[method].result as never
