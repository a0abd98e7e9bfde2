import type { TraceList } from '../../../shared/contract/app/trace-calls.ts'
import type { VaultReader } from '../../vault.ts'
import { copyNumber } from '../copy-file.ts'
import { isTraceKept } from './keep-trace.ts'

/** Every trace on record, newest first. */
export const listTraces = (vault: VaultReader): TraceList => {
  const { register } = vault
  const traces = register.traces().map(({ id, event, at, by, verdict, bound, leaks, documentId, copyId }) => {
    const copy = copyId === null ? null : register.copy(copyId)
    return {
      id,
      event,
      at,
      by,
      verdict,
      bound,
      leaks: leaks.map(({ name }) => name),
      title: documentId === null ? null : register.document(documentId).title,
      copy: copy === null ? null : copyNumber(copy),
      recipient: copy?.recipient.name ?? null,
      kept: isTraceKept(vault, id),
    }
  })
  return { traces: traces.toReversed() }
}
