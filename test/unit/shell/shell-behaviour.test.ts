import { existsSync, mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Ask } from '../../../shared/contract/app/messages.ts'
import { WORDS } from '../../../main/shell/words.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import type { FakePort } from './fake-electron.ts'
import { startShell } from './run-shell.ts'
import type { RunningShell } from './run-shell.ts'

const FILE = 'f-12345678'
const PDF = Buffer.from('%PDF-1.7 a paper of five words')

let shell: RunningShell

beforeEach(async () => {
  shell = await startShell()
})

const engine = () => shell.seen.children.at(-1) ?? expect.fail('The engine was not started.')

const host = (method: string, params: unknown) => {
  const { webContents } = shell.window
  const handler = shell.module.ipcMain.handled.get('siglum:host') ?? expect.fail('Nobody listens.')
  return Promise.resolve(handler({ sender: webContents, senderFrame: webContents.mainFrame }, method, params))
}

/** Answers `file.read` on whatever port the shell opens for itself, in pieces of ten bytes. */
const storeFile = (bytes: Buffer) => {
  const child = engine()
  child.emit('message', { kind: 'ready' })
  const post = child.postMessage.bind(child)
  vi.spyOn(child, 'postMessage').mockImplementation((message, ports: FakePort[] = []) => {
    post(message, ports)
    const [port] = ports
    port?.on('message', ({ data }: { data: Ask & { kind: 'call' } }) => {
      const { file, offset } = data.params as { file: string; offset: number }
      expect(data.method).toBe('file.read')
      if (file !== FILE) {
        const error = { code: 'not-found', message: 'There is no such file.', details: [] }
        return port.postMessage({ kind: 'failed', id: data.id, error })
      }
      const piece = new Uint8Array(bytes.subarray(offset, offset + 10))
      port.postMessage({
        kind: 'result',
        id: data.id,
        value: { bytes: piece, end: offset + 10 >= bytes.length },
      })
    })
    port?.start()
  })
}

describe('the engine', () => {
  it('is told first where things lie, then given one port after another', () => {
    expect(engine().told[0]?.message).toEqual({
      kind: 'start',
      version: '0.1.0',
      settingsFolder: shell.folder,
      documentsFolder: '/documents',
      language: 'en',
    })
    const { webContents } = shell.window
    const from = { sender: webContents, senderFrame: webContents.mainFrame }
    shell.module.ipcMain.emit('siglum:connect', from, 0)
    expect(webContents.mainFrame.posted).toMatchObject([{ channel: 'siglum:port', message: 0 }])
    expect(engine().kinds()).toEqual(['start'])
    engine().emit('message', { kind: 'ready' })
    shell.module.ipcMain.emit('siglum:connect', from, 1)
    expect(engine().kinds()).toEqual(['start', 'connect', 'connect'])
    expect(engine().told[2]?.ports).toHaveLength(1)
  })

  it('hears of locked screens and of sleep', () => {
    shell.module.powerMonitor.emit('lock-screen')
    shell.module.powerMonitor.emit('suspend')
    expect(engine().kinds()).toEqual(['start', 'lock', 'lock'])
  })

  it('is started again when it crashes, and the person is told what became of the work', async () => {
    const first = engine()
    first.emit('message', { kind: 'ready' })
    first.emit('exit', 139)
    expect(shell.seen.children).toHaveLength(2)
    expect(shell.window.webContents.sent).toEqual([['siglum:ended']])
    await vi.waitFor(() => expect(shell.seen.asked).toHaveLength(1))
    expect(shell.seen.asked[0]?.message).toBe(WORDS.en.crashed.message)
    expect(shell.seen.asked[0]?.detail).toContain('safe in the register')
    // A page that connects meanwhile is served by the new one.
    const { webContents } = shell.window
    shell.module.ipcMain.emit(
      'siglum:connect',
      { sender: webContents, senderFrame: webContents.mainFrame },
      7,
    )
    expect(engine().kinds()).toEqual(['start'])
    engine().emit('message', { kind: 'ready' })
    expect(engine().kinds()).toEqual(['start', 'connect'])
  })

  it('is given up after four crashes in a minute, until a person says otherwise', async () => {
    for (let i = 0; i < 4; i++) engine().emit('exit', 1)
    expect(shell.seen.children).toHaveLength(4)
    const asked = () => shell.seen.asked.at(-1)?.message
    await vi.waitFor(() => expect(asked()).toBe(WORDS.en.gaveUp.message))
    // The dialogs of this fake are answered with the first button: try again.
    await vi.waitFor(() => expect(shell.seen.children).toHaveLength(5))
  })

  it('hears nothing that does not parse', () => {
    for (const odd of [null, 'ready', { kind: 'made', paths: ['', 3] }, { kind: 'else' }]) {
      engine().emit('message', odd)
    }
    expect(shell.seen.asked).toEqual([])
  })

  it('may close the vault before the app ends', async () => {
    const quitting = { preventDefault: vi.fn() }
    shell.app.emit('will-quit', quitting)
    expect(quitting.preventDefault).toHaveBeenCalled()
    expect(engine().kinds()).toEqual(['start', 'close'])
    expect(shell.seen.exits).toEqual([])
    engine().emit('exit', 0)
    await vi.waitFor(() => expect(shell.seen.exits).toEqual([0]))
    expect(shell.seen.children).toHaveLength(1)
  })

  it('is ended where it does not close in time', async () => {
    vi.useFakeTimers()
    shell.app.emit('will-quit', { preventDefault: vi.fn() })
    await vi.advanceTimersByTimeAsync(10_000)
    vi.useRealTimers()
    expect(engine().killed).toBe(true)
    await vi.waitFor(() => expect(shell.seen.exits).toEqual([0]))
  })
})

describe('closing', () => {
  const close = () => {
    const closing = { preventDefault: vi.fn() }
    shell.window.emit('close', closing)
    return closing.preventDefault.mock.calls.length === 0
  }

  it('asks while something runs, names what would be lost, and stays unless told twice', async () => {
    await host('host.busy', { tasks: 2 })
    expect(close()).toBe(false)
    expect(shell.seen.asked[0]).toMatchObject({
      message: '2 tasks are still running.',
      buttons: ['Keep Working', 'Close Anyway'],
      defaultId: 0,
      cancelId: 0,
    })
    expect(shell.seen.asked[0]?.detail).toMatch(/sealed stay good.*abandoned: their numbers stay used/)
    shell.seen.answers.box = 1
    expect(close()).toBe(true)
  })

  it('does not ask when nothing runs, nor after what ran has died', async () => {
    expect(close()).toBe(true)
    await host('host.busy', { tasks: 1 })
    engine().emit('exit', 1)
    await vi.waitFor(() => expect(shell.seen.asked).toHaveLength(1))
    expect(close()).toBe(true)
    expect(shell.seen.asked).toHaveLength(1)
  })

  it('keeps where the window was', () => {
    close()
    expect(JSON.parse(readFileSync(join(shell.folder, 'window.json'), 'utf8'))).toEqual({
      bounds: { x: 5, y: 6, width: 1200, height: 800 },
      maximized: false,
    })
  })
})

describe('what only a desktop can do', () => {
  const folder = realpathSync(temporaryFolder('host'))
  writeFileSync(join(folder, 'copy.pdf'), 'x')

  it('picks a folder, starting where there is one', async () => {
    shell.seen.answers.folder = folder
    expect(await host('host.pick-folder', { title: 'Where to', start: folder })).toEqual({
      kind: 'result',
      value: { folder },
    })
    expect(shell.seen.picked[0]).toEqual({
      title: 'Where to',
      properties: ['openDirectory', 'createDirectory'],
      defaultPath: folder,
    })
    shell.seen.answers.folder = null
    expect(await host('host.pick-folder', { title: 'Where to', start: '/not/there' })).toMatchObject({
      value: { folder: null },
    })
    expect(shell.seen.picked[1]).not.toHaveProperty('defaultPath')
  })

  it('shows files that this session made, and folders that were picked in it, and nothing else', async () => {
    const reveal = (path: string) => host('host.reveal', { path })
    expect(await reveal(join(folder, 'copy.pdf'))).toMatchObject({ error: { code: 'not-permitted' } })
    engine().emit('message', { kind: 'made', paths: [join(folder, 'copy.pdf'), 'relative.pdf'] })
    expect(await reveal(join(folder, 'copy.pdf'))).toMatchObject({ kind: 'result' })
    expect(await reveal(folder)).toMatchObject({ error: { code: 'not-permitted' } })
    shell.seen.answers.folder = folder
    await host('host.pick-folder', { title: 't' })
    expect(await reveal(folder)).toMatchObject({ kind: 'result' })
    expect(await reveal(join(folder, '..'))).toMatchObject({ error: { code: 'not-permitted' } })
    symlinkSync('/etc/passwd', join(folder, 'out-of-here'))
    expect(await reveal(join(folder, 'out-of-here'))).toMatchObject({ error: { code: 'not-permitted' } })
    expect(await reveal(join(folder, 'gone.pdf'))).toMatchObject({ error: { code: 'file-not-found' } })
    expect(await reveal('relative.pdf')).toMatchObject({ error: { code: 'file-not-found' } })
    expect(shell.seen.revealed).toEqual([join(folder, 'copy.pdf'), folder])
  })

  it('prints a PDF of the session from a hidden, walled window that is gone afterwards', async () => {
    storeFile(PDF)
    expect(await host('host.print', { file: FILE })).toEqual({ kind: 'result', value: { printed: true } })
    const printer = shell.seen.windows[1] ?? expect.fail('There was no window to print from.')
    expect(printer.options).toMatchObject({
      show: false,
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, plugins: true },
    })
    expect(printer.options.webPreferences).not.toHaveProperty('preload')
    expect(printer.webContents.printed).toEqual([{ silent: false, printBackground: true }])
    expect(printer.destroyed).toBe(true)
    const session = shell.seen.sessions.get('siglum-print-0') ?? expect.fail('It had no session of its own.')
    expect(session.schemes.size).toBe(0)
    const cancel = vi.fn()
    Reflect.apply(session.handlers.beforeRequest ?? String, undefined, [
      { url: 'https://example.org/' },
      cancel,
    ])
    expect(cancel).toHaveBeenCalledWith({ cancel: true })
    const framed = { url: 'https://example.org/', preventDefault: vi.fn() }
    printer.webContents.emit('will-frame-navigate', framed)
    expect(framed.preventDefault).toHaveBeenCalled()
    const viewer = {
      url: 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html',
      preventDefault: vi.fn(),
    }
    printer.webContents.emit('will-frame-navigate', viewer)
    expect(viewer.preventDefault).not.toHaveBeenCalled()
  })

  it('prints nothing else', async () => {
    storeFile(Buffer.from('<script>alert(1)</script>'))
    expect(await host('host.print', { file: FILE })).toMatchObject({ error: { code: 'document-broken' } })
    expect(await host('host.print', { file: 'f-87654321' })).toMatchObject({ error: { code: 'not-found' } })
    expect(shell.seen.windows).toHaveLength(1)
  })

  it('lays files of the session out to be dragged, under their names, and takes them away when the vault locks', async () => {
    storeFile(PDF)
    const files = [
      { file: FILE, name: '绝密 3-12.pdf' },
      { file: FILE, name: '../../up.pdf' },
    ]
    expect(await host('host.drag', { files })).toEqual({ kind: 'result', value: {} })
    const [{ files: paths, icon }] = shell.window.webContents.dragged as { files: string[]; icon: string }[]
    expect(icon).toBe('/built/64x64.png')
    expect(paths.map((path) => path.split('/').at(-1))).toEqual(['绝密 3-12.pdf', '_.._up.pdf'])
    expect(new Set(paths.map(dirname)).size).toBe(1)
    for (const path of paths) expect(readFileSync(path)).toEqual(PDF)
    engine().emit('message', { kind: 'locked' })
    expect(paths.filter(existsSync)).toEqual([])
  })

  it('notifies whoever looks elsewhere', async () => {
    const note = { title: 'Issued', body: '12 copies are sealed.' }
    await host('host.notify', note)
    expect(shell.seen.notifications).toEqual([])
    shell.window.focused = false
    await host('host.notify', note)
    expect(shell.seen.notifications[0]?.options).toEqual(note)
    shell.seen.notifications[0]?.emit('click')
    expect(shell.window.focused).toBe(true)
  })

  it('asks the system not to let the window be captured, and lets it again', async () => {
    await host('host.protect', { hidden: true })
    expect(shell.window.protection).toBe(true)
    await host('host.protect', { hidden: false })
    expect(shell.window.protection).toBe(false)
  })

  it('says no more of a failure of the system than that there was one', async () => {
    mkdirSync(join(folder, 'sub'), { recursive: true })
    shell.module.shell.showItemInFolder = () => {
      throw new Error('secret /path/of/somebody')
    }
    engine().emit('message', { kind: 'made', paths: [join(folder, 'sub')] })
    const answer = await host('host.reveal', { path: join(folder, 'sub') })
    expect(answer).toMatchObject({ kind: 'failed', error: { code: 'internal' } })
    expect(JSON.stringify(answer)).not.toContain('secret')
  })
})

describe('the second start', () => {
  it('brings the window forward', () => {
    shell.window.focused = false
    shell.app.emit('second-instance')
    expect(shell.window.focused).toBe(true)
  })
})
