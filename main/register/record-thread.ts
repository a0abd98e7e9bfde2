import { join } from 'node:path'
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { Failure } from '../../shared/contract/failure.ts'
import type { RecordCheck, RecordOptions } from './check-record.ts'

export interface RecordOrder {
  readonly file: string
  readonly options: RecordOptions
  readonly port: MessagePort
  /** One cell: 0 until the answer lies in the port. */
  readonly done: SharedArrayBuffer
}

export type RecordAnswer = { readonly check: RecordCheck } | { readonly error: string }

/** Longer than any register takes; only against waiting for ever. */
const PATIENCE_MS = 30 * 60_000

/** Checks the record in a thread of its own, on its own connection; `wait` sleeps until it is done. */
export const startRecordWorker = (
  file: string,
  options: RecordOptions,
): { wait: () => RecordCheck; stop: () => void } => {
  const { port1, port2 } = new MessageChannel()
  const done = new SharedArrayBuffer(4)
  const worker = new Worker(join(import.meta.dirname, 'record-worker.ts'), {
    workerData: { file, options, port: port2, done } satisfies RecordOrder,
    transferList: [port2],
  })
  worker.unref()
  port1.unref()
  return {
    wait: () => {
      Atomics.wait(new Int32Array(done), 0, 0, PATIENCE_MS)
      const answer = receiveMessageOnPort(port1)?.message as RecordAnswer | undefined
      if (answer === undefined)
        throw new Failure('internal', 'The check of the record did not come to an end.')
      if ('error' in answer) throw new Failure('internal', `The record could not be checked: ${answer.error}`)
      return answer.check
    },
    stop: () => {
      port1.close()
      void worker.terminate()
    },
  }
}
