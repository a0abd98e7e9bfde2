import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { door, makeVault, PASSPHRASE } from './pages/door.ts'
import { frame } from './pages/frame.ts'
import { issueScreen } from './pages/issue-screen.ts'
import { keepingScreen } from './pages/keeping-screen.ts'
import { WORDS } from './pages/words.ts'
import { breaches } from './support/breaches.ts'
import { LONG, see } from './support/see.ts'
import { CHROMIUM, startApp } from './support/start-app.ts'
import type { App } from './support/start-app.ts'

const { audit } = WORDS.en
const NEXT = 'lantern orchard brisk pewter'

/** Whether the page would have the browser ask before it is closed. */
const holdsBack = ({ page }: App): Promise<boolean> =>
  page.evaluate<boolean>("!window.dispatchEvent(new Event('beforeunload', { cancelable: true }))")

describe.skipIf(CHROMIUM === null)('keeping a vault', () => {
  let app: App
  beforeAll(async () => {
    app = await startApp({ width: 1280, height: 900 })
    await makeVault(app)
    await door(app).sampleButton.click()
    await issueScreen(app).slider.waitFor(LONG)
  })
  afterAll(async () => app?.end())

  it('stops a long task, and asks before the window closes while one is under way', async () => {
    const { page } = app
    const screen = keepingScreen(app)
    await issueScreen(app).runButton.click()
    await screen.tray.waitFor(LONG)
    expect(await holdsBack(app)).toBe(true)
    await screen.tray.click()
    await screen.stopTask.click()
    await see(screen.cancelledTask).toBeVisible(LONG)
    await page.keyboard.press('Escape')
    await see(issueScreen(app).runButton).toBeEnabled(LONG)
    expect(await holdsBack(app)).toBe(false)
  })

  it('makes a backup to be saved, and into a folder', async () => {
    const { page } = app
    const screen = keepingScreen(app)
    await frame(app).go('audit')
    await frame(app).tab(audit['tab-backup']).click()
    const [download] = await Promise.all([page.waitForEvent('download', LONG), screen.backUp.click()])
    expect(
      readFileSync(await download.path())
        .subarray(0, 15)
        .toString(),
    ).toBe('siglum backup 1')
    await see(screen.backedUp).toBeVisible()
    expect(await breaches(app)).toEqual([])
    const folder = join(app.folder, 'backups')
    await screen.ladderFolder.fill(folder)
    await screen.backUpToFolder.click()
    await see.poll(() => existsSync(folder) && readdirSync(folder).length, LONG).toBe(1)
  })

  it('gives somebody a passphrase of their own, and takes it away', async () => {
    const screen = keepingScreen(app)
    await frame(app).tab(audit['tab-users']).click()
    await screen.addPerson.click()
    await screen.personName.fill('Mei Huang')
    await screen.theirPassphrase.fill(NEXT)
    await screen.theirPassphraseAgain.fill(NEXT)
    await screen.ownPassphrase.fill('not mine')
    await screen.submitPerson.click()
    await see(frame(app).alert).toContainText(WORDS.en.errors['passphrase-wrong'].title)
    expect(await breaches(app)).toEqual([])
    await screen.ownPassphrase.fill(PASSPHRASE)
    await screen.submitPerson.click()
    await see(screen.person('Mei Huang')).toBeVisible()
    await screen.removeFrom('Mei Huang').click()
    await screen.ownPassphrase.fill(PASSPHRASE)
    await screen.confirmRemoval.click()
    await see(screen.gone).toBeVisible()
  })

  it('makes a new recovery key, which sets a new passphrase when the old one is forgotten', async () => {
    const { page } = app
    const screen = keepingScreen(app)
    await frame(app).go('settings')
    await see(page.getByText(WORDS.en.warnings['register-readable'])).toBeVisible()
    await screen.renewKey.click()
    await screen.passphraseNow.fill(PASSPHRASE)
    await screen.submitRenewal.click()
    const key = (await screen.newKey.innerText()).trim().split(/\s+/)
    await page.keyboard.press('Escape')
    await see(screen.newKey).toBeVisible()
    expect(await breaches(app)).toEqual([])
    await screen.confirmKey.fill(key.at(-1) ?? '')
    await screen.keptKey.click()
    await see(page.getByRole('dialog')).toHaveCount(0)
    await page.keyboard.press('Control+l')
    await screen.otherVault.click()
    await screen.forgot.click()
    await screen.keyField.fill(key.join('-').toLowerCase())
    await page.getByLabel(WORDS.en.passphrase.new, { exact: true }).fill(NEXT)
    await page.getByLabel(WORDS.en.passphrase.again, { exact: true }).fill(NEXT)
    await screen.recover.click()
    // The key that was used is void, and the new one is not passed over; the field for the old one had the same name.
    await see(screen.confirmKey).toBeVisible(LONG)
    const newer = (await screen.newKey.innerText()).trim().split(/\s+/)
    expect(newer).not.toEqual(key)
    expect(await breaches(app)).toEqual([])
    await screen.confirmKey.fill(newer.at(-1) ?? '')
    await screen.keptKey.click()
    await see(screen.recovered).toBeVisible(LONG)
    await door(app).passphraseField.fill(NEXT)
    await door(app).openButton.click()
    await see(frame(app).heading).toBeVisible()
  })

  it('had nothing to complain of', () => {
    expect(app.complaints).toEqual([])
  })
})
