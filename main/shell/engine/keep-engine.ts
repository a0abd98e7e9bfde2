import type { MessagePortMain } from 'electron'
import { engineMessageSchema } from '../../../shared/contract/app/shell-messages.ts'
import type { ShellMessage } from '../../../shared/contract/app/shell-messages.ts'
import type { Language } from '../words.ts'

/** As much of Electron's UtilityProcess as is used. */
export interface Child {
  readonly postMessage: (message: ShellMessage, transfer?: MessagePortMain[]) => void
  readonly kill: () => boolean
  readonly on: {
    (event: 'message', listener: (message: unknown) => void): unknown
    (event: 'exit', listener: (code: number) => void): unknown
  }
}

export interface EngineHooks {
  readonly fork: () => Child
  readonly channel: () => { readonly port1: MessagePortMain; readonly port2: MessagePortMain }
  readonly start: () => ShellMessage & { readonly kind: 'start' }
  /** Every port is dead; the engine is being started again unless `gaveUp`. */
  readonly crashed: (code: number, gaveUp: boolean) => void
  readonly madePaths: (paths: readonly string[]) => void
  readonly locked: () => void
  readonly language: (language: Language) => void
  readonly now: () => number
}

export interface Engine {
  /** The far end of a port to the engine; may be used at once. */
  readonly connect: () => MessagePortMain
  readonly lock: () => void
  /** Starts it again after it was given up. */
  readonly restart: () => void
  /** Lets the engine close the vault, for as long as `patienceMs`, and ends it. */
  readonly close: (patienceMs: number) => Promise<void>
}

/** More crashes than this within the time: starting again does not help. */
const MOST_CRASHES = 3
const CRASHES_WITHIN_MS = 60_000

/** Keeps one engine process running until it is closed. What it was connected to dies with it; nothing else does. */
export const keepEngine = (hooks: EngineHooks): Engine => {
  let child: Child | null = null
  let ready = false
  let closing: (() => void) | null = null
  const early: MessagePortMain[] = []
  const crashes: number[] = []

  const heard = (data: unknown) => {
    const parsed = engineMessageSchema.safeParse(data)
    if (!parsed.success) return
    const message = parsed.data
    switch (message.kind) {
      case 'ready':
        ready = true
        for (const port of early.splice(0)) child?.postMessage({ kind: 'connect' }, [port])
        break
      case 'made':
        hooks.madePaths(message.paths)
        break
      case 'locked':
        hooks.locked()
        break
      case 'language':
        hooks.language(message.language)
        break
    }
  }

  const ended = (code: number) => {
    child = null
    ready = false
    if (closing) {
      closing()
      return
    }
    const now = hooks.now()
    crashes.push(now)
    const recent = crashes.filter((at) => now - at < CRASHES_WITHIN_MS).length
    const gaveUp = recent > MOST_CRASHES
    if (!gaveUp) begin()
    hooks.crashed(code, gaveUp)
  }

  const begin = () => {
    const begun = hooks.fork()
    child = begun
    begun.on('message', heard)
    begun.on('exit', ended)
    begun.postMessage(hooks.start())
  }

  begin()
  return {
    connect: () => {
      const { port1, port2 } = hooks.channel()
      if (child !== null && ready) child.postMessage({ kind: 'connect' }, [port1])
      else early.push(port1)
      return port2
    },
    lock: () => child?.postMessage({ kind: 'lock' }),
    restart: () => {
      crashes.length = 0
      if (child === null) begin()
    },
    close: (patienceMs) =>
      new Promise((resolve) => {
        if (child === null) {
          closing = () => undefined
          resolve()
          return
        }
        const timer = setTimeout(() => child?.kill(), patienceMs)
        closing = () => {
          clearTimeout(timer)
          resolve()
        }
        child.postMessage({ kind: 'close' })
      }),
  }
}
