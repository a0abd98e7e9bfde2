import { HOST_CALLS } from '../../shared/contract/app/host-calls.ts'
import type { HostMethod, HostParams, HostResult } from '../../shared/contract/app/host-calls.ts'
import { bridge } from './port.ts'

/** Whether there is a desktop shell around this window. */
export const hasShell = (): boolean => bridge() !== undefined

const resultOf = <M extends HostMethod>(method: M): { parse(value: unknown): HostResult<M> } =>
  HOST_CALLS[method].result as never

/** Asks the shell; undefined where there is none. */
export const host = async <M extends HostMethod>(
  method: M,
  params: HostParams<M>,
): Promise<HostResult<M> | undefined> => {
  const shell = bridge()
  return shell ? resultOf(method).parse(await shell.host(method, params)) : undefined
}
