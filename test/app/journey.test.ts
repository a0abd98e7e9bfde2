import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { breaches } from './support/breaches.ts'
import { keepPicture } from './support/keep-picture.ts'
import { LONG, see } from './support/see.ts'
import { door, makeVault, PASSPHRASE } from './pages/door.ts'
import { frame } from './pages/frame.ts'
import { issueScreen } from './pages/issue-screen.ts'
import { WORDS } from './pages/words.ts'
import { CHROMIUM, startApp } from './support/start-app.ts'
import type { App } from './support/start-app.ts'

const BLANK = { create: { width: 400, height: 300, channels: 3, background: '#fff' } } as const

describe.skipIf(CHROMIUM === null)('the whole journey', () => {
  let app: App
  beforeAll(async () => {
    app = await startApp()
  })
  afterAll(async () => app.end())

  it('goes from first run over a sample to marked copies', async () => {
    const { page } = app
    const at = door(app)
    const screen = issueScreen(app)
    await see(page.getByText(WORDS.en.warnings['register-readable'])).toBeVisible()
    await makeVault(app)
    await at.sampleButton.click()
    await see(screen.thumbnails).toHaveCount(2, LONG)
    await see(screen.cell('name', 1)).not.toHaveValue('')
    await screen.slider.waitFor(LONG)
    await keepPicture(app, 'issue')
    await screen.unseenSwitch.check({ force: true })
    await see(page.getByAltText(screen.words.unseen)).toBeVisible()
    await screen.runButton.click()
    await screen.done.waitFor(LONG)
    await see(screen.copyRows).toHaveCount(7)
  })

  it('saves a copy, the ZIP and the receipt sheet', async () => {
    const { page } = app
    const screen = issueScreen(app)
    const save = async (button: typeof screen.zipButton): Promise<Buffer> => {
      const [download] = await Promise.all([page.waitForEvent('download', LONG), button.click()])
      return readFileSync(await download.path())
    }
    expect((await save(screen.saveFirst)).subarray(0, 5).toString()).toBe('%PDF-')
    expect((await save(screen.zipButton)).subarray(0, 2).toString()).toBe('PK')
    expect((await save(screen.receiptButton)).length).toBeGreaterThan(1000)
  })

  it('hands all copies out, and the log tells of it', async () => {
    const screen = issueScreen(app)
    const at = frame(app)
    await screen.handOutButton.click()
    await screen.handOutYes.click()
    await see(screen.handedOut).toBeDisabled()
    await at.go('audit')
    await see(app.page.getByText(/handed out/i).first()).toBeVisible()
  })

  it('finds the register unchanged, also against its own checkpoint', async () => {
    const { page } = app
    const { audit } = WORDS.en
    const at = frame(app)
    await at.tab(audit['tab-checkpoint']).click()
    const checkpoint = await page.locator('pre').innerText()
    await at.tab(audit['tab-verify']).click()
    await page.getByLabel(audit['verify-text']).fill(checkpoint)
    await page.getByRole('button', { name: audit['verify-against'] }).click()
    await see(page.getByText(audit['verdict-intact'], { exact: true })).toBeVisible(LONG)
  })

  it('holds it against a picture of the checkpoint’s code, and says where a picture shows none', async () => {
    const { page } = app
    const { audit } = WORDS.en
    const at = frame(app)
    await at.tab(audit['tab-checkpoint']).click()
    const shot = await page.getByRole('img', { name: audit.qr }).screenshot()
    await at.tab(audit['tab-verify']).click()
    const choose = async (name: string, buffer: Buffer) => {
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.getByRole('button', { name: audit['verify-drop'] }).click(),
      ])
      await chooser.setFiles({ name, mimeType: 'image/png', buffer })
      await see(page.getByText(name, { exact: true })).toBeVisible(LONG)
      await page.getByRole('button', { name: audit['verify-against'] }).click()
    }
    await choose('code.png', shot)
    await see(page.getByText(audit['verdict-intact'], { exact: true })).toBeVisible(LONG)
    await choose('blank.png', await sharp(BLANK).png().toBuffer())
    await see(at.alert).toContainText('blank.png', LONG)
    expect(await breaches(app)).toEqual([])
  })

  it('locks, keeps the screen that one was on, and opens again', async () => {
    const { page } = app
    const at = door(app)
    await page.keyboard.press('Control+l')
    await at.passphraseField.fill('not this one at all')
    await at.unlockButton.click()
    await see(frame(app).alert).toContainText(WORDS.en.errors['passphrase-wrong'].title)
    await at.passphraseField.fill(PASSPHRASE)
    await at.unlockButton.click()
    await see(frame(app).heading).toHaveText(WORDS.en.audit.title)
  })

  it('had nothing to complain of', () => {
    expect(app.complaints).toEqual([])
  })
})
