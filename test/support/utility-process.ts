import { EventEmitter } from 'node:events'
import { pathToFileURL } from 'node:url'

/**
 * Stands for Electron's utility process in plain Node: gives the script that it is told to run a `process.parentPort`, and carries what
 * goes over it, and over ports handed through it, on the line to whoever forked this.
 */

type FromShell =
  | { readonly to: 'parent'; readonly message: unknown; readonly ports: readonly number[] }
  | { readonly to: 'port'; readonly port: number; readonly data: unknown }
  | { readonly to: 'closed'; readonly port: number }

const send = (message: object) => process.send?.(message)
const ports = new Map<number, EventEmitter>()

const makePort = (id: number) => {
  const port = Object.assign(new EventEmitter(), {
    start: () => undefined,
    close: () => send({ from: 'closed', port: id }),
    postMessage: (data: unknown) => send({ from: 'port', port: id, data }),
  })
  ports.set(id, port)
  return port
}

const parentPort = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown) => send({ from: 'parent', message }),
})
Object.assign(process, { parentPort })

process.on('message', (given: FromShell) => {
  if (given.to === 'parent') {
    parentPort.emit('message', { data: given.message, ports: given.ports.map(makePort) })
  } else if (given.to === 'port') ports.get(given.port)?.emit('message', { data: given.data })
  else ports.get(given.port)?.emit('close')
})
process.on('disconnect', () => process.exit(1))

const [, , script] = process.argv
await import(pathToFileURL(script).href)
send({ from: 'loaded' })
