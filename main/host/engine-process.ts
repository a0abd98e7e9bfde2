import { createHost } from './host.ts'
import { electronPort } from './message-port.ts'
import type { ElectronPort } from './message-port.ts'

/**
 * What Electron's utilityProcess starts: the host in a process of its own, in plain Node. Every message port that the shell
 * hands over is served; the process ends, its vault locked and its files gone, when it is told 'close' or its parent is gone.
 */
interface ParentPort {
  readonly on: (
    event: 'message',
    take: (event: { readonly data: unknown; readonly ports: readonly ElectronPort[] }) => void,
  ) => unknown
  readonly postMessage: (message: unknown) => void
}

const { parentPort } = process as { readonly parentPort?: ParentPort }
if (parentPort === undefined)
  throw new TypeError('This is started by the desktop shell, as a utility process.')

const host = createHost()

const end = async (): Promise<void> => {
  await host.close()
  parentPort.postMessage('closed')
  process.exit(0)
}

parentPort.on('message', ({ data, ports }) => {
  for (const port of ports) host.serve(electronPort(port))
  if (data === 'close') void end()
})
process.on('SIGTERM', () => void end())
process.on('SIGINT', () => void end())
