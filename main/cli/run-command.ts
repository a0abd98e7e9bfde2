import type { z } from 'zod'
import type { Failure } from '../../shared/contract/failure.ts'
import { openEngine } from '../engine.ts'
import type { Calling, Engine } from '../engine.ts'
import { passphraseOfVault } from './passphrase.ts'
import { asFailure, printFailure, printJson } from './print-result.ts'
import { showProgress } from './show-progress.ts'

/** The command did its work, failed, or was called wrongly. */
export const EXIT = { done: 0, failed: 1, usage: 2 } as const

export interface Command<S extends z.ZodType> {
  readonly json: boolean
  readonly schema: S
  readonly work: (calling: Required<Calling>) => Promise<z.input<S>>
  /** For people. */
  readonly print: (result: z.input<S>) => void
  /** When the work was done and yet did not come out well. */
  readonly exitCode?: (result: z.input<S>) => number
}

const exitCodeOf = ({ code }: Failure): number => (code === 'usage' ? EXIT.usage : EXIT.failed)

export const fail = (error: unknown, json: boolean): void => {
  const failure = asFailure(error)
  printFailure(failure, json)
  process.exitCode = exitCodeOf(failure)
}

/** Ctrl-C asks the work to stop in good order; a second one stops at once. */
export const runCommand = async <S extends z.ZodType>(command: Command<S>): Promise<void> => {
  const cancel = new AbortController()
  const view = showProgress()
  const onWarning = (message: string): void => {
    view.finish()
    process.stderr.write(`Note: ${message}\n`)
  }
  const stop = (): void => {
    if (cancel.signal.aborted) process.exit(130)
    process.stderr.write('\nStopping in good order; press Ctrl-C again to stop at once.\n')
    cancel.abort()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  try {
    const result = await command.work({ onProgress: view.onProgress, signal: cancel.signal, onWarning })
    view.finish()
    if (command.json) printJson(command.schema, result)
    else command.print(result)
    process.exitCode = command.exitCode?.(result) ?? EXIT.done
  } catch (error) {
    view.finish()
    fail(error, command.json)
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}

/** Opens the vault for one piece of work and closes it whatever happens. */
export const withEngine = async <R>(dir: string, work: (engine: Engine) => Promise<R> | R): Promise<R> => {
  const engine = await openEngine(dir, await passphraseOfVault())
  try {
    return await work(engine)
  } finally {
    engine.close()
  }
}
