import type { Engine } from '../engine.ts'

type BackedUp = Pick<Engine, 'backupIfDue'>

const HOUR_MS = 3_600_000

export interface BackupWatch {
  readonly begin: (engine: BackedUp) => void
  readonly end: () => void
}

export interface BackupWatchOptions {
  /** Nobody waits for a backup, so nobody hears of it unless told. */
  readonly onFailed: (error: unknown) => void
  readonly everyMs?: number
}

/** Makes what the open vault's schedule asks for: when it is opened, and every hour while it stays open. */
export const watchBackups = ({ onFailed, everyMs = HOUR_MS }: BackupWatchOptions): BackupWatch => {
  let current: { readonly timer: NodeJS.Timeout } | null = null
  const end = (): void => {
    if (current !== null) clearInterval(current.timer)
    current = null
  }
  return {
    begin: (engine) => {
      end()
      let isBusy = false
      const look = async (): Promise<void> => {
        if (isBusy) return
        isBusy = true
        try {
          await engine.backupIfDue()
        } catch (error) {
          // A vault that was locked meanwhile is backed up when it is next open.
          if (current === watched) onFailed(error)
        } finally {
          isBusy = false
        }
      }
      const watched = { timer: setInterval(() => void look(), everyMs).unref() }
      current = watched
      void look()
    },
    end,
  }
}
