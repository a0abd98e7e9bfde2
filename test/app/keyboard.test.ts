import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LONG, see } from './support/see.ts'
import { PASSPHRASE } from './pages/door.ts'
import { frame, SCREENS } from './pages/frame.ts'
import { issueScreen } from './pages/issue-screen.ts'
import { WORDS } from './pages/words.ts'
import { CHROMIUM, startApp } from './support/start-app.ts'
import type { App } from './support/start-app.ts'

const { common, firstRun, issue, nav, palette } = WORDS.en

/** Presses Tab until what has the focus is called that. */
const tabTo = async ({ page }: App, name: string | RegExp, most = 60): Promise<void> => {
  const wanted = page.getByLabel(name).or(page.getByRole('button', { name }))
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press('Tab')
    const there = await wanted.evaluateAll((found) =>
      found.some((one) => one === one.ownerDocument.activeElement),
    )
    if (there) return
  }
  throw new Error(`Tab did not come to ${String(name)}.`)
}

describe.skipIf(CHROMIUM === null)('without a mouse', () => {
  let app: App
  beforeAll(async () => {
    app = await startApp()
  })
  afterAll(async () => app.end())

  it('makes a vault', async () => {
    const { keyboard } = app.page
    await tabTo(app, firstRun['your-name'])
    await keyboard.type('Ada Larsen')
    await tabTo(app, firstRun['new-folder'])
    await keyboard.press('Control+a')
    await keyboard.type(`${app.folder}/vault`)
    await tabTo(app, WORDS.en.passphrase.new)
    await keyboard.type(PASSPHRASE)
    await tabTo(app, WORDS.en.passphrase.again)
    await keyboard.type(PASSPHRASE)
    await keyboard.press('Enter')
    const key = app.page.getByLabel(WORDS.en.passphrase['recovery-key'], { exact: true })
    const groups = (await key.innerText()).trim().split(/\s+/)
    await tabTo(app, WORDS.en.passphrase['recovery-confirm'])
    await keyboard.type(groups.at(-1) ?? '')
    await keyboard.press('Enter')
    await tabTo(app, firstRun['try-sample'])
    await keyboard.press('Enter')
    await see(frame(app).heading).toBeFocused()
  })

  it('moves the slider, and shows what is invisible', async () => {
    const screen = issueScreen(app)
    await screen.slider.waitFor(LONG)
    await tabTo(app, issue.compare)
    for (let presses = 0; presses < 10; presses++) await app.page.keyboard.press('ArrowLeft')
    await see(screen.slider).toHaveValue('40')
    await tabTo(app, issue['show-unseen'])
    await app.page.keyboard.press('Space')
    await see(screen.unseenSwitch).toBeChecked()
  })

  it('issues', async () => {
    await tabTo(app, /^Issue 6 copies$/)
    await app.page.keyboard.press('Enter')
    await issueScreen(app).done.waitFor(LONG)
  })

  it('goes to every screen, and puts the focus on its heading', async () => {
    const { page } = app
    for (const [digit, title] of SCREENS.map((screen) => nav[screen]).entries()) {
      await page.keyboard.press(`Control+${digit + 1}`)
      await see(page).toHaveTitle(`${title} - Siglum`)
      await see(frame(app).heading).toBeFocused()
    }
  })

  it('finds commands in the palette, and shows all keys at "?"', async () => {
    const { page } = app
    await page.keyboard.press('Control+k')
    await see(page.getByRole('combobox', { name: palette.title })).toBeFocused()
    await page.keyboard.type('audi')
    await page.keyboard.press('Enter')
    await see(page).toHaveTitle(`${nav.audit} - Siglum`)
    await see(page.getByRole('dialog')).toBeHidden()
    await page.keyboard.press('?')
    await see(page.getByRole('dialog')).toContainText(palette['keys-title'])
    await page.keyboard.press('Escape')
    await see(page.getByRole('dialog')).toBeHidden()
  })

  it('asks before a draft is cleared, with the safe answer in focus', async () => {
    const { page } = app
    await page.keyboard.press('Control+1')
    await tabTo(app, issue.again)
    await page.keyboard.press('Enter')
    await tabTo(app, issue['add-person'])
    await page.keyboard.type('Ann Lee')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+j')
    await see(page.getByRole('button', { name: common.cancel })).toBeFocused()
    await page.keyboard.press('Escape')
    await see(issueScreen(app).cell('name', 1)).toHaveValue('Ann Lee')
  })

  it('skips the rail by the first Tab', async () => {
    const { page } = app
    await page.reload()
    await frame(app).heading.waitFor()
    await page.keyboard.press('Shift+Tab')
    for (let presses = 0; presses < 14; presses++) {
      if (
        await page
          .getByRole('button', { name: nav.skip })
          .evaluate((one) => one === one.ownerDocument.activeElement)
      )
        break
      await page.keyboard.press('Shift+Tab')
    }
    await page.keyboard.press('Enter')
    await see(page.getByRole('main')).toBeFocused()
  })

  it('had nothing to complain of', () => {
    expect(app.complaints).toEqual([])
  })
})
