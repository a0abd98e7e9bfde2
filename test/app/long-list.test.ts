import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { see } from './support/see.ts'
import type { Browser, Page } from 'playwright'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { z } from 'zod'
import { builtFiles } from '../../main/host/loopback/built-files.ts'
import { WORDS } from './pages/words.ts'
import { BUILT, ensureBuilt } from './support/built.ts'
import { holdLongRegister } from './support/long-register.ts'
import { CHROMIUM, launch } from './support/start-app.ts'

const COPIES = 100_000
/** More rows than fit a high window, with those kept ready above and below. */
const MOST_DRAWN = 70

const serve = async (): Promise<{ server: Server; origin: string }> => {
  const files = builtFiles(BUILT)
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '')
    response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain' })
    response.end(file?.bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  return { server, origin: `http://127.0.0.1:${address.port}/` }
}

/** In the page's own words, since the browser's are not spoken here. */
const SCROLL = `new Promise((resolve) => {
  const grid = document.querySelector('[role="grid"]')
  const gaps = []
  let added = 0
  // Rows that only change their place among the others are taken out and put in again.
  const known = new WeakSet(grid.querySelectorAll('[role="row"]'))
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const row of addedNodes) {
        if (!known.has(row)) added++
        known.add(row)
      }
  }).observe(grid.querySelector('[role="rowgroup"]'), { childList: true })
  let before = performance.now()
  const frame = (now) => {
    gaps.push(now - before)
    before = now
    grid.scrollTop += 180
    if (gaps.length < 240) requestAnimationFrame(frame)
    else resolve({ added, gaps: gaps.slice(20).sort((a, b) => a - b) })
  }
  requestAnimationFrame(frame)
})`

/** While the list is scrolled all the time: milliseconds between frames, shortest first, and rows that were made anew. */
const scrollOn = async (page: Page) =>
  z.object({ added: z.number(), gaps: z.array(z.number()) }).parse(await page.evaluate(SCROLL))

describe.skipIf(CHROMIUM === null)('a register of 100,000 copies', () => {
  let browser: Browser
  let page: Page
  let served: Awaited<ReturnType<typeof serve>>
  beforeAll(async () => {
    await ensureBuilt()
    served = await serve()
    browser = await launch()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await holdLongRegister(page, COPIES)
    await page.goto(served.origin)
    await page.locator('#screen-title').waitFor()
    await page.keyboard.press('Control+2')
    await page.getByRole('tab', { name: WORDS.en.register.tabs.copies }).click()
    await see(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(COPIES + 1))
  })
  afterAll(async () => {
    await browser?.close()
    served?.server.close()
  })

  it('draws no more than what is seen, wherever that is', async () => {
    const grid = page.getByRole('grid')
    await grid.focus()
    await page.keyboard.press('End')
    await see(page.getByText(`Recipient ${COPIES}`, { exact: true })).toBeVisible()
    expect(await page.getByRole('row').count()).toBeLessThan(MOST_DRAWN)
    await page.keyboard.press('Home')
    await see(page.getByText('Recipient 1', { exact: true })).toBeVisible()
  })

  it('makes no rows anew while it is scrolled, past 1,200 of them', async () => {
    const { added, gaps } = await scrollOn(page)
    const [median = 0, slow = 0] = [gaps[Math.floor(gaps.length / 2)], gaps[Math.floor(gaps.length * 0.95)]]
    // Told and not judged: a machine that does other things besides misses frames.
    console.log(`frames while scrolling: median ${median.toFixed(1)} ms, 95 % within ${slow.toFixed(1)} ms`)
    expect(added).toBeLessThan(MOST_DRAWN)
    expect(await page.getByRole('row').count()).toBeLessThan(MOST_DRAWN)
    await see(page.getByText('Recipient 1201', { exact: true })).toBeVisible()
  })

  it('chooses ranges that were never looked at', async () => {
    const grid = page.getByRole('grid')
    await grid.focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('Space')
    await page.keyboard.press('Shift+End')
    await see(page.getByText(WORDS.en.steps.batch_other.replace('{{count}}', String(COPIES)))).toHaveCount(1)
  })
})
