import type { TraceView } from '../../../shared/contract/app/trace-calls.ts'

const PICTURED = ['tint', 'words', 'dots'] as const

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

/** Whether what leaked is text alone: then there are no pictures to compare, and words speak of a text. */
export const isTextTrace = ({ passages, pictures, result }: TraceView): boolean =>
  passages.length > 0 && pictures.length === 0 && PICTURED.every((one) => result.carriers[one].n === 0)

/** What became of the marks of a text that names nobody. */
export const textFate = ({ text }: Result): 'few' | 'elsewhere' | 'gone' | 'unknown' => {
  const first = text?.found.at(0)
  if (text === undefined || first === undefined) return 'unknown'
  if (first.marks > 0) return 'few'
  return text.marks > 0 ? 'elsewhere' : 'gone'
}
