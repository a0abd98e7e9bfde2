import type { TraceRow } from '../register/rows.ts'
import type { TraceLeaksRequest } from './trace-request.ts'

type Asked = Pick<TraceLeaksRequest, 'documentId' | 'issuanceId' | 'byHand'>

/** Among what copies was looked, as a trace's event has it: those of one paper or issuance; empty for all that were issued. */
export const narrowingOf = ({ documentId, issuanceId }: Asked): string =>
  [documentId, issuanceId].filter((id) => id !== undefined).join(' ')

const isByHand = ({ figures }: Pick<TraceRow, 'figures'>): boolean => figures.byHand === true

/**
 * How often a leak was traced otherwise before: somebody who tries until something fits has tried that often, be it by pointing at other corners
 * or by looking among one paper's copies after another's. The same trace once more finds the same, and is no other try.
 */
export const earlierTries = (
  traces: readonly Pick<TraceRow, 'leaks' | 'figures'>[],
  asked: Asked,
  leaks: readonly { readonly sha256: string }[],
): number => {
  const hashes = new Set(leaks.map(({ sha256 }) => sha256))
  const earlier = traces.filter((trace) => trace.leaks.some(({ sha256 }) => hashes.has(sha256)))
  const byHand = earlier.filter(isByHand)
  const narrowings = new Set(
    earlier.filter((trace) => !isByHand(trace)).map(({ figures }) => figures.narrowed ?? ''),
  )
  if (asked.byHand === undefined) narrowings.delete(narrowingOf(asked))
  return byHand.length + narrowings.size
}
