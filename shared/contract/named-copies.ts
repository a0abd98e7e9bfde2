import type { TraceResult } from './results.ts'

/** A copy that a trace names, whom it was made for, and of what. */
export type NamedCopy = Pick<TraceResult['alsoCopies'][number], 'id' | 'copy'> &
  Pick<TraceResult, 'recipient' | 'document'>

/** All that a trace names, the clearest first; none where it names nobody. A copy is of the first one's document unless it says of which. */
export const namedCopies = ({ copy, recipient, document, alsoCopies }: TraceResult): NamedCopy[] =>
  copy === null
    ? []
    : [
        { ...copy, recipient, document },
        ...alsoCopies.map(({ id, copy: number, recipient: whose, document: other }) => ({
          id,
          copy: number,
          recipient: whose,
          document: other ?? document,
        })),
      ]
