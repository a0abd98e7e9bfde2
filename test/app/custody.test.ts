import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LONG, see } from './support/see.ts'
import type { IssueResult } from '../../shared/contract/results.ts'
import type { Client } from '../host/client.ts'
import { frame } from './pages/frame.ts'
import { registerScreen, scan } from './pages/register-screen.ts'
import { WORDS } from './pages/words.ts'
import { startWithPaper, TITLE } from './support/issued.ts'
import { breaches } from './support/breaches.ts'
import { CHROMIUM } from './support/start-app.ts'
import type { App } from './support/start-app.ts'

/** The same code with a wrong last character. */
const slipOf = (code: string): string => `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`

describe.skipIf(CHROMIUM === null)('custody in the app', () => {
  let app: App
  let client: Client
  let issued: IssueResult
  beforeAll(async () => {
    ;({ app, client, issued } = await startWithPaper({ width: 1280, height: 860 }))
    await frame(app).go('register')
  })
  afterAll(async () => {
    client?.close()
    await app?.end()
  })
  const stateOf = async (index: number): Promise<string> => {
    const { copy } = await client.ask('register.copy', { names: [issued.copies[index]?.id ?? ''] })
    return copy.state
  }

  it('hands a whole issuance out at once', async () => {
    const screen = registerScreen(app)
    await screen.tab('issuances').click()
    await screen.row(1).dblclick()
    await see(screen.heading).toHaveText(TITLE)
    await screen.wholeHandOut.click()
    await screen.field('due').fill('2099-01-31')
    await screen.doStep('copy-handed-out').click()
    await see(screen.collect).toBeEnabled(LONG)
    expect(await stateOf(0)).toBe('out')
  })

  it('collects by scanner: slips and strangers recorded nowhere, the last one undone as a correction', async () => {
    const screen = registerScreen(app)
    const { said } = screen.words.collecting
    const codes = issued.copies.map(({ code }) => code)
    await screen.collect.click()
    await see(screen.missing).toHaveText('4 missing')
    await scan(app, codes[0] ?? '')
    await see(screen.missing).toHaveText('3 missing')
    await scan(app, slipOf(codes[1] ?? ''))
    await see(app.page.getByText(said.slip)).toBeVisible()
    await scan(app, codes[0] ?? '')
    await see(app.page.getByText(said['taken-already'])).toBeVisible()
    await scan(app, (codes[1] ?? '').toLowerCase())
    await see(screen.returned).toHaveText('2 returned')
    await screen.undoLast.click()
    await see(screen.missing).toHaveText('3 missing')
    expect([await stateOf(0), await stateOf(1)]).toEqual(['returned', 'out'])
    expect(await breaches(app)).toEqual([])
  })

  it('goes to a copy whose code is scanned anywhere, and shows what was struck', async () => {
    const screen = registerScreen(app)
    await screen.back.click()
    await screen.heading.waitFor()
    await screen.heading.focus()
    await scan(app, slipOf(issued.copies[1]?.code ?? ''))
    await see(app.page.getByText(screen.words['mistyped-do'])).toBeVisible()
    await scan(app, issued.copies[1]?.code ?? '')
    await see(screen.heading).toContainText('Ann Lee')
    await see(screen.struck).toHaveCount(1)
    expect(await breaches(app)).toEqual([])
  })

  it('says why a step is not possible, and destroys only before two different people', async () => {
    const screen = registerScreen(app)
    await screen.why.click()
    await see(app.page.getByText(WORDS.en.steps.why['not-returned'])).toBeVisible()
    await screen.step('copy-returned').click()
    await screen.doStep('copy-returned').click()
    await screen.step('copy-destroyed').click()
    for (const [key, value] of [
      ['method', 'shredded'],
      ['approver', 'Chief'],
      ['witness1', 'A. Bee'],
      ['witness2', ' a. BEE'],
      ['certificate', 'D-1'],
    ] as const)
      await screen.field(key).fill(value)
    await screen.doStep('copy-destroyed').click()
    await see(app.page.getByText(WORDS.en.steps.problems['same-person'])).toBeVisible()
    expect(await breaches(app)).toEqual([])
    await screen.field('witness2').fill('C. Dee')
    await screen.doStep('copy-destroyed').click()
    await see(app.page.getByRole('dialog')).toHaveCount(0)
    expect(await stateOf(1)).toBe('destroyed')
  })

  it('corrects a step by the keyboard, and goes back by Escape', async () => {
    const { page } = app
    const screen = registerScreen(app)
    await screen.correct.first().focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(WORDS.en.steps.correct.value).fill('D-2')
    await dialog.getByLabel(WORDS.en.steps.correct.reason).fill('typed wrongly')
    await page.keyboard.press('Enter')
    await see(dialog).toHaveCount(0)
    const { copy } = await client.ask('register.copy', { names: [issued.copies[1]?.id ?? ''] })
    expect(copy.destroyed?.certificate).toBe('D-2')
    await screen.escape()
    await see(screen.heading).toHaveText(TITLE)
  })

  it('chooses by keys, searches as one types, and exports what is seen', async () => {
    const { page } = app
    const screen = registerScreen(app)
    await screen.escape()
    await screen.tab('copies').click()
    await screen.grid.focus()
    await page.keyboard.press('Home')
    for (const keys of ['Space', 'Shift+ArrowDown', 'Shift+ArrowDown']) await page.keyboard.press(keys)
    await see(page.getByRole('row', { selected: true })).toHaveCount(3)
    await page.keyboard.press('Escape')
    await see(page.getByRole('row', { selected: true })).toHaveCount(0)
    await screen.search.fill('Ann')
    await see(screen.grid).toHaveAttribute('aria-rowcount', '2')
    expect(await breaches(app)).toEqual([])
    await screen.export.click()
    const [download] = await Promise.all([page.waitForEvent('download', LONG), screen.doExport.click()])
    expect(download.suggestedFilename()).toMatch(/\.xlsx$/)
  })

  it('had nothing to complain of', () => {
    expect(app.complaints).toEqual([])
  })
})
