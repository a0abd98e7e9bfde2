import type { OpenVault } from '../../shared/contract/app/desk-calls.ts'
import { Failure } from '../../shared/contract/failure.ts'
import { lockWhenIdle } from '../engine.ts'
import type { Opener } from '../engine.ts'
import { openAppEngine } from '../engine/app/app-engine.ts'
import type { AppEngine } from '../engine/app/app-engine.ts'

/** The one vault that is open, or none. */
export interface Session {
  /** Throws Failure 'vault-locked'. */
  readonly engine: () => AppEngine
  readonly shown: () => OpenVault | null
  /** Closes what was open. Throws as `openAppEngine`. */
  readonly open: (dir: string, opener: Opener) => Promise<void>
  readonly lock: () => void
  /** Whether the register grew since this was last asked. */
  readonly grew: () => boolean
}

export interface SessionOptions {
  readonly idleMs: () => number
  /** Gets the engine of which looking is no use. */
  readonly onOpen?: (engine: AppEngine) => void
  /** The vault was closed: by itself, or because it was asked to. */
  readonly onLock: () => void
}

interface Opened {
  /** Closes itself when nobody used it for a while. */
  readonly engine: AppEngine
  /** The same, of which looking is no use. */
  readonly quiet: AppEngine
  size: number
}

export const createSession = ({ idleMs, onOpen, onLock }: SessionOptions): Session => {
  let opened: Opened | null = null
  const gone = (): void => {
    if (opened === null) return
    opened = null
    onLock()
  }
  const lock = (): void => {
    opened?.engine.close()
    gone()
  }
  return {
    engine: () => {
      if (opened === null) throw new Failure('vault-locked', 'No vault is open. Open it and try again.')
      return opened.engine
    },
    shown: () => {
      if (opened === null) return null
      const { vaultId, dir, user, recovered, settings } = opened.quiet
      return { id: vaultId, path: dir, user, recovered, settings: settings() }
    },
    open: async (dir, opener) => {
      lock()
      const quiet = await openAppEngine(dir, opener)
      opened = { engine: lockWhenIdle(quiet, { idleMs, onLock: gone }), quiet, size: quiet.size() }
      onOpen?.(quiet)
    },
    lock,
    grew: () => {
      if (opened === null) return false
      const size = opened.quiet.size()
      const grown = size > opened.size
      opened.size = size
      return grown
    },
  }
}
