import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { FakeContents } from '../unit/shell/fake-electron.ts'
import { startShell } from '../unit/shell/run-shell.ts'
import type { RunningShell } from '../unit/shell/run-shell.ts'
import { REPOSITORY } from './cruise.ts'

/**
 * Every wall of the desktop app, each proven on the real main.ts over a fake Electron: what Electron is told, and what it is
 * answered when something tries to get through. Whether Electron keeps its word is beyond these tests.
 */

const event = (more: object = {}) => ({ preventDefault: vi.fn(), ...more })

/** Calls a handler that the shell gave to a session, as Electron would, and returns what it answered. */
const answered = (handler: ((...args: never[]) => unknown) | undefined, ...before: unknown[]): unknown => {
  const answer = vi.fn()
  Reflect.apply(handler ?? (() => undefined), undefined, [...before, answer])
  expect(answer).toHaveBeenCalledOnce()
  return answer.mock.calls[0]?.[0]
}

let shell: RunningShell

beforeAll(async () => {
  shell = await startShell()
})

const pageSession = () => {
  const session = shell.seen.sessions.get('siglum')
  if (session === undefined) throw new Error('The page has no session.')
  return session
}

const get = (url: string, method = 'GET') => {
  const answer = pageSession().schemes.get('app')
  if (answer === undefined) throw new Error('app: is not served.')
  return answer({ url, method })
}

describe('the page', () => {
  it('runs in the sandbox, isolated, without Node, and every switch is written out', () => {
    expect(shell.seen.sandboxed).toBe(true)
    expect(shell.window.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      plugins: false,
      devTools: false,
      preload: '/built/preload.cjs',
    })
  })

  it('is the only one, in memory alone', () => {
    expect(shell.window.loaded).toEqual(['app://siglum/'])
    expect([...shell.seen.sessions.keys()].filter((name) => name.startsWith('persist:'))).toEqual([])
    expect(pageSession().options).toEqual({ cache: false })
  })

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('goes nowhere: %s', (kind) => {
    for (const url of [
      'https://example.org/',
      'file:///etc/passwd',
      'app://print/paper.pdf',
      'app://siglum/other',
      'javascript:1',
      'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html',
    ]) {
      const going = event({ url })
      shell.window.webContents.emit(kind, going)
      expect(going.preventDefault, url).toHaveBeenCalled()
    }
  })

  it('opens no window', () => {
    expect(shell.window.webContents.openHandler?.({ url: 'https://example.org/' })).toEqual({
      action: 'deny',
    })
  })

  it('attaches no webview', () => {
    const attaching = event()
    shell.window.webContents.emit('will-attach-webview', attaching, {}, {})
    expect(attaching.preventDefault).toHaveBeenCalled()
  })

  it('has the same walls around any page that there will ever be', () => {
    const contents = new FakeContents()
    shell.app.emit('web-contents-created', {}, contents)
    const going = event({ url: 'https://example.org/' })
    contents.emit('will-navigate', going)
    expect(going.preventDefault).toHaveBeenCalled()
    expect(contents.openHandler?.({ url: 'about:blank' })).toEqual({ action: 'deny' })
    expect(contents.webRtcPolicy).toBe('disable_non_proxied_udp')
  })
})

describe('app://', () => {
  it('is standard and secure, and gets around nothing', () => {
    expect(shell.seen.schemes).toEqual([
      {
        scheme: 'app',
        privileges: {
          standard: true,
          secure: true,
          supportFetchAPI: true,
          bypassCSP: false,
          corsEnabled: false,
          allowServiceWorkers: false,
          stream: false,
        },
      },
    ])
  })

  it.each([
    ['app://siglum/', 'text/html; charset=utf-8'],
    ['app://siglum/index.html?x#y', 'text/html; charset=utf-8'],
    ['app://siglum/assets/main.js', 'text/javascript; charset=utf-8'],
    ['app://siglum/assets/main.css', 'text/css; charset=utf-8'],
  ])('serves %s as %s, under the policy', (url, type) => {
    const response = get(url)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    const policy = response.headers.get('content-security-policy')?.split('; ') ?? []
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'none'",
      ]),
    )
    expect(policy.join('; ')).not.toMatch(/unsafe|https?:|\*/)
  })

  it.each([
    'app://siglum/../../../etc/passwd',
    'app://siglum/..%2f..%2fpackage.json',
    'app://siglum/%2e%2e/window.json',
    'app://siglum/window.json',
    'app://siglum//etc/passwd',
    'app://siglum/assets',
    'app://other/index.html',
    'app://siglum.evil/index.html',
    'https://siglum/index.html',
    'app:index.html',
    'nonsense',
  ])('does not serve %s', (url) => expect(get(url).status).toBe(404))

  it('answers to GET alone', () => expect(get('app://siglum/', 'POST').status).toBe(405))
})

describe('the network', () => {
  const stopped = (url: string) => answered(pageSession().handlers.beforeRequest, { url })

  it.each([
    'https://example.org/',
    'http://127.0.0.1:8080/',
    'http://localhost/',
    'ws://127.0.0.1:9/',
    'wss://example.org/',
    'ftp://example.org/',
    'file:///etc/passwd',
    'app://print/paper.pdf',
    'app://siglum.example.org/',
    'blob:https://example.org/1',
    'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html',
    'devtools://devtools/bundled/inspector.html',
  ])('%s is stopped before it is sent', (url) => expect(stopped(url)).toEqual({ cancel: true }))

  it.each(['app://siglum/assets/main.js', 'blob:app://siglum/1-2', 'data:image/png;base64,AA=='])(
    '%s never leaves the program and passes',
    (url) => expect(stopped(url)).toEqual({ cancel: false }),
  )

  it('looks for no proxy, fetches no dictionary, trusts no server', () => {
    expect(pageSession().proxy).toEqual({ mode: 'direct' })
    expect(pageSession().spellChecker).toBe(false)
    expect(answered(pageSession().handlers.certificate, {})).toBe(-2)
  })

  it('resolves no name and keeps Chromium from calling home', () => {
    expect(shell.seen.switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND')
    expect([...shell.seen.switches.keys()]).toEqual(
      expect.arrayContaining([
        'disable-background-networking',
        'disable-component-update',
        'disable-domain-reliability',
        'disable-sync',
        'no-pings',
      ]),
    )
  })

  it('denies every certificate and shows none', () => {
    const denied = event()
    const answer = vi.fn()
    shell.app.emit('certificate-error', denied, {}, 'https://example.org', 'expired', {}, answer)
    expect(denied.preventDefault).toHaveBeenCalled()
    expect(answer).toHaveBeenCalledWith(false)
    const login = event()
    shell.app.emit('login', login, {}, {}, {}, vi.fn())
    expect(login.preventDefault).toHaveBeenCalled()
    const client = event()
    shell.app.emit('select-client-certificate', client, {}, '', [], vi.fn())
    expect(client.preventDefault).toHaveBeenCalled()
  })

  it('lets nothing be downloaded but what the page holds itself', () => {
    const saved = vi.fn()
    const item = (url: string) => ({
      getURL: () => url,
      getFilename: () => 'x.pdf',
      setSaveDialogOptions: saved,
    })
    const foreign = event()
    pageSession().emit('will-download', foreign, item('https://example.org/x.pdf'))
    expect(foreign.preventDefault).toHaveBeenCalled()
    const own = event()
    pageSession().emit('will-download', own, item('blob:app://siglum/1'))
    expect(own.preventDefault).not.toHaveBeenCalled()
    expect(saved).toHaveBeenCalledOnce()
  })
})

describe('permissions', () => {
  it.each(['media', 'geolocation', 'clipboard-read', 'notifications', 'fullscreen', 'openExternal'])(
    '%s is refused, asked for or asked about',
    (permission) => {
      expect(answered(pageSession().handlers.permissionRequest, {}, permission)).toBe(false)
      expect(
        Reflect.apply(pageSession().handlers.permissionCheck ?? String, undefined, [{}, permission]),
      ).toBe(false)
    },
  )

  it('gives no device and no screen', () => {
    expect(Reflect.apply(pageSession().handlers.device ?? String, undefined, [{}])).toBe(false)
    expect(answered(pageSession().handlers.displayMedia, {})).toBeNull()
    expect(answered(pageSession().handlers.pairing, {})).toEqual({ confirmed: false })
    for (const [kind, more] of [
      ['select-usb-device', [{}]],
      ['select-hid-device', [{}]],
      ['select-serial-port', [[], {}]],
    ] as const) {
      const choosing = event()
      const answer = vi.fn()
      pageSession().emit(kind, choosing, ...more, answer)
      expect(choosing.preventDefault, kind).toHaveBeenCalled()
      expect(answer, kind).toHaveBeenCalledOnce()
    }
    const bluetooth = event()
    const answer = vi.fn()
    shell.window.webContents.emit('select-bluetooth-device', bluetooth, [], answer)
    expect(bluetooth.preventDefault).toHaveBeenCalled()
    expect(answer).toHaveBeenCalledWith('')
  })
})

describe('messages', () => {
  const frame = () => shell.window.webContents.mainFrame
  const ask = (from: object, method: unknown, params: unknown) => {
    const handler = shell.module.ipcMain.handled.get('siglum:host')
    if (handler === undefined) throw new Error('Nobody listens.')
    return handler(from, method, params)
  }
  const own = () => ({ sender: shell.window.webContents, senderFrame: frame() })
  const STRANGERS: readonly [string, () => object][] = [
    ['another window', () => ({ sender: new FakeContents(), senderFrame: frame() })],
    ['a frame in the page', () => ({ ...own(), senderFrame: { parent: frame(), url: 'app://siglum/' } })],
    ['another origin', () => ({ ...own(), senderFrame: { parent: null, url: 'https://example.org/' } })],
    [
      'an origin that begins alike',
      () => ({ ...own(), senderFrame: { parent: null, url: 'app://siglum.x/' } }),
    ],
    ['a frame that is gone', () => ({ ...own(), senderFrame: null })],
  ]

  it('are heard on two channels and no other', () => {
    expect([...shell.module.ipcMain.handled.keys()]).toEqual(['siglum:host'])
    expect(shell.module.ipcMain.eventNames()).toEqual(['siglum:connect'])
  })

  it.each(STRANGERS)('from %s are refused', async (_who, from) => {
    expect(await ask(from(), 'host.busy', { tasks: 1 })).toMatchObject({
      kind: 'failed',
      error: { code: 'not-permitted' },
    })
    shell.module.ipcMain.emit('siglum:connect', from(), 0)
    expect(frame().posted).toEqual([])
  })

  it('that do not parse are refused', async () => {
    for (const [method, params] of [
      ['host.busy', { tasks: -1 }],
      ['host.busy', { tasks: 1, more: 1 }],
      ['host.busy', null],
      ['host.print', { file: '/etc/passwd' }],
      ['host.print', { file: '../f-12345678' }],
      ['host.everything', {}],
      ['toString', {}],
      [{ toString: () => 'host.busy' }, { tasks: 1 }],
    ] as const) {
      expect(await ask(own(), method, params)).toMatchObject({ kind: 'failed', error: { code: 'usage' } })
    }
    for (const id of [-1, 1.5, '1', null, {}]) shell.module.ipcMain.emit('siglum:connect', own(), id)
    expect(frame().posted).toEqual([])
  })

  it('of our own page are answered', async () => {
    expect(await ask(own(), 'host.busy', { tasks: 0 })).toEqual({ kind: 'result', value: {} })
  })
})

describe('the processes', () => {
  it('start the engine by its path, apart, with a limit on memory and without what could steer it', async () => {
    process.env.NODE_OPTIONS_FOR_TEST = '--require evil'
    process.env.ELECTRON_RUN_AS_NODE_TEST = '1'
    const { seen } = await startShell()
    delete process.env.NODE_OPTIONS_FOR_TEST
    delete process.env.ELECTRON_RUN_AS_NODE_TEST
    const [child] = seen.children
    expect(child.script).toMatch(/main\/host\/engine-process\.(ts|js)$/)
    expect(child.options.execArgv).toEqual(['--max-old-space-size=3072'])
    expect(child.options.stdio).toBe('ignore')
    expect(Object.keys(child.options.env).filter((name) => /^(NODE_|ELECTRON_)/.test(name))).toEqual([])
    expect(child.options.env.PATH).toBe(process.env.PATH)
  })

  it('write no dumps', () => {
    expect(shell.seen.crashReporterStarts).toBe(0)
    expect(shell.seen.switches.has('disable-breakpad')).toBe(true)
  })

  it.each(['remote-debugging-port', 'remote-debugging-pipe', 'inspect', 'no-sandbox', 'load-extension'])(
    'do not run packaged with --%s',
    async (name) => {
      const { seen } = await startShell({ switches: [name] })
      expect(seen.exits).toEqual([1])
      expect(seen.errors.join()).toContain(`--${name}`)
      expect(seen.windows).toEqual([])
    },
  )

  it('leave a developer his tools', async () => {
    const { seen } = await startShell({ packaged: false, switches: ['inspect'] })
    expect(seen.windows[0]?.options.webPreferences).toMatchObject({ devTools: true, sandbox: true })
  })

  it('are one app: a second one gives way', async () => {
    const { seen } = await startShell({ firstInstance: false })
    expect([seen.quits, seen.windows.length]).toEqual([1, 0])
  })
})

describe('the sources', () => {
  const sources = readdirSync(join(REPOSITORY, 'main/shell'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ name, text: readFileSync(join(REPOSITORY, 'main/shell', name), 'utf8') }))

  it.each([
    ['open nothing outside', /openExternal|openPath/],
    ['start no crash reporter', /crashReporter\.|import[^']*\bcrashReporter\b/],
    ['run no script in a page', /executeJavaScript|insertCSS|\beval\(|new Function/],
    ['reach no network', /\bnet\.|autoUpdater|from 'node:(net|http|https|http2|tls|dgram|dns)'|\bfetch\(/],
    ['load no file: address', /loadFile\(|file:\/\//],
  ])('%s', (_what, pattern) => {
    expect(sources.length).toBeGreaterThan(25)
    expect(sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name)).toEqual([])
  })

  it('listen to pages in one place', () => {
    expect(sources.filter(({ text }) => text.includes('ipcMain')).map(({ name }) => name)).toEqual([
      'listen-to-page.ts',
    ])
  })

  it('let the preload expose the contract and nothing else', () => {
    const preload = sources.find(({ name }) => name === 'preload.ts')?.text ?? ''
    expect(preload.match(/exposeInMainWorld/g)).toHaveLength(1)
    expect(sources.filter(({ text }) => text.includes('exposeInMainWorld'))).toHaveLength(1)
  })
})
