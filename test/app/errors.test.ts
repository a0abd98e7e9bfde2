import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Locator } from 'playwright'
import { see } from './support/see.ts'
import { door, makeVault } from './pages/door.ts'
import { frame } from './pages/frame.ts'
import { issueScreen } from './pages/issue-screen.ts'
import { WORDS } from './pages/words.ts'
import { breaches } from './support/breaches.ts'
import { twoPagePaper } from '../journey/two-page-paper.ts'
import { encryptedPaper, sheetOf } from './support/files.ts'
import { CHROMIUM, startApp } from './support/start-app.ts'
import type { App } from './support/start-app.ts'

const { errors, issue, passphrase } = WORDS.en

describe.skipIf(CHROMIUM === null)('errors say what happened and what to do', () => {
  let app: App
  beforeAll(async () => {
    app = await startApp()
  })
  afterAll(async () => app.end())

  it('lets no weak passphrase by, nor two that differ', async () => {
    const at = door(app)
    await at.fillNewVault('password1')
    await see(app.page.getByText(passphrase['is-weak'])).toBeVisible()
    await see(at.createButton).toBeDisabled()
    await at.fillNewVault('walnut harbour quiet mango', 'walnut harbour quiet melon')
    await see(app.page.getByText(passphrase.differs)).toBeVisible()
    await see(at.createButton).toBeDisabled()
  })

  it('goes on from the recovery key only when its last group was typed', async () => {
    const at = door(app)
    await at.fillNewVault()
    await at.createButton.click()
    await at.confirmField.fill('AAAAA')
    await see(at.keptButton).toBeDisabled()
    const groups = (await at.recoveryKey.innerText()).trim().split(/\s+/)
    await at.confirmField.fill((groups.at(-1) ?? '').toLowerCase())
    await at.keptButton.click()
    await at.ownPaperButton.click()
    await see(frame(app).heading).toHaveText(issue.title)
  })

  it('says of a broken PDF what it is and what to do', async () => {
    await issueScreen(app).dropPaper('broken.pdf', Buffer.from('%PDF-1.7\nnothing that follows is a paper'))
    await see(frame(app).alert).toContainText(errors['document-broken'].title)
    await see(frame(app).alert).toContainText(errors['document-broken'].do)
  })

  it('keeps to the paper that was given last, though one before it takes longer to come', async () => {
    const { page } = app
    const screen = issueScreen(app)
    const paper = Buffer.from(await twoPagePaper(1))
    // Far longer to hand over.
    await screen.dropPaper('first.pdf', Buffer.concat([paper, Buffer.alloc(15_000_000, ' ')]))
    await screen.dropPaper('second.pdf', paper)
    await see(page.getByText('second.pdf')).toBeVisible()
    await page.waitForTimeout(4000)
    await see(page.getByText('second.pdf')).toBeVisible()
    await see(page.getByText('first.pdf')).toHaveCount(0)
    await page.keyboard.press('Control+j')
    await page.getByRole('button', { name: issue['again-yes'], exact: true }).click()
    await see(page.getByText('second.pdf')).toHaveCount(0)
  })

  it('asks for the password of an encrypted PDF, says when it is wrong, and opens it with the right one', async () => {
    const screen = issueScreen(app)
    await screen.dropPaper('locked.pdf', await encryptedPaper('open sesame'))
    await screen.passwordField.fill('not this')
    await screen.tryPassword.click()
    await see(app.page.getByText(issue['password-wrong'])).toBeVisible()
    expect(await breaches(app)).toEqual([])
    await screen.passwordField.fill('open sesame')
    await screen.tryPassword.click()
    await see(screen.thumbnails).toHaveCount(1)
    await see(app.page.getByText(WORDS.en.warnings['was-encrypted'])).toBeVisible()
  })

  it('says of an empty list that it cannot be used', async () => {
    await issueScreen(app).dropList('name,unit,id,email\n')
    await see(frame(app).alert.last()).toContainText(errors['recipients-invalid'].title)
  })

  it('marks who is on a list twice, and takes them out on request, which can be undone', async () => {
    const screen = issueScreen(app)
    await screen.dropList('name,unit\nAnn Lee,Board\nBob Ray,Board\nAnn Lee,Board\n')
    await see(screen.people.getByText(issue['problem-same-person'])).toBeVisible()
    await see(screen.runButton).toBeDisabled()
    await app.page.getByRole('button', { name: issue['duplicates-drop'] }).click()
    await see(screen.people.getByRole('row')).toHaveCount(3)
    await screen.undo.last().click()
    await see(screen.people.getByRole('row')).toHaveCount(4)
  })

  it('keeps a list in the vault, fills the table from it, and removes it when that is meant', async () => {
    const screen = issueScreen(app)
    await app.page.getByRole('button', { name: issue['duplicates-drop'] }).click()
    await see(screen.people.getByRole('row')).toHaveCount(3)
    await screen.lists.click()
    await screen.listEntry(issue['save-list']).click()
    await screen.listName.fill('Standing committee')
    await screen.saveList.click()
    await see(app.page.getByRole('dialog')).toHaveCount(0)
    const before = await screen.people.getByRole('row').count()
    await screen.lists.click()
    await screen.listEntry('Standing committee').click()
    await see(screen.people.getByRole('row')).toHaveCount(2 * before - 1)
    await screen.lists.click()
    await screen.removeList('Standing committee').click()
    await screen.confirmRemoval.click()
    await see(app.page.getByRole('dialog')).toHaveCount(0)
    await screen.lists.click()
    await see(app.page.getByText(issue['lists-none'])).toBeVisible()
    await app.page.keyboard.press('Escape')
  })

  it('reads people off a spreadsheet', async () => {
    const screen = issueScreen(app)
    const before = await screen.people.getByRole('row').count()
    await screen.dropSheet(
      'people.xlsx',
      await sheetOf([
        ['姓名', '单位'],
        ['孙七', '档案馆'],
      ]),
    )
    await see(screen.people.getByRole('row')).toHaveCount(before + 1)
    await see(screen.cell('name', before)).toHaveValue('孙七')
  })

  it('keeps the draft while one looks elsewhere', async () => {
    const at = frame(app)
    await at.go('settings')
    await at.go('issue')
    await see(issueScreen(app).cell('name', 2)).toHaveValue('Bob Ray')
  })

  it('had nothing else to complain of', () => {
    expect(app.complaints).toEqual([])
  })
})

describe.skipIf(CHROMIUM === null)('in Chinese', () => {
  let app: App
  beforeAll(async () => {
    app = await startApp({ language: 'zh' })
  })
  afterAll(async () => app.end())

  /** Whole, with what is folded away. */
  const toldBy = async (place: Locator): Promise<string> => (await place.textContent()) ?? ''
  const SENTENCE = /[A-Za-z]+(?:[ ,]+[A-Za-z]+){2,}/

  it('errors are told in Chinese, with what the engine says of them', async () => {
    await makeVault(app, 'zh')
    await door(app, 'zh').ownPaperButton.click()
    await issueScreen(app, 'zh').dropPaper(
      'broken.pdf',
      Buffer.from('%PDF-1.7\nnothing that follows is a paper'),
    )
    const { alert } = frame(app, 'zh')
    await see(alert).toContainText('请打印成新的 PDF 后重试')
    expect(await toldBy(alert)).not.toMatch(SENTENCE)
  })

  it('a list that cannot be used is told in Chinese', async () => {
    await issueScreen(app, 'zh').dropSheet('people.xlsx', Buffer.from('PK\u0003\u0004 that is no sheet'))
    const alert = frame(app, 'zh').alert.last()
    await see(alert).toContainText('表格已损坏')
    expect(await toldBy(alert)).not.toMatch(SENTENCE)
  })

  it('so is a checkpoint that is none', async () => {
    const { audit } = WORDS.zh
    await frame(app, 'zh').go('audit')
    await frame(app, 'zh').tab(audit['tab-verify']).click()
    await app.page.getByLabel(audit['verify-text']).fill('not a checkpoint at all')
    await app.page.getByRole('button', { name: audit['verify-against'] }).click()
    const alert = frame(app, 'zh').alert.last()
    await see(alert).toContainText('检查点无法使用')
    expect(await toldBy(alert)).not.toMatch(SENTENCE)
    expect(await breaches(app)).toEqual([])
  })
})

describe.skipIf(CHROMIUM === null)('when the engine stops', () => {
  it('says so, and that nothing is lost', async () => {
    const app = await startApp()
    try {
      await makeVault(app)
      await app.loseEngine()
      await see(app.page.getByText(WORDS.en.frame['lost-title'])).toBeVisible()
    } finally {
      await app.end()
    }
  })
})
