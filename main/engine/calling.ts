import type { ScreenPicture } from '../../shared/contract/app/call.ts'
import type { OnProgress } from '../../shared/contract/progress.ts'
import type { Warning } from '../../shared/contract/warning.ts'

/** How a caller follows a long task and stops it. */
export interface Calling {
  readonly onProgress?: OnProgress
  readonly signal?: AbortSignal
  /** Something the caller should know that does not stop the work. */
  readonly onWarning?: (warning: Warning) => void
  /** Of work under way, for whoever watches: 'found' and 'straightened' of a trace. */
  readonly onPicture?: (what: string, picture: ScreenPicture) => void
}
