import Database from 'better-sqlite3'
import { join } from 'node:path'
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { Failure } from '../../shared/contract/failure.ts'
import type { RecordCheck, RecordOptions } from './check-record.ts'
import type { Finding } from './verify-report.ts'

/** The two halves of verify, which need nothing of each other. */
export interface Halves {
  readonly record: { readonly order: RecordOptions; readonly answer: RecordCheck }
  readonly projections: { readonly order: null; readonly answer: readonly Finding[] }
}
export type Half = keyof Halves

export type ThreadOrder = {
  readonly [H in Half]: {
    readonly half: H
    readonly order: Halves[H]['order']
    readonly file: string
    readonly port: MessagePort
    /** One cell: 0 until the answer lies in the port. */
    readonly done: SharedArrayBuffer
  }
}[Half]

export type ThreadAnswer<H extends Half> =
  | { readonly answer: Halves[H]['answer'] }
  /** With SQLite's code where it was SQLite's. */
  | { readonly error: string; readonly code: string }

export interface Waiting<T> {
  /** Sleeps until it is done. */
  readonly wait: () => T
  readonly stop: () => void
}

/** Longer than any register takes; only against waiting for ever. */
const PATIENCE_MS = 30 * 60_000

/** Most of what a check makes is soon forgotten, or kept to its end: room for the first saves moving the second about. */
const MEMORY = { maxYoungGenerationSizeMb: 192, maxOldGenerationSizeMb: 32_768 }

const failed = (error: string, code: string): Error =>
  code.startsWith('SQLITE')
    ? new Database.SqliteError(error, code)
    : new Failure('internal', `The register could not be checked: ${error}`)

/** Checks one half in a thread of its own, on its own connection. */
export const startThread = <H extends Half>(
  file: string,
  half: H,
  order: Halves[H]['order'],
): Waiting<Halves[H]['answer']> => {
  const { port1, port2 } = new MessageChannel()
  const done = new SharedArrayBuffer(4)
  const worker = new Worker(join(import.meta.dirname, 'verify-worker.ts'), {
    workerData: { half, order, file, port: port2, done },
    transferList: [port2],
    resourceLimits: MEMORY,
  })
  worker.unref()
  port1.unref()
  return {
    wait: () => {
      Atomics.wait(new Int32Array(done), 0, 0, PATIENCE_MS)
      const answer = receiveMessageOnPort(port1)?.message as ThreadAnswer<H> | undefined
      if (answer === undefined)
        throw new Failure('internal', 'The check of the register did not come to an end.')
      if ('error' in answer) throw failed(answer.error, answer.code)
      return answer.answer
    },
    stop: () => {
      port1.close()
      void worker.terminate()
    },
  }
}
