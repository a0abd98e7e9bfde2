import type { WebSocket } from 'ws'
import type { Greeting } from '../../../shared/contract/app/loopback.ts'
import type { Answer } from '../../../shared/contract/app/messages.ts'
import { decodeFrame, encodeFrame } from '../../../shared/contract/app/wire.ts'
import type { Port } from '../port.ts'

/** WebSocket close codes, RFC 6455. */
export const REPLACED = 4001
const BAD_DATA = 1007

const send = (socket: WebSocket, message: Answer | Greeting): void => {
  if (socket.readyState === socket.OPEN) socket.send(encodeFrame(message))
}

export const greet = (socket: WebSocket, secret: string): void => send(socket, { kind: 'session', secret })

const decoded = (frame: Uint8Array): { readonly value: unknown } | null => {
  try {
    return { value: decodeFrame(frame) }
  } catch {
    return null
  }
}

/** A WebSocket as a port. Frames that are none end it. */
export const socketPort = (socket: WebSocket): Port => ({
  post: (answer) => send(socket, answer),
  onMessage: (take) =>
    void socket.on('message', (data, isBinary) => {
      const message = isBinary && Buffer.isBuffer(data) ? decoded(data) : null
      if (message === null) socket.close(BAD_DATA)
      else take(message.value)
    }),
  onClose: (act) => void socket.on('close', act),
})
