/** A step of a long task, reported as it goes. `done` of `total` may be fractional. */
export interface Progress {
  readonly stage:
    'importing' | 'marking' | 'checking' | 'reading' | 'finding' | 'aligning' | 'scoring' | 'reporting'
  readonly done: number
  readonly total: number
  /** What is being worked on, e.g. "copy 3/12". */
  readonly label?: string
}

export type OnProgress = (progress: Progress) => void
