import { Failure } from '../../shared/contract/failure.ts'

interface Closable {
  readonly close: () => void
}

export interface IdleLock {
  /** Asked anew at every use, so that it can be changed while a vault is open. */
  readonly idleMs: number | (() => number)
  /** The vault has been closed, its keys erased. */
  readonly onLock?: () => void
}

type Method = (...args: readonly unknown[]) => unknown

/**
 * The same engine, which closes itself once nobody has called it for so long and nothing is under way. From then on every
 * call fails with 'vault-locked', until it is opened anew.
 */
export const lockWhenIdle = <E extends Closable>(engine: E, { idleMs, onLock }: IdleLock): E => {
  let underWay = 0
  let isClosed = false
  let timer: NodeJS.Timeout | undefined
  const close = (): void => {
    clearTimeout(timer)
    if (isClosed) return
    isClosed = true
    engine.close()
  }
  const lock = (): void => {
    close()
    onLock?.()
  }
  const wait = (): void => {
    clearTimeout(timer)
    if (isClosed || underWay > 0) return
    timer = setTimeout(lock, typeof idleMs === 'number' ? idleMs : idleMs())
    timer.unref()
  }
  const end = (): void => {
    underWay -= 1
    wait()
  }
  const guard =
    (method: Method): Method =>
    (...args) => {
      if (isClosed)
        throw new Failure('vault-locked', 'The vault was locked after a while without use. Open it again.')
      underWay += 1
      let result: unknown
      try {
        result = method(...args)
      } catch (error) {
        end()
        throw error
      }
      if (result instanceof Promise) return result.finally(end)
      end()
      return result
    }
  const guarded = Object.entries(engine).map(([name, member]: [string, unknown]) => {
    if (name === 'close') return [name, close]
    return [name, typeof member === 'function' ? guard(member as Method) : member]
  })
  wait()
  return Object.fromEntries(guarded) as E
}
