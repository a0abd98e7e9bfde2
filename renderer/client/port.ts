import {
  greetingSchema,
  LOOPBACK_PATH,
  LOOPBACK_PROTOCOL,
  SESSION_PREFIX,
  TOKEN_FIELD,
  TOKEN_PREFIX,
} from '../../shared/contract/app/loopback.ts'
import type { PreloadApi, PreloadPort } from '../../shared/contract/app/preload.ts'
import { decodeFrame, encodeFrame } from '../../shared/contract/app/wire.ts'

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

/** The word in the address serves once and is taken out of sight; the secret that came of it is kept for a reload. */
const proof = (): string => {
  const token = new URLSearchParams(window.location.hash.slice(1)).get(TOKEN_FIELD)
  if (token === null) return `${SESSION_PREFIX}${sessionStorage.getItem(SECRET_KEY) ?? ''}`
  window.history.replaceState(null, '', window.location.pathname)
  return `${TOKEN_PREFIX}${token}`
}

const webSocketPort = (): Promise<Port> => {
  const { protocol, host } = window.location
  const scheme = protocol === 'https:' ? 'wss' : 'ws'
  const socket = new WebSocket(`${scheme}://${host}${LOOPBACK_PATH}`, [LOOPBACK_PROTOCOL, proof()])
  socket.binaryType = 'arraybuffer'
  let listen: (message: unknown) => void = () => undefined
  const port: Port = {
    post: (message) => socket.send(encodeFrame(message)),
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
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (data instanceof ArrayBuffer) take(decodeFrame(new Uint8Array(data)))
    })
    socket.addEventListener('close', () => reject(new Error('The engine could not be reached.')))
  })
}

export const connect = async (): Promise<Port> => bridge()?.connect() ?? webSocketPort()
