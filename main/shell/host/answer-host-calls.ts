import type { z } from 'zod'
import { HOST_CALLS } from '../../../shared/contract/app/host-calls.ts'
import type { HostMethod } from '../../../shared/contract/app/host-calls.ts'
import type { AppError } from '../../../shared/contract/app/messages.ts'
import type { HostAnswer } from '../../../shared/contract/app/preload.ts'
import { Failure } from '../../../shared/contract/failure.ts'

type Parsed<M extends HostMethod> = z.output<(typeof HOST_CALLS)[M]['params']>
type Result<M extends HostMethod> = z.output<(typeof HOST_CALLS)[M]['result']>

/** One function for each thing that only the shell can do. */
export type HostActions = {
  readonly [M in HostMethod]: (params: Parsed<M>) => Result<M> | Promise<Result<M>>
}

const isHostMethod = (name: unknown): name is HostMethod =>
  typeof name === 'string' && Object.hasOwn(HOST_CALLS, name)

type Served = (params: unknown) => Promise<unknown>

const serve =
  <P extends z.ZodType, R extends z.ZodType>(
    call: { readonly params: P; readonly result: R },
    act: (params: z.output<P>) => z.output<R> | Promise<z.output<R>>,
  ): Served =>
  async (params) => {
    const parsed = call.params.safeParse(params)
    if (!parsed.success) {
      throw new Failure('usage', 'The desktop was asked wrongly.', {
        details: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
      })
    }
    return call.result.parse(await act(parsed.data))
  }

const served = (actions: HostActions): Readonly<Record<HostMethod, Served>> => ({
  'host.pick-folder': serve(HOST_CALLS['host.pick-folder'], actions['host.pick-folder']),
  'host.reveal': serve(HOST_CALLS['host.reveal'], actions['host.reveal']),
  'host.print': serve(HOST_CALLS['host.print'], actions['host.print']),
  'host.drag': serve(HOST_CALLS['host.drag'], actions['host.drag']),
  'host.notify': serve(HOST_CALLS['host.notify'], actions['host.notify']),
  'host.busy': serve(HOST_CALLS['host.busy'], actions['host.busy']),
  'host.protect': serve(HOST_CALLS['host.protect'], actions['host.protect']),
})

const errorOf = (error: unknown): AppError => {
  if (error instanceof Failure)
    return { code: error.code, message: error.message, details: [...error.details] }
  // What Electron or the system says may hold a path; the page is told no more than that it failed.
  return { code: 'internal', message: 'The desktop could not do that.', details: [] }
}

export type HostAnswering = (trusted: boolean, method: unknown, params: unknown) => Promise<HostAnswer>

/** Sender first, then the method, then its parameters; whatever comes of it is an answer, never a rejection. */
export const answerHostCalls = (actions: HostActions): HostAnswering => {
  const calls = served(actions)
  return async (trusted, method, params) => {
    try {
      if (!trusted) throw new Failure('not-permitted', 'Only the app’s own page may ask this.')
      if (!isHostMethod(method)) throw new Failure('usage', 'The desktop knows no such call.')
      return { kind: 'result', value: await calls[method](params) }
    } catch (error) {
      return { kind: 'failed', error: errorOf(error) }
    }
  }
}
