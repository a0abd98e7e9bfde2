import type { TraceView } from '../../../shared/contract/app/trace-calls.ts'

type Result = TraceView['result']

/** Only a file that is a copy bit for bit is bounded like this: by the chance that another file has its SHA-256. */
const HASH_BOUND = 1e-70

export const isFileItself = ({ verdict, bound, z }: Result): boolean =>
  verdict === 'traced' && bound < HASH_BOUND && (z === null || Math.exp((-z * z) / 2) > HASH_BOUND)

export type Weight = 'strong' | 'clear' | 'faint' | 'none' | 'unmeasured'

/** What a carrier's score says by itself: chance reaches 2 once in seven times at most, 4 once in 3,000, 6 once in 65 million. */
export const weightOf = ({ z, n }: { readonly z: number; readonly n: number }): Weight => {
  if (n === 0) return 'unmeasured'
  if (z >= 6) return 'strong'
  if (z >= 4) return 'clear'
  return z >= 2 ? 'faint' : 'none'
}

/** Ids of the copies that a trace names; of none where it names none. */
export const namedIn = ({ verdict, copy, alsoCopies }: Result): string[] =>
  verdict === 'traced' && copy !== null ? [copy.id, ...alsoCopies.map(({ id }) => id)] : []
