import { EventEmitter } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'

/**
 * Electron's main process as far as the shell uses it, with everything that it was told kept to be looked at. It follows
 * electron.d.ts in names and shapes; whether the real one behaves so is for test/app/electron.test.ts, where there is one.
 */

export class FakeContents extends EventEmitter {
  readonly sent: unknown[][] = []
  readonly input: unknown[] = []
  readonly dragged: unknown[] = []
  readonly printed: unknown[] = []
  url = ''
  webRtcPolicy = ''
  printAnswer: [boolean, string] = [true, '']
  openHandler: ((details: { url: string }) => { action: string }) | null = null
  readonly mainFrame = {
    parent: null,
    url: 'app://siglum/',
    posted: [] as { channel: string; message: unknown; ports: FakePort[] }[],
    postMessage(channel: string, message: unknown, ports: FakePort[]) {
      this.posted.push({ channel, message, ports })
    },
  }

  getURL() {
    return this.url
  }
  send(...message: unknown[]) {
    this.sent.push(message)
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }) {
    this.openHandler = handler
  }
  setWebRTCIPHandlingPolicy(policy: string) {
    this.webRtcPolicy = policy
  }
  sendInputEvent(event: unknown) {
    this.input.push(event)
  }
  startDrag(item: unknown) {
    this.dragged.push(item)
  }
  print(options: unknown, done: (success: boolean, reason: string) => void) {
    this.printed.push(options)
    done(...this.printAnswer)
  }
}

/** A port of Electron's main process over one of Node's. */
export class FakePort extends EventEmitter {
  private readonly port: MessagePort
  constructor(port: MessagePort) {
    super()
    this.port = port
    port.on('close', () => this.emit('close'))
  }
  postMessage(message: unknown) {
    this.port.postMessage(message)
  }
  /** What comes before this waits, as it does in Electron. */
  start() {
    this.port.on('message', (data: unknown) => this.emit('message', { data }))
    this.port.unref()
  }
  close() {
    this.port.close()
  }
}

class FakeChannel {
  readonly port1: FakePort
  readonly port2: FakePort
  constructor() {
    const { port1, port2 } = new MessageChannel()
    this.port1 = new FakePort(port1)
    this.port2 = new FakePort(port2)
  }
}

type Answerer = (...args: never[]) => unknown

export class FakeSession extends EventEmitter {
  readonly name: string
  readonly options: unknown
  readonly handlers: Record<string, Answerer> = {}
  readonly schemes = new Map<string, (request: { url: string; method: string }) => Response>()
  proxy: unknown = null
  spellChecker = true
  readonly webRequest = {
    onBeforeRequest: (listener: Answerer) => {
      this.handlers.beforeRequest = listener
    },
  }
  readonly protocol = {
    handle: (scheme: string, answer: (request: { url: string; method: string }) => Response) => {
      this.schemes.set(scheme, answer)
    },
    unhandle: (scheme: string) => this.schemes.delete(scheme),
  }
  constructor(name: string, options: unknown) {
    super()
    this.name = name
    this.options = options
  }
  private keep(name: string) {
    return (handler: Answerer) => {
      this.handlers[name] = handler
    }
  }
  readonly setPermissionRequestHandler = this.keep('permissionRequest')
  readonly setPermissionCheckHandler = this.keep('permissionCheck')
  readonly setDevicePermissionHandler = this.keep('device')
  readonly setBluetoothPairingHandler = this.keep('pairing')
  readonly setDisplayMediaRequestHandler = this.keep('displayMedia')
  readonly setCertificateVerifyProc = this.keep('certificate')
  setSpellCheckerEnabled(enabled: boolean) {
    this.spellChecker = enabled
  }
  setProxy(proxy: unknown) {
    this.proxy = proxy
    return Promise.resolve()
  }
}

export class FakeChild extends EventEmitter {
  readonly script: string
  readonly options: { execArgv: string[]; env: Record<string, string>; stdio: string }
  readonly told: { message: { kind: string }; ports: FakePort[] }[] = []
  killed = false
  constructor(script: string, options: FakeChild['options']) {
    super()
    this.script = script
    this.options = options
  }
  postMessage(message: { kind: string }, ports: FakePort[] = []) {
    this.told.push({ message, ports })
  }
  kill() {
    this.killed = true
    this.emit('exit', 137)
    return true
  }
  kinds() {
    return this.told.map(({ message }) => message.kind)
  }
}

interface FakeOptions {
  readonly packaged: boolean
  readonly switches: readonly string[]
  readonly firstInstance: boolean
  readonly userData: string
  readonly languages: readonly string[]
}

const USUAL: FakeOptions = {
  packaged: true,
  switches: [],
  firstInstance: true,
  userData: '/nowhere',
  languages: ['en-GB'],
}

/** One Electron of its own; `module` is what `import 'electron'` gives. */
export const makeElectron = (given: Partial<FakeOptions> = {}) => {
  const options = { ...USUAL, ...given }
  const seen = {
    switches: new Map<string, string | undefined>(),
    windows: [] as FakeWindow[],
    sessions: new Map<string, FakeSession>(),
    children: [] as FakeChild[],
    schemes: [] as unknown[],
    errors: [] as string[],
    exits: [] as number[],
    quits: 0,
    sandboxed: false,
    revealed: [] as string[],
    notifications: [] as FakeNotification[],
    asked: [] as { message?: string; buttons?: string[]; detail?: string }[],
    picked: [] as unknown[],
    crashReporterStarts: 0,
    menu: null as unknown,
    /** What the next dialogs are answered. */
    answers: { box: 0, folder: null as string | null },
  }

  class FakeWindow extends EventEmitter {
    readonly options: Record<string, unknown>
    readonly webContents = new FakeContents()
    protection: boolean | null = null
    focused = true
    destroyed = false
    loaded: string[] = []
    constructor(windowOptions: Record<string, unknown>) {
      super()
      this.options = windowOptions
      seen.windows.push(this)
      app.emit('web-contents-created', {}, this.webContents)
    }
    show() {}
    focus() {
      this.focused = true
    }
    maximize() {}
    restore() {}
    isFocused() {
      return this.focused
    }
    isMinimized() {
      return false
    }
    isMaximized() {
      return false
    }
    isDestroyed() {
      return this.destroyed
    }
    destroy() {
      this.destroyed = true
    }
    getNormalBounds() {
      return { x: 5, y: 6, width: 1200, height: 800 }
    }
    setContentProtection(hidden: boolean) {
      this.protection = hidden
    }
    async loadURL(url: string) {
      this.loaded.push(url)
      this.webContents.url = url
    }
  }

  class FakeNotification extends EventEmitter {
    readonly options: unknown
    constructor(notification: unknown) {
      super()
      this.options = notification
    }
    show() {
      seen.notifications.push(this)
    }
  }

  const app = Object.assign(new EventEmitter(), {
    isPackaged: options.packaged,
    commandLine: {
      appendSwitch: (name: string, value?: string) => seen.switches.set(name, value),
      hasSwitch: (name: string) => options.switches.includes(name),
    },
    enableSandbox: () => {
      seen.sandboxed = true
    },
    requestSingleInstanceLock: () => options.firstInstance,
    whenReady: () => Promise.resolve(),
    quit: () => {
      seen.quits += 1
    },
    exit: (code: number) => seen.exits.push(code),
    getVersion: () => '0.1.0',
    getPath: (name: string) => (name === 'userData' ? options.userData : `/${name}`),
    getPreferredSystemLanguages: () => [...options.languages],
  })

  const module = {
    app,
    BrowserWindow: FakeWindow,
    dialog: {
      showErrorBox: (title: string, detail: string) => seen.errors.push(`${title} ${detail}`),
      showMessageBox: async (_window: unknown, box: { message: string }) => {
        seen.asked.push(box)
        return { response: seen.answers.box }
      },
      showMessageBoxSync: (_window: unknown, box: { message: string }) => {
        seen.asked.push(box)
        return seen.answers.box
      },
      showOpenDialog: async (_window: unknown, box: unknown) => {
        seen.picked.push(box)
        const { folder } = seen.answers
        return { canceled: folder === null, filePaths: folder === null ? [] : [folder] }
      },
    },
    ipcMain: Object.assign(new EventEmitter(), {
      handled: new Map<string, (...args: unknown[]) => unknown>(),
      handle(channel: string, handler: (...args: unknown[]) => unknown) {
        this.handled.set(channel, handler)
      },
    }),
    Menu: {
      buildFromTemplate: (template: unknown) => template,
      setApplicationMenu: (menu: unknown) => {
        seen.menu = menu
      },
    },
    MessageChannelMain: FakeChannel,
    nativeTheme: { shouldUseDarkColors: false },
    Notification: FakeNotification,
    powerMonitor: new EventEmitter(),
    protocol: { registerSchemesAsPrivileged: (schemes: unknown[]) => seen.schemes.push(...schemes) },
    screen: {
      getPrimaryDisplay: () => ({ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 } }),
      getAllDisplays: () => [{ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 } }],
    },
    session: {
      fromPartition: (name: string, sessionOptions: unknown) => {
        const known = seen.sessions.get(name) ?? new FakeSession(name, sessionOptions)
        seen.sessions.set(name, known)
        return known
      },
    },
    shell: { showItemInFolder: (path: string) => seen.revealed.push(path) },
    utilityProcess: {
      fork: (script: string, _args: string[], forkOptions: FakeChild['options']) => {
        const child = new FakeChild(script, forkOptions)
        seen.children.push(child)
        return child
      },
    },
    crashReporter: {
      start: () => {
        seen.crashReporterStarts += 1
      },
    },
  }
  return { module, seen, app }
}

export type FakeElectron = ReturnType<typeof makeElectron>
