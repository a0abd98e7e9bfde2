import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import sharp from 'sharp'
import type { Page } from 'playwright'
import { door, makeVault } from './pages/door.ts'
import { frame, SCREENS } from './pages/frame.ts'
import { CHROMIUM, startApp } from './support/start-app.ts'
import type { App } from './support/start-app.ts'

/**
 * Screens as they were looked at and found good. `SIGLUM_BASELINES=new npm test -- test/app/looks` draws them anew. Compared small and
 * blurred, so that another face or another Chromium passes and a lost column, theme or picture does not.
 */
const BASELINES = join(import.meta.dirname, 'baselines')
const WIDTH_PX = 480
/** Mean difference of grey levels, and part of the picture that may differ plainly. */
const MOST_MEAN = 4
const MOST_PART = 0.04
const PLAIN = 40

const small = (png: Buffer): Promise<Buffer> =>
  sharp(png).removeAlpha().resize({ width: WIDTH_PX }).blur(1.6).raw().toBuffer()

const shoot = async (page: Page): Promise<Buffer> => {
  // Folders of this run, and times of day, are never the same twice.
  const mask = [page.locator('input[value*="/tmp"]'), page.getByText('/tmp/')]
  return page.screenshot({ animations: 'disabled', caret: 'hide', mask, maskColor: '#888888' })
}

const compare = async (name: string, page: Page): Promise<void> => {
  const path = join(BASELINES, `${name}.png`)
  const seen = await shoot(page)
  if (process.env.SIGLUM_BASELINES === 'new') {
    mkdirSync(BASELINES, { recursive: true })
    const shrunk = await sharp(seen).resize({ width: 960 }).png({ palette: true, quality: 80 }).toBuffer()
    writeFileSync(path, shrunk)
    return
  }
  const [now, before] = await Promise.all([small(seen), small(readFileSync(path))])
  expect([name, now.length]).toEqual([name, before.length])
  const differences = Array.from(now, (level, at) => Math.abs(level - (before[at] ?? 0)))
  const mean = differences.reduce((sum, one) => sum + one, 0) / differences.length
  const part = differences.filter((one) => one > PLAIN).length / differences.length
  expect({ name, mean: mean < MOST_MEAN, part: part < MOST_PART }).toEqual({ name, mean: true, part: true })
}

describe.skipIf(CHROMIUM === null).each([
  { language: 'en', theme: 'light' },
  { language: 'zh', theme: 'dark' },
] as const)('how it looks in $language, $theme', ({ language, theme }) => {
  let app: App
  beforeAll(async () => {
    app = await startApp({ language, theme, width: 1280, height: 800 })
  })
  afterAll(async () => app.end())

  it('is as it was at the door, on the empty Issue screen, and in Settings', async () => {
    const name = (screen: string) => `${screen}-${language}-${theme}`
    await compare(name('door'), app.page)
    await makeVault(app, language)
    await door(app, language).ownPaperButton.click()
    await frame(app, language).heading.waitFor()
    await compare(name('issue'), app.page)
    await frame(app, language).go('settings')
    await compare(name('settings'), app.page)
  })
})

describe.skipIf(CHROMIUM === null)('from 1024 px to 4K, and at 200 %', () => {
  it.each([
    { width: 1024, height: 768, zoom: 1 },
    { width: 1024, height: 768, zoom: 2 },
    { width: 3840, height: 2160, zoom: 1 },
  ])('nothing is wider than the window at $width px, zoomed by $zoom', async (size) => {
    const app = await startApp(size)
    const overflow = () =>
      app.page
        .locator('html, main')
        .evaluateAll((parts) => parts.map((part) => part.scrollWidth - part.clientWidth))
    // Of a sentence in a column of one letter nothing is wider than the window either.
    const squeezed = () =>
      app.page
        .getByRole('cell')
        .evaluateAll((cells) =>
          cells
            .map(({ textContent, clientWidth }) => ({ textContent, clientWidth }))
            .filter(({ textContent, clientWidth }) => textContent.length > 12 && clientWidth < 90),
        )
    try {
      expect(await overflow()).toEqual([0, 0])
      await makeVault(app)
      await door(app).ownPaperButton.click()
      for (const screen of SCREENS) {
        await frame(app).go(screen)
        expect([screen, ...(await overflow())]).toEqual([screen, 0, 0])
        if (screen === 'audit') await app.page.getByRole('cell').first().waitFor()
        expect([screen, ...(await squeezed())]).toEqual([screen])
      }
    } finally {
      await app.end()
    }
  })
})
