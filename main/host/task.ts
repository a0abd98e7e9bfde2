import type { ScreenPicture } from '../../shared/contract/app/call.ts'
import type { Method, Parsed, Result } from '../../shared/contract/app/calls.ts'
import type { Progress } from '../../shared/contract/progress.ts'
import type { Warning } from '../../shared/contract/warning.ts'

/** One call under way, as whoever answers it sees it: how to stop, and how to tell how it goes. */
export interface Task {
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
  readonly onWarning: (warning: Warning) => void
  /** A picture of the work, e.g. the page as it was straightened. */
  readonly onPicture: (what: string, picture: ScreenPicture) => void
  /** Runs `work` when nothing else that was asked for `inTurn` is under way: issues and traces take all cores. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>
}

export type Handler<M extends Method> = (params: Parsed<M>, task: Task) => Result<M> | Promise<Result<M>>

/** Who answers what; a room's own calls. */
export type Handlers = { readonly [M in Method]?: Handler<M> }
/** All calls that begin with these words. */
export type HandlersOf<P extends string> = { readonly [M in Method & `${P}.${string}`]: Handler<M> }
