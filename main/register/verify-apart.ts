import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { Failure, FAILURE_CODES } from '../../shared/contract/failure.ts'
import type { VerifyIdentity } from './verify-register.ts'
import type { VerifyReport } from './verify-report.ts'

export interface VerifyOrder {
  readonly file: string
  readonly identity: VerifyIdentity
  readonly texts: readonly string[]
}

export type VerifyAnswer =
  | { readonly report: VerifyReport }
  | { readonly failure: { readonly code: string; readonly message: string } }

const codeSchema = z.enum(FAILURE_CODES).catch('internal')

/**
 * `verifyRegister` in a thread of its own, on a connection of its own: a large register takes long, and whoever serves others
 * must not wait for it. Needs no key. Throws as `verifyRegister`, and 'cancelled'.
 */
export const verifyApart = (order: VerifyOrder, signal?: AbortSignal): Promise<VerifyReport> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(join(import.meta.dirname, 'verify-apart-worker.ts'), { workerData: order })
    const stop = (): void => {
      reject(new Failure('cancelled', 'Cancelled.'))
      void worker.terminate()
    }
    signal?.addEventListener('abort', stop, { once: true })
    worker.on('message', (answer: VerifyAnswer) => {
      if ('report' in answer) resolve(answer.report)
      else reject(new Failure(codeSchema.parse(answer.failure.code), answer.failure.message))
    })
    worker.on('error', (cause) =>
      reject(new Failure('internal', 'The register could not be verified.', { cause })),
    )
    worker.on('exit', () => {
      signal?.removeEventListener('abort', stop)
      reject(new Failure('internal', 'The check of the register did not come to an end.'))
    })
    if (signal?.aborted) stop()
  })
