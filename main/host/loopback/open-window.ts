import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/** A browser's window that shows the app alone. */
export interface AppWindow {
  /** Resolves when the browser has ended; false where it never came up. */
  readonly closed: Promise<boolean>
  readonly close: () => void
}

const ON_PATH = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser',
]

const MAC = [
  'Chromium.app/Contents/MacOS/Chromium',
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]

const WINDOWS = [
  'Microsoft/Edge/Application/msedge.exe',
  'Google/Chrome/Application/chrome.exe',
  'Chromium/Application/chrome.exe',
]

const present = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

type Environment = Readonly<Record<string, string | undefined>>

const placesOf = (env: Environment, platform: NodeJS.Platform): readonly string[] => {
  if (platform === 'darwin') return MAC.map((path) => join('/Applications', path))
  if (platform === 'win32') {
    const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']]
    return roots.flatMap((root) => (root === undefined ? [] : WINDOWS.map((path) => join(root, path))))
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return ON_PATH.flatMap((name) => folders.map((folder) => join(folder, name)))
}

/** SIGLUM_BROWSER, or the first of Chromium, Chrome and Edge that is here; null where none is. */
export const findBrowser = (env: Environment = process.env, platform = process.platform): string | null => {
  const wanted = env['SIGLUM_BROWSER']
  return [...(wanted === undefined ? [] : [wanted]), ...placesOf(env, platform)].find(present) ?? null
}

/**
 * A window of its own kind, with a profile that is thrown away, that asks nobody anything: no first run, no sync, no
 * updates, no guesses at what is typed, and no way out but to this computer.
 */
export const browserFlags = (url: string, profile: string): readonly string[] => [
  `--app=${url}`,
  `--user-data-dir=${profile}`,
  '--no-first-run',
  '--no-default-browser-check',
  '--no-pings',
  '--no-service-autorun',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-client-side-phishing-detection',
  '--disable-component-update',
  '--disable-component-extensions-with-background-pages',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-field-trial-config',
  '--disable-sync',
  '--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication,CertificateTransparencyComponentUpdater,InterestFeedContentSuggestions,SafeBrowsing',
  '--metrics-recording-only',
  '--password-store=basic',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  '--proxy-server=direct://',
  '--window-size=1360,900',
  // Chromium refuses to sandbox what root runs, and then does not run at all.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

/** Whoever ends by an error so soon, as without a screen, has shown nothing. */
const SOON_MS = 5000

const ended = (browser: ChildProcess): Promise<boolean> => {
  const began = performance.now()
  return new Promise((resolve) => {
    browser.on('exit', (code) => resolve(code === 0 || performance.now() - began > SOON_MS))
    browser.on('error', () => resolve(false))
  })
}

/** Null where there is no browser to do it with. */
export const openWindow = (url: string): AppWindow | null => {
  const program = findBrowser()
  if (program === null) return null
  const profile = mkdtempSync(join(tmpdir(), 'siglum-window-'))
  const browser = spawn(program, browserFlags(url, profile), { stdio: 'ignore' })
  const closed = ended(browser).finally(() =>
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 }),
  )
  return { closed, close: () => void browser.kill() }
}
