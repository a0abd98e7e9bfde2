import type { MessagePortMain } from 'electron'
import { CALLS } from '../../../shared/contract/app/calls.ts'
import type { FileId } from '../../../shared/contract/app/call.ts'
import { answerSchema } from '../../../shared/contract/app/messages.ts'
import type { Ask } from '../../../shared/contract/app/messages.ts'
import { Failure } from '../../../shared/contract/failure.ts'

const PIECE_BYTES = 4 * 1024 * 1024

type Port = Pick<MessagePortMain, 'postMessage' | 'close' | 'start'> & {
  readonly on: {
    (event: 'message', listener: (message: { data: unknown }) => void): unknown
    (event: 'close', listener: () => void): unknown
  }
}

/** One question and its answer. */
const askOnce = (port: Port): ((params: unknown) => Promise<unknown>) => {
  let id = 0
  let settle: { resolve: (value: unknown) => void; reject: (failure: Failure) => void } | null = null
  const gone = () =>
    settle?.reject(new Failure('internal', 'The engine stopped before it had answered. Try again.'))
  port.on('message', ({ data }) => {
    const parsed = answerSchema.safeParse(data)
    if (!parsed.success) return
    const answer = parsed.data
    if (answer.kind === 'notice' || answer.id !== id) return
    if (answer.kind === 'result') settle?.resolve(answer.value)
    if (answer.kind === 'failed') {
      settle?.reject(new Failure(answer.error.code, answer.error.message, { details: answer.error.details }))
    }
  })
  port.on('close', gone)
  port.start()
  return (params) =>
    new Promise((resolve, reject) => {
      id += 1
      settle = { resolve, reject }
      port.postMessage({ kind: 'call', id, method: 'file.read', params } satisfies Ask)
    })
}

/** A file of this session out of the engine's own store, whole. Never by a path: the page knows ids alone. */
export const readSessionFile = async (connect: () => Port, file: FileId): Promise<Uint8Array> => {
  const port = connect()
  try {
    const ask = askOnce(port)
    const pieces: Uint8Array[] = []
    let offset = 0
    for (;;) {
      const { bytes, end } = CALLS['file.read'].result.parse(await ask({ file, offset, length: PIECE_BYTES }))
      pieces.push(bytes)
      offset += bytes.byteLength
      if (end) return Buffer.concat(pieces)
      if (bytes.byteLength === 0) throw new Failure('internal', 'The engine sent an empty piece of a file.')
    }
  } finally {
    port.close()
  }
}
