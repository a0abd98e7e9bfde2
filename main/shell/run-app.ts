import {
  app,
  BrowserWindow,
  dialog,
  MessageChannelMain,
  nativeTheme,
  Notification,
  powerMonitor,
  session,
  shell,
  utilityProcess,
} from 'electron'
import { join } from 'node:path'
import { serveApp } from './app-scheme.ts'
import { guardClosing } from './ask-before-closing.ts'
import { readSessionFile } from './engine/ask-engine.ts'
import { forkEngine } from './engine/fork-engine.ts'
import { keepEngine } from './engine/keep-engine.ts'
import type { Engine } from './engine/keep-engine.ts'
import { answerHostCalls } from './host/answer-host-calls.ts'
import { hostActions } from './host/host-actions.ts'
import { keepKnownPaths } from './host/known-paths.ts'
import { printFile } from './host/print-file.ts'
import { keepSessionFiles } from './host/session-files.ts'
import { listenToPage } from './listen-to-page.ts'
import { lockWithScreen } from './lock-with-screen.ts'
import { showMenu } from './menu/show-menu.ts'
import { openWindow } from './open-window.ts'
import { ORIGIN } from './origin.ts'
import { PLACES } from './places.ts'
import { appSession, printSessions } from './security/own-session.ts'
import { secureSession } from './security/secure-page.ts'
import { webPreferences } from './security/web-preferences.ts'
import { servedFiles } from './served-files.ts'
import { tellOfCrash } from './tell-of-crash.ts'
import { languageOf, WORDS } from './words.ts'

/** How long the engine may take to close the vault when the app quits. */
const CLOSING_MS = 10_000

/** The app, once Electron is ready; called once. */
export const runApp = async (): Promise<void> => {
  let language = languageOf(app.getPreferredSystemLanguages())
  const fromPartition = session.fromPartition.bind(session)

  const pageSession = appSession(fromPartition)
  await secureSession(pageSession, ORIGIN)
  serveApp(pageSession.protocol, servedFiles(PLACES.renderer))

  const closing = guardClosing(
    (options) => dialog.showMessageBoxSync(window, options),
    () => WORDS[language].closing,
  )
  const window = openWindow({
    stateFile: join(app.getPath('userData'), 'window.json'),
    icon: PLACES.icon,
    dark: nativeTheme.shouldUseDarkColors,
    webPreferences: webPreferences({
      session: pageSession,
      preload: PLACES.preload,
      devTools: !app.isPackaged,
    }),
    mayClose: closing.mayClose,
  })

  const known = keepKnownPaths()
  const engine: Engine = keepEngine({
    fork: () =>
      forkEngine(utilityProcess.fork.bind(utilityProcess), {
        environment: process.env,
        packaged: app.isPackaged,
      }),
    channel: () => new MessageChannelMain(),
    start: () => ({
      kind: 'start',
      version: app.getVersion(),
      settingsFolder: app.getPath('userData'),
      documentsFolder: app.getPath('documents'),
      language,
    }),
    crashed: (_code, gaveUp) => {
      closing.setBusy(0)
      page.tellEnded()
      void tellOfCrash({ window, words: WORDS[language], gaveUp, restart: () => engine.restart() })
    },
    madePaths: known.made,
    locked: () => files.clear(),
    language: (chosen) => {
      language = chosen
      showMenu(window, WORDS[language])
    },
    now: Date.now,
  })
  const readFile = (file: string) => readSessionFile(engine.connect, file)
  const files = keepSessionFiles(readFile)
  const makePrintSession = printSessions(fromPartition)

  const page = listenToPage({
    window,
    connect: engine.connect,
    answer: answerHostCalls(
      hostActions({
        window,
        pickFolder: (options) => dialog.showOpenDialog(window, options),
        shell,
        known,
        files,
        readFile,
        print: (bytes) =>
          printFile(bytes, {
            makeWindow: (options) => new BrowserWindow(options),
            makeSession: makePrintSession,
          }),
        dragIcon: PLACES.dragIcon,
        notify: (options, clicked) => {
          const notification = new Notification(options)
          notification.on('click', clicked)
          notification.show()
        },
        setBusy: closing.setBusy,
      }),
    ),
  })

  showMenu(window, WORDS[language])
  lockWithScreen(powerMonitor, engine.lock)
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  app.on('window-all-closed', () => app.quit())
  app.once('will-quit', (event) => {
    event.preventDefault()
    files.clear()
    void engine.close(CLOSING_MS).then(() => app.exit(0))
  })
  await window.loadURL(`${ORIGIN}/`)
}
