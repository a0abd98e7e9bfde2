import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { WebSocket } from 'ws'
import { decodeFrame, encodeFrame } from '../../shared/contract/app/wire.ts'
import {
  greetingSchema,
  LOOPBACK_PATH,
  LOOPBACK_PROTOCOL,
  TOKEN_PREFIX,
} from '../../shared/contract/app/loopback.ts'
import { createHost } from '../../main/host/host.ts'
import type { Host } from '../../main/host/host.ts'
import { openLoopback } from '../../main/host/loopback/loopback-server.ts'
import type { LoopbackServer } from '../../main/host/loopback/loopback-server.ts'
import { nodePort } from '../../main/host/message-port.ts'
import { createClient } from './client.ts'
import type { Client } from './client.ts'

/** A host of its own with folders of its own, and a client connected to it. */
export interface Stage {
  readonly client: Client
  readonly host: Host
  /** For whatever a test makes. */
  readonly folder: string
  /** What the host had to say to nobody. */
  readonly log: string[]
  readonly end: () => Promise<void>
}

export const startHost = () => {
  const folder = mkdtempSync(join(tmpdir(), 'siglum-host-test-'))
  const log: string[] = []
  const host = createHost({
    config: join(folder, 'config'),
    temporary: folder,
    scryptLogN: 10,
    log: (line) => log.push(line),
  })
  const end = async (): Promise<void> => {
    await host.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { folder, log, host, end }
}

const overMessagePort = async (): Promise<Stage> => {
  const { host, folder, log, end } = startHost()
  const { port1, port2 } = new MessageChannel()
  host.serve(nodePort(port1))
  const client = createClient((take) => {
    port2.on('message', take)
    return { send: (message) => port2.postMessage(message), close: () => port2.close() }
  })
  const close = async (): Promise<void> => {
    client.close()
    await end()
  }
  return { client, host, folder, log, end: close }
}

export const PAGE = Buffer.from('<!doctype html><title>Siglum</title>')

export const startLoopback = async (host: Host): Promise<LoopbackServer> => {
  const page = { bytes: PAGE, type: 'text/html; charset=utf-8' }
  const script = { bytes: Buffer.from('0'), type: 'text/javascript; charset=utf-8' }
  const files = new Map([
    ['/', page],
    ['/index.html', page],
    ['/assets/app.js', script],
  ])
  return openLoopback({ files, serve: host.serve })
}

export const tokenOf = ({ url }: LoopbackServer): string => new URL(url).hash.slice('#token='.length)

/** Opens the WebSocket as the page would, with whatever proof. Rejects with the status where it is turned away. */
export const openSocket = (
  { origin }: Pick<LoopbackServer, 'origin'>,
  proof: string | null,
  headers: Readonly<Record<string, string>> = {},
): Promise<WebSocket> =>
  new Promise((resolve, reject) => {
    const protocols = [LOOPBACK_PROTOCOL, ...(proof === null ? [] : [proof])]
    const socket = new WebSocket(`${origin.replace('http', 'ws')}${LOOPBACK_PATH}`, protocols, {
      headers: { origin, ...headers },
    })
    socket.on('open', () => {
      socket.pause() // the greeting must not come before somebody listens
      resolve(socket)
    })
    socket.on('unexpected-response', (_, response) => reject(new Error(String(response.statusCode))))
    socket.on('error', reject)
  })

/** A client over a socket that is open, and the secret that the host greets it with. */
export const clientOver = async (
  socket: WebSocket,
): Promise<{ readonly client: Client; readonly secret: string }> => {
  let greeted: (secret: string) => void = () => {}
  const greeting = new Promise<string>((resolve) => (greeted = resolve))
  const client = createClient((take) => {
    socket.on('message', (data) => {
      if (!Buffer.isBuffer(data)) throw new TypeError('not one buffer')
      const message = decodeFrame(data)
      const hello = greetingSchema.safeParse(message)
      if (hello.success) greeted(hello.data.secret)
      else take(message)
    })
    socket.resume()
    const send = (message: unknown): void => socket.send(encodeFrame(message))
    return { send, close: () => socket.close() }
  })
  return { client, secret: await greeting }
}

const overLoopback = async (): Promise<Stage> => {
  const { host, folder, log, end } = startHost()
  const loopback = await startLoopback(host)
  const socket = await openSocket(loopback, `${TOKEN_PREFIX}${tokenOf(loopback)}`)
  const { client } = await clientOver(socket)
  const close = async (): Promise<void> => {
    client.close()
    await end()
    await loopback.close()
  }
  return { client, host, folder, log, end: close }
}

export const TRANSPORTS = { 'message port': overMessagePort, loopback: overLoopback } as const
