import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LONG, see } from './support/see.ts'
import sharp from 'sharp'
import type { IssueResult } from '../../shared/contract/results.ts'
import type { Client } from '../host/client.ts'
import { makePage } from '../paper/page-kinds.ts'
import { sideBySide } from '../support/side-by-side.ts'
import { frame } from './pages/frame.ts'
import { traceScreen } from './pages/trace-screen.ts'
import { issuePaper, screenshotOf, startWithPaper } from './support/issued.ts'
import { breaches } from './support/breaches.ts'
import { keepPicture } from './support/keep-picture.ts'
import { CHROMIUM } from './support/start-app.ts'
import type { App } from './support/start-app.ts'

describe.skipIf(CHROMIUM === null).each([
  { language: 'en', theme: 'light' },
  { language: 'zh', theme: 'dark' },
] as const)('a leak traced in the app, in $language', ({ language, theme }) => {
  let app: App
  let client: Client
  let issued: IssueResult
  beforeAll(async () => {
    ;({ app, client, issued } = await startWithPaper({ language, theme, width: 1280, height: 860 }))
    await frame(app, language).go('trace')
  })
  afterAll(async () => {
    client?.close()
    await app?.end()
  })

  it('names the copy of a screenshot, with its bound in words, and what that does not prove', async () => {
    const screen = traceScreen(app, language)
    expect(await breaches(app)).toEqual([])
    const buffer = await screenshotOf(issued.copies[1]?.file ?? '')
    await screen.give([{ name: 'leak.png', mimeType: 'image/png', buffer }])
    await see(screen.verdict).toContainText('2/4', LONG)
    await see(screen.verdict).toContainText('Ann Lee')
    await see(screen.verdict).toContainText(language === 'en' ? 'less than one in' : '不到')
    await see(screen.notProven).toBeVisible()
    await see(screen.plot).toBeVisible()
    if (language === 'en') await keepPicture(app, 'trace')
    expect(await breaches(app)).toEqual([])
  })

  it('compares leak and original by the keyboard', async () => {
    const { page } = app
    const screen = traceScreen(app, language)
    await see(screen.panes).toHaveCount(2)
    await screen.panes.first().focus()
    const places = () =>
      screen.panes.locator('img').evaluateAll((images) => images.map((image) => image.style.transform))
    const before = await places()
    await page.keyboard.press('+')
    await page.keyboard.press('+')
    await page.keyboard.press('ArrowDown')
    const after = await places()
    expect(after).not.toEqual(before)
    // Both panes, and the evidence over one of them, lie alike.
    expect(new Set(after).size).toBe(1)
    await screen.mode('swipe').click()
    await screen.divider.focus()
    await page.keyboard.press('End')
    await see(screen.divider).toHaveAttribute('aria-valuenow', '100')
    expect(await breaches(app)).toEqual([])
  })

  it('gives the evidence bundle out, and leads to the copy in the register', async () => {
    const { page } = app
    const screen = traceScreen(app, language)
    const downloads: string[] = []
    page.on('download', (download) => downloads.push(download.suggestedFilename()))
    const [download] = await Promise.all([page.waitForEvent('download', LONG), screen.bundle.click()])
    expect(
      readFileSync(await download.path())
        .subarray(0, 2)
        .toString(),
    ).toMatch(/PK|%P/)
    await see.poll(() => downloads.length, LONG).toBe(2)
    await screen.openInRegister.click()
    await see(page.locator('#screen-title')).toContainText('Ann Lee')
    await frame(app, language).go('trace')
    await see(screen.verdict).toContainText('2/4')
  })

  it('is calm about a picture of something else, and takes four corners by hand', async () => {
    const { page } = app
    const screen = traceScreen(app, language)
    await screen.another.click()
    await see(screen.past).toHaveCount(1)
    const noise = { type: 'gaussian' as const, mean: 128, sigma: 30 }
    const buffer = await sharp({
      create: { width: 500, height: 400, channels: 3, background: '#888', noise },
    })
      .jpeg()
      .toBuffer()
    await screen.give([{ name: 'sea.jpg', mimeType: 'image/jpeg', buffer }])
    await see(screen.verdict).toContainText(screen.words.verdict['not-ours'], LONG)
    expect(await breaches(app)).toEqual([])
    await screen.byHand.click()
    const corner = screen.corner('top-left')
    await corner.focus()
    const before = await corner.boundingBox()
    await page.keyboard.press('Shift+ArrowRight')
    await see
      .poll(async () => Math.round(((await corner.boundingBox())?.x ?? 0) - (before?.x ?? 0)), LONG)
      .toBe(10)
    expect(await breaches(app)).toEqual([])
    await screen.goByHand.click()
    await see(screen.verdict).toBeVisible(LONG)
    await see(screen.verdict).not.toContainText('Ann Lee')
  })

  it('looks up the code that was read off the visible mark, and says so of a slip', async () => {
    const { page } = app
    const screen = traceScreen(app, language)
    const code = issued.copies[1]?.code ?? ''
    await screen.visibleCode.fill(code.replace(/.$/, (last) => (last === '2' ? '3' : '2')))
    await screen.showVisibleCode.click()
    await see(page.getByText(screen.words['visible-code'].refused)).toBeVisible()
    expect(await breaches(app)).toEqual([])
    await screen.visibleCode.fill(code.toLowerCase())
    await screen.visibleCode.press('Enter')
    await see(page.locator('#screen-title')).toContainText('Ann Lee')
    await frame(app, language).go('trace')
    await see(screen.verdict).toBeVisible()
  })

  it('says what is wrong with a file that is no picture, and loses nothing', async () => {
    const { page } = app
    const screen = traceScreen(app, language)
    await screen.another.click()
    // A PNG by its first bytes, and nothing after them.
    const buffer = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(400)])
    await screen.give([{ name: 'no.png', mimeType: 'image/png', buffer }])
    await see(page.getByRole('alert')).toBeVisible(LONG)
    await screen.another.click()
    await see(screen.past).toHaveCount(1)
  })

  it('tells two papers of one title apart that lie in one picture', async () => {
    const screen = traceScreen(app, language)
    const further = await issuePaper(client, app, await makePage('table', 5))
    const buffer = await sideBySide(
      await screenshotOf(issued.copies[1]?.file ?? ''),
      await screenshotOf(further.copies[2]?.file ?? ''),
    )
    await screen.give([{ name: 'desk.png', mimeType: 'image/png', buffer }])
    await see(screen.verdict).toContainText('2/4', LONG)
    await see(screen.verdict).toContainText('3/4')
    await see(screen.verdict).toContainText(screen.words.verdict.several.split('{{')[0])
    expect(await breaches(app)).toEqual([])
    // Each is shown with the evidence for its own copy.
    const shown = await screen.which.locator('option').allTextContents()
    expect(shown.map((label) => /\d\/4/.exec(label)?.[0]).toSorted()).toEqual(['2/4', '3/4'])
    for (const [value, label] of shown.entries()) {
      await screen.which.selectOption(String(value))
      await screen.evidence.check()
      const copy = /\d\/4/.exec(label)?.[0] ?? ''
      const note = screen.words.comparison['evidence-note-of'].replace('{{copy}}', copy)
      await see(app.page.getByText(note)).toBeVisible()
      const custody = screen.words.custody.title.replace('{{copy}}', copy)
      await see(app.page.getByRole('heading', { name: custody })).toBeVisible()
    }
    expect(await breaches(app)).toEqual([])
  })

  it('had nothing to complain of', () => {
    expect(app.complaints).toEqual([])
  })
})
