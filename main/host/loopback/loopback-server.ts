import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { LOOPBACK_PATH, LOOPBACK_PROTOCOL, TOKEN_FIELD } from '../../../shared/contract/app/loopback.ts'
import { pageHeaders } from '../../../shared/contract/app/page-headers.ts'
import type { Port } from '../port.ts'
import type { BuiltFile } from './built-files.ts'
import { createGate } from './gate.ts'
import { greet, REPLACED, socketPort } from './socket-port.ts'

export interface LoopbackServer {
  readonly origin: string
  /** The page's address with the token; it opens the app once. */
  readonly url: string
  /** Resolves when a window that was connected has been gone for so long. */
  readonly close: () => Promise<void>
}

export interface LoopbackOptions {
  readonly files: ReadonlyMap<string, BuiltFile>
  readonly serve: (port: Port) => void
}

const ADDRESS = '127.0.0.1'
/** A pasted list is the longest message that a renderer sends. */
const MOST_FRAME_BYTES = 16 * 1024 * 1024
const MOST_CONNECTIONS = 64
/** Before whoever guesses is told that they guessed wrong. */
const REFUSAL_MS = 200

/** The name by which we were called must be ours: a page elsewhere whose name was made to lead here has another. */
const isOurs = ({ headers }: IncomingMessage, origin: string): boolean =>
  headers.host === new URL(origin).host

const headersFor = (type: string, origin: string) => pageHeaders(type, [origin.replace('http:', 'ws:')])

const refuse = (response: ServerResponse, status: number, origin: string): void => {
  response.writeHead(status, {
    ...headersFor('text/plain', origin),
    'Content-Length': 0,
    Connection: 'close',
  })
  response.end()
}

const answerRequest = (
  request: IncomingMessage,
  response: ServerResponse,
  origin: string,
  files: LoopbackOptions['files'],
): void => {
  if (!isOurs(request, origin)) return refuse(response, 421, origin)
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, origin)
  const file = files.get(request.url ?? '')
  if (file === undefined) return refuse(response, 404, origin)
  const { bytes, type } = file
  response.writeHead(200, { ...headersFor(type, origin), 'Content-Length': bytes.length })
  response.end(request.method === 'HEAD' ? undefined : bytes)
}

const turnAway = async (socket: Duplex, status: string): Promise<void> => {
  await wait(REFUSAL_MS)
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: ADDRESS, port: 0, exclusive: true }, () => {
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new TypeError('no port'))
      else resolve(address.port)
    })
  })

/**
 * The renderer's files and its one WebSocket, for this computer alone. A connection needs our own Host, our own Origin and the
 * token, or after the first the session's secret; whoever comes with that takes the place of the connection before.
 */
export const openLoopback = async ({ files, serve }: LoopbackOptions): Promise<LoopbackServer> => {
  let origin = ''
  const gate = createGate()
  let current: WebSocket | null = null
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_FRAME_BYTES,
    perMessageDeflate: false,
    handleProtocols: () => LOOPBACK_PROTOCOL,
  })
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5000 }, (request, response) =>
    answerRequest(request, response, origin, files),
  )
  server.maxConnections = MOST_CONNECTIONS
  const admit = (socket: WebSocket): void => {
    current?.close(REPLACED)
    current = socket
    socket.on('error', () => socket.terminate())
    greet(socket, gate.secret)
    serve(socketPort(socket))
  }
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    if (!isOurs(request, origin) || request.headers.origin !== origin || request.url !== LOOPBACK_PATH)
      return void turnAway(socket, '403 Forbidden')
    if (!gate.admits(request.headers['sec-websocket-protocol']))
      return void turnAway(socket, '401 Unauthorized')
    sockets.handleUpgrade(request, socket, head, admit)
  })
  origin = `http://${ADDRESS}:${await listen(server)}`
  return {
    origin,
    url: `${origin}/#${TOKEN_FIELD}=${gate.token}`,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
