import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import { throwIfCancelled, Failure, type Cancellation } from '../../shared/contract/failure.ts'
import type { Warning } from '../../shared/contract/warning.ts'
import { openEngine, openEngineForReading } from '../engine.ts'
import type { Calling, Engine, Opener, ReadingEngine } from '../engine.ts'
import { deskUser, passphraseOfVault } from './passphrase.ts'
import { asFailure, printFailure, printJson } from './print-result.ts'
import { sayWarning } from './say-warning.ts'
import { showProgress } from './show-progress.ts'
import { plain } from './table.ts'

/** The command did its work, failed, was called wrongly, or could not tell what it was asked; 130 is the shells' own number for Ctrl-C. */
export const EXIT = { done: 0, failed: 1, usage: 2, untold: 3, stopped: 130 } as const

const STOP_SIGNALS = ['SIGINT', 'SIGTERM'] as const

export interface Command<S extends z.ZodType> {
  readonly json: boolean
  readonly schema: S
  readonly work: (calling: Required<Omit<Calling, 'onPicture'>>) => Promise<z.output<S>>
  /** For people. */
  readonly print: (result: z.output<S>) => void
  /** When the work was done and yet did not come out well. */
  readonly exitCode?: (result: z.output<S>) => number
  /** Whether Ctrl-C is a request to the work, which then leaves things in good order; else it ends the program. */
  readonly stopsInOrder?: boolean
}

const exitCodeOf = ({ code }: Failure): number => {
  if (code === 'usage') return EXIT.usage
  return code === 'cancelled' ? EXIT.stopped : EXIT.failed
}

export const fail = (error: unknown, json: boolean): void => {
  const failure = asFailure(error)
  printFailure(failure, json)
  process.exitCode = exitCodeOf(failure)
}

const sayNote = (message: string): void => void process.stderr.write(`Note: ${plain(message)}\n`)

/** The first Ctrl-C cancels, a second one stops at once. */
const listenForStop = (cancel: AbortController): (() => void) => {
  const stop = (): void => {
    if (cancel.signal.aborted) process.exit(EXIT.stopped)
    process.stderr.write('\nStopping in good order; press Ctrl-C again to stop at once.\n')
    cancel.abort()
  }
  for (const signal of STOP_SIGNALS) process.on(signal, stop)
  return () => {
    for (const signal of STOP_SIGNALS) process.off(signal, stop)
  }
}

/**
 * Only what writes step by step is asked to stop. The rest records its work in one step at the end, so the system's
 * own way, ending the program at that very moment, loses nothing; a listener would only be heard when the computing pauses.
 */
export const runCommand = async <S extends z.ZodType>(command: Command<S>): Promise<void> => {
  const cancel = new AbortController()
  const view = showProgress()
  const onWarning = (warning: Warning): void => {
    view.finish()
    sayNote(sayWarning(warning))
  }
  const stopListening = command.stopsInOrder ? listenForStop(cancel) : () => undefined
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
    stopListening()
    for (const finish of afterwards.splice(0)) await finish()
  }
}

/** What is done once the result was told: a recovery key that is shown once must not wait for a backup, nor be lost with it. */
const afterwards: (() => Promise<void>)[] = []

/** A trace beside this one is done by then; an app that has the vault open all day is not. */
export const PATIENCE_S = 30
const BETWEEN_TRIES_MS = 500
let patienceS = PATIENCE_S

/** `--wait`, which every command has: seconds to wait where another program is at work in the vault. */
export const waitFor = (seconds: number): void => {
  patienceS = seconds
}

const inUse = (error: unknown): boolean => error instanceof Failure && error.code === 'vault-in-use'

/** Waits a while, and says so, where another program is at work in the vault. */
const openInTurn = async (dir: string, opener: Opener, signal?: Cancellation): Promise<Engine> => {
  const until = performance.now() + 1000 * patienceS
  for (let told = false; ; told = true) {
    throwIfCancelled(signal)
    try {
      return await openEngine(dir, opener)
    } catch (error) {
      if (!inUse(error) || performance.now() > until) throw error
    }
    if (!told) sayNote(`Another program is using this vault; waiting up to ${patienceS} s for it (--wait).`)
    await sleep(BETWEEN_TRIES_MS)
  }
}

/** After the work, which must neither wait for it nor fail with it. */
const backUpWhenDue = async (engine: Engine): Promise<void> => {
  try {
    const made = await engine.backupIfDue()
    if (made === null) return
    sayNote(`A backup was due; it is in ${made.file}.`)
    if (made.damaged.length > 0)
      sayNote(`${made.damaged.length} stored file(s) are missing from the vault or damaged.`)
  } catch (error) {
    sayNote(`The backup that was due could not be made. ${asFailure(error).message}`)
  }
}

/** With the passphrase that was asked for, for what wants it once more. */
const opened = async <E>(dir: string, open: (dir: string, opener: Opener) => Promise<E>) => {
  const passphrase = await passphraseOfVault()
  return { passphrase, engine: await open(dir, { passphrase, ...deskUser() }) }
}

/** Opens the vault for one piece of work. It stays open until its result was told and the backup made that may be due; the signal also ends waiting for it. */
export const withEngine = async <R>(
  dir: string,
  work: (engine: Engine, passphrase: string) => Promise<R> | R,
  signal?: Cancellation,
): Promise<R> => {
  const { passphrase, engine } = await opened(dir, (at, opener) => openInTurn(at, opener, signal))
  try {
    const result = await work(engine, passphrase)
    afterwards.push(async () => {
      await backUpWhenDue(engine)
      engine.close()
    })
    return result
  } catch (error) {
    engine.close()
    throw error
  }
}

/** Opens the vault to read, also while another program is at work in it, and closes it whatever happens. */
export const withReadingEngine = async <R>(
  dir: string,
  work: (engine: ReadingEngine, passphrase: string) => Promise<R> | R,
): Promise<R> => {
  const { passphrase, engine } = await opened(dir, openEngineForReading)
  try {
    return await work(engine, passphrase)
  } finally {
    engine.close()
  }
}
