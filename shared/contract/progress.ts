import { z } from 'zod'

/** What is being worked on, where that is no file with a name of its own; each way in has words of its own for it. */
export const aboutSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('places') }),
  z.strictObject({ kind: z.literal('page'), page: z.int().positive() }),
  z.strictObject({ kind: z.literal('registered-pages') }),
  z.strictObject({ kind: z.literal('issued-papers') }),
  z.strictObject({ kind: z.literal('copy'), copy: z.string() }),
  z.strictObject({ kind: z.literal('copy-failed'), copy: z.string() }),
])
export type About = z.infer<typeof aboutSchema>

/** A step of a long task, reported as it goes. `done` of `total` may be fractional. */
export interface Progress {
  readonly stage:
    'importing' | 'marking' | 'checking' | 'reading' | 'finding' | 'aligning' | 'scoring' | 'reporting'
  readonly done: number
  readonly total: number
  /** What is being worked on: a file's name. */
  readonly label?: string
  readonly about?: About
}

export type OnProgress = (progress: Progress) => void
