import type { WebSocket } from 'ws'
import { frameReader, toFrames } from '../../../shared/contract/app/frames.ts'
import type { Greeting } from '../../../shared/contract/app/loopback.ts'
import type { Answer } from '../../../shared/contract/app/messages.ts'
import type { Port } from '../port.ts'

/** WebSocket close codes, RFC 6455. */
export const REPLACED = 4001
const BAD_DATA = 1007

const send = (socket: WebSocket, message: Answer | Greeting): void => {
  if (socket.readyState !== socket.OPEN) return
  for (const frame of toFrames(message)) socket.send(frame)
}

export const greet = (socket: WebSocket, secret: string): void => send(socket, { kind: 'session', secret })

/** A WebSocket as a port. Frames that are none end it. */
export const socketPort = (socket: WebSocket): Port => ({
  post: (answer) => send(socket, answer),
  onMessage: (take) => {
    const read = frameReader(take)
    socket.on('message', (data, isBinary) => {
      try {
        const bytes = Buffer.isBuffer(data)
          ? data
          : Array.isArray(data)
            ? Buffer.concat(data)
            : Buffer.from(data)
        read(isBinary ? new Uint8Array(bytes) : bytes.toString('utf8'))
      } catch {
        socket.close(BAD_DATA)
      }
    })
  },
  onClose: (act) => void socket.on('close', act),
})
