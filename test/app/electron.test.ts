import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { _electron } from 'playwright'
import type { ElectronApplication, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { door, makeVault } from './pages/door.ts'
import { issueScreen } from './pages/issue-screen.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { LONG, see } from './support/see.ts'

const ROOT = join(import.meta.dirname, '..', '..')

/** By Electron's own variable, or where its package keeps it; null where there is none. */
const electronBinary = (): string | null => {
  const kept = join(ROOT, 'node_modules', 'electron')
  const name = existsSync(join(kept, 'path.txt'))
    ? readFileSync(join(kept, 'path.txt'), 'utf8').trim()
    : 'electron'
  const path = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(kept, 'dist'), name)
  return existsSync(path) ? path : null
}

const BINARY = electronBinary()
if (BINARY === null) {
  console.warn(
    'NOT RUN: the tests in Electron itself need its binary (node_modules/electron/dist or ELECTRON_OVERRIDE_DIST_PATH), and there is none.',
  )
}

describe.skipIf(BINARY === null)('in Electron itself', () => {
  let folder = ''
  const complaints: string[] = []
  let electron: ElectronApplication
  let page: Page

  beforeAll(async () => {
    folder = temporaryFolder('electron')
    const built = spawnSync(process.execPath, ['.ci/build.mjs'], { cwd: ROOT, encoding: 'utf8' })
    expect(built.status, built.stderr).toBe(0)
    const settings = join(folder, 'settings')
    mkdirSync(settings)
    writeFileSync(
      join(settings, 'settings.json'),
      JSON.stringify({ language: 'en', theme: 'light', copiesFolder: join(folder, 'copies') }),
    )
    electron = await _electron.launch({
      executablePath: BINARY ?? '',
      args: [ROOT, `--user-data-dir=${settings}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    })
    page = await electron.firstWindow()
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    await page.locator('h1').first().waitFor(LONG)
  })

  afterAll(async () => {
    await electron.close()
  })

  it('shows the page from its own scheme, with two functions of the shell and no Node', async () => {
    expect(page.url()).toBe('app://siglum/')
    const seen: unknown = await page.evaluate(`({
      siglum: Object.keys(window.siglum ?? {}).sort(),
      node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in window),
    })`)
    expect(seen).toEqual({ siglum: ['connect', 'host'], node: [] })
  })

  it('reaches nothing, goes nowhere, opens nothing', async () => {
    const tried: unknown = await page.evaluate(`(async () => {
      const reach = (url) => fetch(url, { mode: 'no-cors' }).then(() => 'reached', () => 'stopped')
      return {
        outside: await reach('https://example.org/'),
        here: await reach('http://127.0.0.1:1/'),
        file: await reach('file:///etc/hosts'),
        opened: window.open('https://example.org/') === null,
      }
    })()`)
    expect(tried).toEqual({ outside: 'stopped', here: 'stopped', file: 'stopped', opened: true })
    await page.evaluate(`window.location.assign('https://example.org/')`)
    expect(page.url()).toBe('app://siglum/')
    // Each of these is meant to be complained of.
    complaints.length = 0
  })

  it('goes from first run over a sample to marked copies', async () => {
    const seen = { page, folder }
    await makeVault(seen)
    await door(seen).sampleButton.click()
    const screen = issueScreen(seen)
    await screen.slider.waitFor(LONG)
    await screen.runButton.click()
    await screen.done.waitFor(LONG)
    await see(screen.copyRows).toHaveCount(7)
  })

  it('comes back when the engine dies', async () => {
    await electron.evaluate(({ app, dialog }) => {
      dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false })
      const engine = app.getAppMetrics().find(({ name }) => name === 'Siglum engine')
      if (engine) process.kill(engine.pid, 'SIGKILL')
    })
    await door({ page, folder }).unlockButton.waitFor(LONG)
  })

  it('complains of nothing', () => expect(complaints).toEqual([]))
})
