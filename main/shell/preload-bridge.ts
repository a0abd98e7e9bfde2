import type { IpcRenderer } from 'electron'
import type { PreloadApi, PreloadPort } from '../../shared/contract/app/preload.ts'
import { CHANNELS } from './channels.ts'

/** As much of the browser's MessagePort as is used; the shell is type-checked without a DOM. */
interface BrowserPort {
  readonly postMessage: (message: unknown) => void
  readonly addEventListener: (kind: 'message' | 'close', listener: (event: { data: unknown }) => void) => void
  readonly start: () => void
  readonly close: () => void
}

type Ipc = Pick<IpcRenderer, 'send' | 'invoke'> & {
  readonly on: (
    channel: string,
    listener: (event: { ports: readonly BrowserPort[] }, id: number) => void,
  ) => unknown
}

interface Wire {
  readonly port: PreloadPort
  readonly attach: (port: BrowserPort) => void
  readonly end: () => void
}

/** A port that can be used before it is there: what is posted meanwhile waits. */
const makeWire = (): Wire => {
  let browserPort: BrowserPort | null = null
  let ended = false
  let listen: ((message: unknown) => void) | null = null
  let listenForEnd: (() => void) | null = null
  const outgoing: unknown[] = []
  const incoming: unknown[] = []
  const end = () => {
    if (ended) return
    ended = true
    browserPort?.close()
    listenForEnd?.()
  }
  return {
    port: {
      post: (message) => {
        if (ended) return
        if (browserPort === null) outgoing.push(message)
        else browserPort.postMessage(message)
      },
      onMessage: (listener) => {
        listen = listener
        for (const message of incoming.splice(0)) listener(message)
      },
      onClose: (listener) => {
        listenForEnd = listener
        if (ended) listener()
      },
    },
    attach: (port) => {
      browserPort = port
      port.addEventListener('message', ({ data }) => {
        if (listen === null) incoming.push(data)
        else listen(data)
      })
      port.addEventListener('close', end)
      port.start()
      for (const message of outgoing.splice(0)) port.postMessage(message)
    },
    end,
  }
}

/** Exactly what the page gets: a port to the engine, and what only a desktop can do. */
export const bridgeTo = (ipc: Ipc): PreloadApi => {
  let connections = 0
  const waiting = new Map<number, Wire>()
  const open = new Set<Wire>()
  ipc.on(CHANNELS.port, ({ ports: [port] }, id) => {
    const wire = waiting.get(id)
    waiting.delete(id)
    if (wire === undefined || port === undefined) return
    open.add(wire)
    wire.attach(port)
  })
  // A wire that still waits will be given a port to the engine that is started next.
  ipc.on(CHANNELS.ended, () => {
    const ending = [...open]
    open.clear()
    for (const wire of ending) wire.end()
  })
  return {
    connect: () => {
      const id = connections++
      const wire = makeWire()
      waiting.set(id, wire)
      ipc.send(CHANNELS.connect, id)
      return wire.port
    },
    host: (method, params) => ipc.invoke(CHANNELS.host, method, params),
  }
}
