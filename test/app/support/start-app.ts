import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright'
import type { Browser, BrowserContext, Page } from 'playwright'
import { createHost } from '../../../main/host/host.ts'
import type { Host } from '../../../main/host/host.ts'
import { builtFiles } from '../../../main/host/loopback/built-files.ts'
import { openLoopback } from '../../../main/host/loopback/loopback-server.ts'
import { BUILT, ensureBuilt } from './built.ts'
import { chromiumPath } from './chromium.ts'
import { MOMENT } from './see.ts'

/** Null where there is no Chromium: the tests that need one are then skipped, and it has been said. */
export const CHROMIUM = chromiumPath()

export interface AppOptions {
  readonly language?: 'en' | 'zh'
  readonly theme?: 'light' | 'dark'
  readonly width?: number
  readonly height?: number
  /** CSS pixels are that much larger, as when one zooms in. */
  readonly zoom?: number
}

/** As much of it as page objects need: of the app in Electron there is no more. */
export type Seen = Pick<App, 'page' | 'folder'>

export interface App {
  readonly page: Page
  readonly host: Host
  /** Where vault, copies and downloads of this test lie. */
  readonly folder: string
  /** What the page complained of: errors, and breaches of its content policy. */
  readonly complaints: readonly string[]
  /** As when the engine's process dies. */
  readonly loseEngine: () => Promise<void>
  readonly end: () => Promise<void>
}

const watch = (page: Page, complaints: string[]): void => {
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('crash', () => complaints.push('The page crashed.'))
}

const writeSettings = (folder: string, options: AppOptions): void => {
  const config = join(folder, 'config')
  mkdirSync(config)
  writeFileSync(
    join(config, 'settings.json'),
    JSON.stringify({
      language: options.language ?? 'en',
      theme: options.theme ?? 'light',
      copiesFolder: join(folder, 'copies'),
    }),
  )
}

export const launch = (): Promise<Browser> =>
  chromium.launch({
    ...(CHROMIUM !== null && { executablePath: CHROMIUM }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })

const openContext = (browser: Browser, options: AppOptions): Promise<BrowserContext> => {
  const zoom = options.zoom ?? 1
  return browser.newContext({
    viewport: {
      width: Math.round((options.width ?? 1440) / zoom),
      height: Math.round((options.height ?? 900) / zoom),
    },
    deviceScaleFactor: zoom,
    locale: options.language === 'zh' ? 'zh-CN' : 'en-GB',
    // Page and host are on one computer, so both have its clock; else one is in tomorrow before the other.
    timezoneId: Intl.DateTimeFormat().resolvedOptions().timeZone,
    colorScheme: options.theme ?? 'light',
    reducedMotion: 'reduce',
    acceptDownloads: true,
  })
}

/** The real renderer, as built, in Chromium, over the real host with an empty configuration of its own. */
export const startApp = async (options: AppOptions = {}): Promise<App> => {
  await ensureBuilt()
  const folder = mkdtempSync(join(tmpdir(), 'siglum-app-test-'))
  writeSettings(folder, options)
  const complaints: string[] = []
  const host = createHost({
    config: join(folder, 'config'),
    temporary: folder,
    scryptLogN: 10,
    log: (line) => complaints.push(line),
  })
  const loopback = await openLoopback({ files: builtFiles(BUILT), serve: host.serve })
  const browser = await launch()
  const page = await (await openContext(browser, options)).newPage()
  page.setDefaultTimeout(MOMENT.timeout)
  watch(page, complaints)
  await page.goto(loopback.url)
  await page.locator('h1').first().waitFor()
  return {
    page,
    host,
    folder,
    complaints,
    loseEngine: loopback.close,
    end: async () => {
      await browser.close()
      await host.close()
      await loopback.close().catch(() => undefined)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
