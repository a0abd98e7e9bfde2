import { HOST_CALLS } from '../../shared/contract/app/host-calls.ts'
import type { HostMethod, HostParams, HostResult } from '../../shared/contract/app/host-calls.ts'
import { hostAnswerSchema } from '../../shared/contract/app/preload.ts'
import { Failure } from '../../shared/contract/failure.ts'
import { bridge } from './port.ts'

/** Whether there is a desktop shell around this window. */
export const hasShell = (): boolean => bridge() !== undefined

const resultOf = <M extends HostMethod>(method: M): { parse(value: unknown): HostResult<M> } =>
  HOST_CALLS[method].result as never

/** Asks the shell; undefined where there is none. Rejects with a Failure. */
export const host = async <M extends HostMethod>(
  method: M,
  params: HostParams<M>,
): Promise<HostResult<M> | undefined> => {
  const shell = bridge()
  if (!shell) return undefined
  const answer = hostAnswerSchema.parse(await shell.host(method, params))
  if (answer.kind === 'result') return resultOf(method).parse(answer.value)
  const { code, message, details } = answer.error
  throw new Failure(code, message, { details })
}
