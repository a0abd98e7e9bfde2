import { CALLS } from '../../shared/contract/app/calls.ts'
import type { Method, Params, Result } from '../../shared/contract/app/calls.ts'
import { answerSchema } from '../../shared/contract/app/messages.ts'
import type { Answer, AppError } from '../../shared/contract/app/messages.ts'

/** What a renderer does with its port, for tests: asks, and keeps what it hears. */
export interface Client {
  readonly ask: <M extends Method>(method: M, params: Params<M>) => Promise<Result<M>>
  /** A call whose end is looked at later. */
  readonly begin: (method: string, params: unknown) => Call
  readonly send: (message: unknown) => void
  readonly notices: string[]
  readonly heard: Answer[]
  readonly close: () => void
}

export interface Call {
  readonly id: number
  readonly ended: Promise<Answer>
  readonly heard: Answer[]
  readonly cancel: () => void
}

export class Refused extends Error {
  readonly code: AppError['code']
  readonly details: readonly string[]
  constructor({ code, message, details }: AppError) {
    super(message)
    this.code = code
    this.details = details
  }
}

interface Line {
  readonly send: (message: unknown) => void
  readonly close: () => void
}

/** `line` is given the taker of whatever comes in. */
export const createClient = (connect: (take: (message: unknown) => void) => Line): Client => {
  let next = 0
  const waiting = new Map<number, { readonly call: Call; readonly end: (answer: Answer) => void }>()
  const notices: string[] = []
  const heard: Answer[] = []
  const take = (message: unknown): void => {
    const answer = answerSchema.parse(message)
    heard.push(answer)
    if (answer.kind === 'notice') return void notices.push(answer.notice)
    const open = waiting.get(answer.id)
    open?.call.heard.push(answer)
    if (answer.kind === 'result' || answer.kind === 'failed') open?.end(answer)
  }
  const line = connect(take)
  const begin = (method: string, params: unknown): Call => {
    const id = next++
    let end: (answer: Answer) => void = () => {}
    const ended = new Promise<Answer>((resolve) => (end = resolve))
    const call: Call = { id, ended, heard: [], cancel: () => line.send({ kind: 'cancel', id }) }
    waiting.set(id, { call, end })
    line.send({ kind: 'call', id, method, params })
    return call
  }
  return {
    begin,
    ask: async <M extends Method>(method: M, params: Params<M>) => {
      const answer = await begin(method, params).ended
      if (answer.kind === 'failed') throw new Refused(answer.error)
      const value = answer.kind === 'result' ? answer.value : null
      // Tied to its method by the table of calls; that it holds is what the parse shows.
      return CALLS[method].result.parse(value) as Result<M>
    },
    send: line.send,
    notices,
    heard,
    close: line.close,
  }
}
