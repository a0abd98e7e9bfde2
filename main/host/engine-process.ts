import { appSettingsSchema, appStateSchema } from '../../shared/contract/app/desk-calls.ts'
import { shellMessageSchema } from '../../shared/contract/app/shell-messages.ts'
import type { EngineMessage, ShellMessage } from '../../shared/contract/app/shell-messages.ts'
import { createHost } from './host.ts'
import type { Host } from './host.ts'
import { madePaths } from './made-paths.ts'
import { electronPort } from './message-port.ts'
import type { ElectronPort } from './message-port.ts'

/**
 * What Electron's utilityProcess starts: the host in a process of its own, in plain Node. The shell says first where things lie, then
 * hands over ports, each of which is served; told to close, the process ends with its vault locked and its files gone.
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

/** The menus speak the language that was chosen last. */
const tellLanguage = (method: string, answer: unknown): void => {
  const settings =
    method === 'app.state'
      ? appStateSchema.safeParse(answer).data?.settings
      : appSettingsSchema.safeParse(answer).data
  if (settings) parentPort.postMessage({ kind: 'language', language: settings.language })
}

const start = ({ settingsFolder, language }: ShellMessage & { readonly kind: 'start' }): Host =>
  createHost({
    config: settingsFolder,
    language,
    onLock: () => parentPort.postMessage({ kind: 'locked' }),
    onAnswer: (method, answer) => {
      const paths = madePaths(method, answer)
      if (paths.length > 0) parentPort.postMessage({ kind: 'made', paths: [...paths] })
      if (method === 'app.state' || method === 'app.settings') tellLanguage(method, answer)
    },
  })

const end = async (): Promise<void> => {
  await host?.close()
  process.exit(0)
}

parentPort.on('message', ({ data, ports }) => {
  const parsed = shellMessageSchema.safeParse(data)
  if (!parsed.success) return
  switch (parsed.data.kind) {
    case 'start':
      host ??= start(parsed.data)
      parentPort.postMessage({ kind: 'ready' })
      break
    case 'connect':
      for (const port of ports) host?.serve(electronPort(port))
      break
    case 'lock':
      void host?.lock()
      break
    case 'close':
      void end()
      break
  }
})
process.on('SIGTERM', () => void end())
process.on('SIGINT', () => void end())
