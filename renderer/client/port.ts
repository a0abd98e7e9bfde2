import {
  greetingSchema,
  LOOPBACK_PATH,
  LOOPBACK_PROTOCOL,
  SESSION_PREFIX,
  TOKEN_FIELD,
  TOKEN_PREFIX,
} from '../../shared/contract/app/loopback.ts'
import { decodeFrame, encodeFrame } from '../../shared/contract/app/wire.ts'

/** What carries messages to the engine's process and back. Listeners are set once, before the first message. */
export interface Port {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onClose(listener: () => void): void
}

/** What the shell's preload lets through; absent where the renderer runs in a browser over the loopback host. */
interface Bridge {
  connect(): Promise<Port> | Port
  host(method: string, params: unknown): Promise<unknown>
}

declare global {
  interface Window {
    readonly siglum?: Bridge
  }
}

export const bridge = (): Bridge | undefined => window.siglum

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
  const port: Port = {
    post: (message) => socket.send(encodeFrame(message)),
    onMessage: (listener) =>
      socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (data instanceof ArrayBuffer) listener(decodeFrame(new Uint8Array(data)))
      }),
    onClose: (listener) => socket.addEventListener('close', listener),
  }
  return new Promise((resolve, reject) => {
    const greet = ({ data }: MessageEvent<unknown>) => {
      const greeting = greetingSchema.safeParse(
        data instanceof ArrayBuffer ? decodeFrame(new Uint8Array(data)) : null,
      )
      if (!greeting.success) return reject(new Error('The engine did not greet.'))
      sessionStorage.setItem(SECRET_KEY, greeting.data.secret)
      resolve(port)
    }
    socket.addEventListener('message', greet, { once: true })
    socket.addEventListener('error', () => reject(new Error('The engine could not be reached.')))
  })
}

export const connect = async (): Promise<Port> => (await bridge()?.connect()) ?? webSocketPort()
