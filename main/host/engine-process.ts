import { shellMessageSchema } from '../../shared/contract/app/shell-messages.ts'
import type { EngineMessage, ShellMessage } from '../../shared/contract/app/shell-messages.ts'
import { createHost } from './host.ts'
import type { Host } from './host.ts'
import { electronPort } from './message-port.ts'
import type { ElectronPort } from './message-port.ts'

/**
 * What Electron's utilityProcess starts: the host in a process of its own, in plain Node. The shell says first where things lie,
 * then hands over ports, each of which is served like any other renderer's.
 */
interface ParentPort {
  readonly on: (
    event: 'message',
    take: (event: { readonly data: unknown; readonly ports: readonly ElectronPort[] }) => void,
  ) => unknown
  readonly postMessage: (message: EngineMessage) => void
}

const { parentPort } = process as { readonly parentPort?: ParentPort }
if (parentPort === undefined)
  throw new TypeError('This is started by the desktop shell, as a utility process.')

let host: Host | null = null

const start = (places: ShellMessage & { readonly kind: 'start' }): Host => {
  const { version, settingsFolder, documentsFolder, language } = places
  const started = createHost({
    version,
    config: settingsFolder,
    documents: documentsFolder,
    language,
    onMade: (paths) => parentPort.postMessage({ kind: 'made', paths: [...paths] }),
    onLock: () => parentPort.postMessage({ kind: 'locked' }),
    onLanguage: (chosen) => parentPort.postMessage({ kind: 'language', language: chosen }),
  })
  parentPort.postMessage({ kind: 'ready' })
  return started
}

const end = async (): Promise<void> => {
  await host?.close()
  process.exit(0)
}

parentPort.on('message', ({ data, ports }) => {
  const message = shellMessageSchema.safeParse(data)
  if (!message.success) return
  switch (message.data.kind) {
    case 'start':
      host ??= start(message.data)
      break
    case 'connect':
      for (const port of ports) host?.serve(electronPort(port))
      break
    case 'lock':
      void host?.lock()
      break
    case 'close':
      void end()
  }
})
process.on('SIGTERM', () => void end())
process.on('SIGINT', () => void end())
