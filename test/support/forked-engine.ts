import { fork } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { join } from 'node:path'

const SCRIPT = join(import.meta.dirname, 'utility-process.ts')

/** One end of a channel, as Electron's main process has it. */
interface ShellPort {
  readonly on: {
    (event: 'message', listener: (message: { data: unknown }) => void): unknown
    (event: 'close', listener: () => void): unknown
  }
  readonly postMessage: (data: unknown) => void
  readonly start: () => void
}

type FromEngine =
  | { readonly from: 'loaded' }
  | { readonly from: 'parent'; readonly message: unknown }
  | { readonly from: 'port'; readonly port: number; readonly data: unknown }
  | { readonly from: 'closed'; readonly port: number }

/**
 * The engine's real script in a real process of plain Node, dressed as Electron's UtilityProcess: what it is told before it
 * has loaded waits, as it does there.
 */
export const forkUtility = (script: string, options: { readonly env?: NodeJS.ProcessEnv } = {}) => {
  const child = fork(SCRIPT, [script], {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    ...(options.env ? { env: options.env } : {}),
  })
  const events = new EventEmitter()
  const ports: ShellPort[] = []
  const early: object[] = []
  let loaded = false
  const send = (message: object) => {
    if (!loaded) early.push(message)
    else if (child.connected) child.send(message)
  }
  child.on('message', (given: FromEngine) => {
    if (given.from === 'loaded') {
      loaded = true
      for (const message of early.splice(0)) send(message)
    } else if (given.from === 'parent') events.emit('message', given.message)
    else if (given.from === 'port') ports[given.port]?.postMessage(given.data)
  })
  child.on('exit', (code) => events.emit('exit', code ?? 1))
  return {
    pid: child.pid,
    on: events.on.bind(events),
    kill: () => child.kill('SIGKILL'),
    postMessage: (message: object, transferred: readonly ShellPort[] = []) => {
      const ids = transferred.map((port) => {
        const id = ports.push(port) - 1
        port.on('message', ({ data }) => send({ to: 'port', port: id, data }))
        port.on('close', () => send({ to: 'closed', port: id }))
        port.start()
        return id
      })
      send({ to: 'parent', message, ports: ids })
    },
  }
}
