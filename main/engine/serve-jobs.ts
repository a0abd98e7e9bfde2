import { parentPort } from 'node:worker_threads'
import type { TransferListItem } from 'node:worker_threads'
import { Failure } from '../../shared/contract/failure.ts'
import type { Progress } from '../../shared/contract/progress.ts'
import type { Answer, Order, SentFailure } from './crew.ts'

const sent = (error: unknown): SentFailure => {
  if (error instanceof Failure) return { code: error.code, message: error.message, details: error.details }
  const reason = error instanceof Error ? error.message : String(error)
  return { code: 'internal', message: `Working on this file failed: ${reason}`, details: [] }
}

/** The worker's end of a `Hand`: does each job it is posted and posts the answer, failures included; told to leave, it ends. */
export const serveJobs = <J, R>(
  perform: (job: J) => Promise<R>,
  transfers: (result: R) => TransferListItem[] = () => [],
): void => {
  parentPort?.on('message', (order: Order<J>) => {
    if ('leave' in order) return parentPort?.close()
    void perform(order.job).then(
      (result) => parentPort?.postMessage({ ok: true, result } satisfies Answer<R>, transfers(result)),
      (error: unknown) => parentPort?.postMessage({ ok: false, failure: sent(error) } satisfies Answer<R>),
    )
  })
}

/** From within a job: how it goes. */
export const tellProgress = (progress: Progress): void =>
  parentPort?.postMessage({ progress } satisfies Answer<never>)
