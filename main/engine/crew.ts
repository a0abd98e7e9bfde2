import { Worker } from 'node:worker_threads'
import type { TransferListItem } from 'node:worker_threads'
import { Failure } from '../../shared/contract/failure.ts'
import type { FailureCode } from '../../shared/contract/failure.ts'
import type { OnProgress, Progress } from '../../shared/contract/progress.ts'

/** A failure on its way between threads, where an Error would lose its code. */
export interface SentFailure {
  readonly code: FailureCode
  readonly message: string
  readonly details: readonly string[]
}

/** What a worker posts of the one job it was given: how it goes, and then how it ended. */
export type Answer<R> =
  | { readonly progress: Progress }
  | { readonly ok: true; readonly result: R }
  | { readonly ok: false; readonly failure: SentFailure }

/** What a worker is told: a job, or that there are no more. */
export type Order<J> = { readonly job: J } | { readonly leave: true }

/** An idle thread leaves within milliseconds; one that does not is ended. */
const LEAVE_MS = 2000

/** One worker thread that does one job at a time. */
export interface Hand<J, R> {
  readonly do: (job: J) => Promise<R>
  /** Resolves when the thread has ended. */
  readonly dismiss: () => Promise<void>
}

export interface HandOptions {
  readonly script: URL
  readonly workerData: unknown
  readonly transferList?: readonly TransferListItem[]
  /** A job that takes longer ends the worker. */
  readonly patienceMs: number
  readonly heapMb: number
  /** What it comes to when a job outlasts the patience or the memory. */
  readonly exhausted: { readonly code: FailureCode; readonly message: string }
  readonly onProgress?: OnProgress
}

/** A hostile file may take a thread's time or memory: both end in a coded failure, and the main thread goes on. */
export const hire = <J, R>(options: HandOptions): Hand<J, R> => {
  const worker = new Worker(options.script, {
    workerData: options.workerData,
    transferList: [...(options.transferList ?? [])],
    resourceLimits: { maxOldGenerationSizeMb: options.heapMb },
    stdout: true,
  })
  // Libraries print about damaged files; the program's stdout is for its result alone.
  worker.stdout.resume()
  let waiting: { resolve: (result: R) => void; reject: (error: Failure) => void } | null = null
  let ended: Failure | null = null
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  const take = () => {
    const taken = waiting
    waiting = null
    return taken
  }
  const end = (failure: Failure) => {
    ended ??= failure
    take()?.reject(ended)
  }
  worker.on('message', (answer: Answer<R>) => {
    if ('progress' in answer) options.onProgress?.(answer.progress)
    else if (answer.ok) take()?.resolve(answer.result)
    else
      take()?.reject(
        new Failure(answer.failure.code, answer.failure.message, { details: answer.failure.details }),
      )
  })
  worker.on('error', (cause) => end(workerFailure(cause, options.exhausted)))
  worker.on('exit', () => end(new Failure('internal', 'A worker thread ended before its work was done.')))
  return {
    do: (job) =>
      new Promise<R>((resolve, reject) => {
        if (ended) return reject(ended)
        const timer = setTimeout(() => {
          end(new Failure(options.exhausted.code, options.exhausted.message))
          void worker.terminate()
        }, options.patienceMs)
        const settle =
          <T>(pass: (value: T) => void) =>
          (value: T) => {
            clearTimeout(timer)
            pass(value)
          }
        waiting = { resolve: settle(resolve), reject: settle(reject) }
        worker.postMessage({ job } satisfies Order<J>)
      }),
    // Ending a thread in mid-air is for work that must stop: one that is idle tidies up and goes by itself.
    dismiss: async () => {
      const busy = waiting !== null
      end(new Failure('cancelled', 'Cancelled; nothing more was written.'))
      if (busy) return void (await worker.terminate())
      worker.postMessage({ leave: true } satisfies Order<J>)
      const timer = setTimeout(() => void worker.terminate(), LEAVE_MS)
      await gone
      clearTimeout(timer)
    },
  }
}

const workerFailure = (cause: unknown, { code, message }: HandOptions['exhausted']): Failure => {
  const outOfMemory = cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY'
  if (outOfMemory) return new Failure(code, message, { cause })
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new Failure('internal', `A worker thread failed: ${reason}`, { cause })
}

/** Gives the items to whichever hand is free, in order; the first failure stops the handing out and is thrown. */
export const shareOut = async <H, T>(
  hands: readonly H[],
  items: readonly T[],
  work: (hand: H, item: T) => Promise<void>,
): Promise<void> => {
  let next = 0
  let stopped = false
  const keepBusy = async (hand: H): Promise<void> => {
    while (!stopped && next < items.length) {
      try {
        await work(hand, items[next++])
      } catch (error) {
        stopped = true
        throw error
      }
    }
  }
  const outcomes = await Promise.allSettled(hands.map(keepBusy))
  const failed = outcomes.find((outcome) => outcome.status === 'rejected')
  if (failed) throw failed.reason
}
