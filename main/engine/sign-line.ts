import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { Failure } from '../../shared/contract/failure.ts'
import type { SignStream } from '../../shared/mark/signs.ts'

/**
 * How a worker asks for signs: the mark key stays with the keyring in the main thread, and a worker, which
 * reads PDFs from outside, gets only the streams it asks for. To the worker the call is synchronous: it sleeps
 * until the answer lies in its port.
 */
export interface SignLine {
  readonly port: MessagePort
  /** One cell: 0 while the worker waits, 1 once it is answered. */
  readonly answered: SharedArrayBuffer
}

interface Question {
  readonly label: string
  readonly bytes: number
}

const PATIENCE_MS = 60_000

/** The main thread's end. The line goes to the worker in its workerData, its port also in the transferList; it closes with the worker. */
export const openSignLine = (stream: SignStream): SignLine => {
  const { port1, port2 } = new MessageChannel()
  const answered = new SharedArrayBuffer(4)
  const cell = new Int32Array(answered)
  port1.on('message', ({ label, bytes }: Question) => {
    port1.postMessage(stream(label, bytes))
    Atomics.store(cell, 0, 1)
    Atomics.notify(cell, 0)
  })
  port1.unref()
  return { port: port2, answered }
}

/** The worker's end. */
export const remoteSigns = ({ port, answered }: SignLine): SignStream => {
  const cell = new Int32Array(answered)
  return (label, bytes) => {
    Atomics.store(cell, 0, 0)
    port.postMessage({ label, bytes } satisfies Question)
    const waited = Atomics.wait(cell, 0, 0, PATIENCE_MS)
    const answer: unknown = receiveMessageOnPort(port)?.message
    if (waited !== 'timed-out' && answer instanceof Uint8Array) return answer
    throw new Failure('internal', 'The keyring did not answer a worker.')
  }
}
