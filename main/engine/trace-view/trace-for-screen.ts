import type { TraceView } from '../../../shared/contract/app/trace-calls.ts'
import type { Vault } from '../../vault.ts'
import type { Calling } from '../calling.ts'
import { traceAnd } from '../trace-leaks.ts'
import type { TraceLeaksRequest } from '../trace-request.ts'
import { drawTraceView } from './draw-trace-view.ts'
import { inPrivateFolder, keepTrace } from './keep-trace.ts'

/** A trace as an investigator watches it: its pictures as they come, all of it at the end, and kept in the vault. */
export const traceForScreen = (
  vault: Vault,
  request: Omit<TraceLeaksRequest, 'evidence'>,
  calling: Calling = {},
): Promise<TraceView> =>
  inPrivateFolder((evidence) =>
    traceAnd(vault, { ...request, evidence }, calling, async (finished) => {
      const view = await drawTraceView(finished)
      keepTrace(vault, evidence, view)
      return view
    }),
  )
