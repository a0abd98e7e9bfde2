import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { frame } from './pages/frame.ts'
import { retoldScreen } from './pages/retold-screen.ts'
import { breaches } from './support/breaches.ts'
import { issuePaper, startWithPaper } from './support/issued.ts'
import { see } from './support/see.ts'
import { CHROMIUM } from './support/start-app.ts'
import type { App } from './support/start-app.ts'
import type { Client } from '../host/client.ts'

const PAPER = join(import.meta.dirname, '..', 'paper', 'meeting-paper.pdf')
const POST =
  '听我姨说北岸水厂二期要花快十二个亿，贷款利率2.98%那家银行，利率10年不变，不用抵押，3月底前不签就黄了'

describe.skipIf(CHROMIUM === null).each([
  { language: 'en', theme: 'light' },
  { language: 'zh', theme: 'dark' },
] as const)('what was retold, looked up in $language', ({ language, theme }) => {
  let app: App
  let client: Client
  beforeAll(async () => {
    ;({ app, client } = await startWithPaper({ language, theme, width: 1280, height: 860 }))
    const issued = await issuePaper(client, app, new Uint8Array(readFileSync(PAPER)))
    const [first] = issued.copies
    await client.ask('custody.step', {
      copies: { names: [first?.id ?? ''] },
      step: { type: 'copy-handed-out', channel: 'by-hand' },
    })
    await frame(app, language).go('retold')
  })
  afterAll(async () => {
    client?.close()
    await app?.end()
  })

  it('teaches what it is for before anything is asked', async () => {
    const screen = retoldScreen(app, language)
    await see(screen.go).toBeDisabled()
    await see(app.page.getByText(screen.words.about.limits)).toBeVisible()
    expect(await breaches(app)).toEqual([])
  })

  it('leads from a post in a file to the paper, its passage and who had it, and to no copy', async () => {
    const screen = retoldScreen(app, language)
    await screen.giveFile({ name: 'post.txt', mimeType: 'text/plain', buffer: Buffer.from(POST) })
    await see(screen.post).toHaveValue(POST)
    await screen.go.click()
    await see(screen.heading).toHaveText(screen.words.result)
    await see(screen.notice).toBeVisible()
    await see(screen.papers).toHaveCount(1)
    await see(screen.side('post').locator('mark').filter({ hasText: '2.98%' })).toBeVisible()
    await see(screen.side('paper').locator('mark').filter({ hasText: '十一亿八千六百万元' })).toBeVisible()
    expect(await screen.facts.count()).toBeGreaterThan(3)
    await see(screen.stillHad).toHaveCount(1)
    await see(screen.noSuspects).toBeVisible()
    expect(await breaches(app)).toEqual([])
    await screen.openCopy.click()
    await see(screen.heading).toContainText('王小明')
    await frame(app, language).go('retold')
    await see(screen.notice).toBeVisible()
  })

  it('names papers that were issued only later, and says when nothing is found', async () => {
    const screen = retoldScreen(app, language)
    await screen.again.click()
    await screen.day.fill('2001-01-01')
    await screen.go.click()
    await see(screen.nothing).toBeVisible()
    await see(screen.later).toBeVisible()
    expect(await breaches(app)).toEqual([])
    await screen.another.click()
    await screen.post.fill('The weather was lovely and everybody went to the seaside.')
    await screen.go.click()
    await see(screen.nothing).toBeVisible()
    await see(screen.later).toHaveCount(0)
  })

  it('says of a file that holds no text what is wrong', async () => {
    const screen = retoldScreen(app, language)
    await screen.another.click()
    await screen.giveFile({ name: 'post.txt', mimeType: 'text/plain', buffer: Buffer.from([0, 1, 2, 3, 0]) })
    await see(frame(app, language).alert).toBeVisible()
  })

  it('had nothing to complain of', () => {
    expect(app.complaints).toEqual([])
  })
})
