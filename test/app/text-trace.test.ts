import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MARK_ALPHABET } from '../../shared/mark/text-marks.ts'
import type { IssueResult } from '../../shared/contract/results.ts'
import type { Client } from '../host/client.ts'
import { frame } from './pages/frame.ts'
import { retoldScreen } from './pages/retold-screen.ts'
import { traceScreen } from './pages/trace-screen.ts'
import { breaches } from './support/breaches.ts'
import { startWithPaper, textOf, TITLE } from './support/issued.ts'
import { see } from './support/see.ts'
import { CHROMIUM } from './support/start-app.ts'
import type { App } from './support/start-app.ts'

const MARKS = new RegExp(`[${MARK_ALPHABET.join('')}]`, 'g')

describe.skipIf(CHROMIUM === null).each([
  { language: 'en', theme: 'dark' },
  { language: 'zh', theme: 'light' },
] as const)('leaked text traced in the app, in $language', ({ language, theme }) => {
  let app: App
  let client: Client
  let issued: IssueResult
  let passage = ''
  beforeAll(async () => {
    ;({ app, client, issued } = await startWithPaper({ language, theme, width: 1280, height: 860 }))
    const text = await textOf(issued.copies[2]?.file ?? '')
    const from = text.indexOf('12.')
    passage = text.slice(from, from + 700)
    await frame(app, language).go('trace')
  })
  afterAll(async () => {
    client?.close()
    await app?.end()
  })

  it('names the copy of a pasted passage, and shows where its marks were read', async () => {
    const screen = traceScreen(app, language)
    await screen.pasteText(passage)
    await see(screen.verdict).toContainText('3/4')
    await see(screen.verdict).toContainText('欧阳文静')
    await see(screen.verdict).toContainText(language === 'en' ? 'less than one in' : '不到')
    await see(screen.passage).toContainText('pumping stations are older')
    expect(await screen.passage.locator('mark[data-kind="good"]').count()).toBeGreaterThan(4)
    await see(screen.passage.locator('mark[data-kind="bad"]')).toHaveCount(0)
    await see(screen.carriers).toBeVisible()
    await see(screen.tintCarrier).toHaveCount(0)
    await see(screen.panes).toHaveCount(0)
    await see(screen.notProven).toBeVisible()
    expect(await breaches(app)).toEqual([])
  })

  it('is there again from the list of traces, and gives its bundle out', async () => {
    const screen = traceScreen(app, language)
    await screen.another.click()
    await screen.past.getByRole('button').first().click()
    await see(screen.passage.locator('mark').first()).toBeVisible()
    const [download] = await Promise.all([app.page.waitForEvent('download'), screen.bundle.click()])
    expect(download.suggestedFilename()).toMatch(/\.(zip|pdf)$/)
  })

  it.each([
    ['note.md', 'text/markdown', (text: string) => text],
    ['mail.html', 'text/html', (text: string) => `<html><body><p>${text}</p></body></html>`],
    ['chat.json', 'application/json', (text: string) => JSON.stringify([{ user: 'x', text }])],
  ] as const)('names it from %s', async (name, mimeType, wrap) => {
    const screen = traceScreen(app, language)
    await screen.another.click()
    await screen.give([{ name, mimeType, buffer: Buffer.from(wrap(passage)) }])
    await see(screen.verdict).toContainText('3/4')
  })

  it('says where a text is from whose marks are gone, and hands it on to be looked up as retold', async () => {
    const screen = traceScreen(app, language)
    const retold = retoldScreen(app, language)
    await screen.another.click()
    await screen.passageField.fill(passage.replace(MARKS, ''))
    await screen.tracePassage.click()
    await see(screen.verdict).toContainText(TITLE)
    await see(screen.verdict).toContainText(screen.words.verdict.text.inconclusive)
    await see(app.page.getByText(screen.words.passage['no-marks'])).toBeVisible()
    await see(screen.byHand).toHaveCount(0)
    expect(await breaches(app)).toEqual([])
    await screen.lookUpAsRetold.click()
    await see(retold.post).toHaveValue(/pumping stations are older/)
  })

  it('is calm about a text from elsewhere', async () => {
    const screen = traceScreen(app, language)
    await frame(app, language).go('trace')
    await screen.another.click()
    await screen.pasteText(
      'It was a bright cold day in April, and the clocks were striking thirteen; nobody looked.',
    )
    await see(screen.verdict).toContainText(screen.words.verdict.text['not-ours'])
    expect(await breaches(app)).toEqual([])
  })

  it('had nothing to complain of', () => {
    expect(app.complaints).toEqual([])
  })
})
