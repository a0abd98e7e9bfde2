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

const TOKEN_KEY = 'siglum-token'

/** The one-time word comes in the address's fragment; it is taken out of sight at once and kept for a reload. */
const takeToken = (): string => {
  const given = new URLSearchParams(window.location.hash.slice(1)).get('token')
  if (given !== null) {
    sessionStorage.setItem(TOKEN_KEY, given)
    window.history.replaceState(null, '', window.location.pathname)
  }
  return sessionStorage.getItem(TOKEN_KEY) ?? ''
}

const webSocketPort = (): Promise<Port> => {
  const { protocol, host } = window.location
  const socket = new WebSocket(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}/engine`, [
    'siglum',
    takeToken(),
  ])
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
    socket.addEventListener('open', () => resolve(port))
    socket.addEventListener('error', () => reject(new Error('The engine could not be reached.')))
  })
}

export const connect = async (): Promise<Port> => (await bridge()?.connect()) ?? webSocketPort()
