import type { MessageBoxSyncOptions } from 'electron'
import type { Words } from './words.ts'

export interface ClosingGuard {
  readonly setBusy: (tasks: number) => void
  /** Whether the window may close now; asks where something would be lost by it. */
  readonly mayClose: () => boolean
}

export const guardClosing = (
  ask: (options: MessageBoxSyncOptions) => number,
  words: () => Words['closing'],
): ClosingGuard => {
  let busy = 0
  return {
    setBusy: (tasks) => {
      busy = tasks
    },
    mayClose: () => {
      if (busy === 0) return true
      const { message, detail, stay, leave } = words()
      const STAY = 0
      const answer = ask({
        type: 'warning',
        message: message(busy),
        detail,
        buttons: [stay, leave],
        defaultId: STAY,
        cancelId: STAY,
        noLink: true,
      })
      return answer !== STAY
    },
  }
}
