import { frameReader, toFrames } from '../../shared/contract/app/frames.ts'
import {
  greetingSchema,
  LOOPBACK_PATH,
  LOOPBACK_PROTOCOL,
  SESSION_PREFIX,
  TOKEN_FIELD,
  TOKEN_PREFIX,
} from '../../shared/contract/app/loopback.ts'
import type { PreloadApi, PreloadPort } from '../../shared/contract/app/preload.ts'

declare global {
  interface Window {
    /** What the shell's preload lets through; absent where the renderer runs in a browser over the loopback host. */
    readonly siglum?: PreloadApi
  }
}

/** What carries messages to the engine's process and back. Each listener is set once. */
export type Port = PreloadPort

export const bridge = (): PreloadApi | undefined => window.siglum

const SECRET_KEY = 'siglum-session'

/** The token in the page's address serves once; after that, as on a reload, the session's secret does. */
const proof = (): string => {
  const token = new URLSearchParams(window.location.hash.slice(1)).get(TOKEN_FIELD)
  if (token === null) return `${SESSION_PREFIX}${sessionStorage.getItem(SECRET_KEY) ?? ''}`
  window.history.replaceState(null, '', window.location.pathname)
  return `${TOKEN_PREFIX}${token}`
}

const webSocketPort = (): Promise<Port> => {
  const { protocol, host } = window.location
  const socket = new WebSocket(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}${LOOPBACK_PATH}`, [
    LOOPBACK_PROTOCOL,
    proof(),
  ])
  socket.binaryType = 'arraybuffer'
  let listen: (message: unknown) => void = () => undefined
  const port: Port = {
    post: (message) => {
      for (const frame of toFrames(message))
        socket.send(typeof frame === 'string' ? frame : new Uint8Array(frame))
    },
    onMessage: (listener) => {
      listen = listener
    },
    onClose: (listener) => socket.addEventListener('close', listener),
  }
  return new Promise((resolve, reject) => {
    const greet = (message: unknown) => {
      sessionStorage.setItem(SECRET_KEY, greetingSchema.parse(message).secret)
      take = (later) => listen(later)
      resolve(port)
    }
    let take = greet
    const read = frameReader((message) => take(message))
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string') read(data)
      else if (data instanceof ArrayBuffer) read(new Uint8Array(data))
    })
    socket.addEventListener('close', () => reject(new Error('The engine could not be reached.')))
  })
}

export const connect = async (): Promise<Port> => bridge()?.connect() ?? webSocketPort()
