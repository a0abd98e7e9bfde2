import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IssueResult } from '../../shared/contract/results.ts'
import type { Client } from '../host/client.ts'
import { frame } from './pages/frame.ts'
import { registerScreen, scan } from './pages/register-screen.ts'
import { breaches } from './support/breaches.ts'
import { startWithPaper } from './support/issued.ts'
import { LONG, see } from './support/see.ts'
import { CHROMIUM } from './support/start-app.ts'
import type { App } from './support/start-app.ts'

describe.skipIf(CHROMIUM === null)('at the desk', () => {
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
  const codes = () => issued.copies.map(({ code }) => code)
  const count = async (counted: readonly string[]): Promise<void> => {
    await registerScreen(app).codeField.focus()
    for (const code of counted) await scan(app, code)
    await see(registerScreen(app).counted).toHaveText(`${counted.length} counted`)
  }

  it('counts what is there, and says what is missing', async () => {
    const screen = registerScreen(app)
    await screen.atDesk('muster')
    await count(codes().slice(0, 3))
    expect(await breaches(app)).toEqual([])
    await screen.recordMuster.click()
    await see(app.page.getByText('4 expected, 3 of them found, 1 missing.')).toBeVisible()
    expect(await breaches(app)).toEqual([])
    await screen.done.click()
  })

  it('hands the desk over, which takes two people and says what is missing', async () => {
    const screen = registerScreen(app)
    await screen.atDesk('hand-over')
    await screen.recordHandover.click()
    await see(app.page.getByText(screen.words['handing-over'].two)).toBeVisible()
    await screen.newCustodian.fill('Mei Huang')
    await count(codes().slice(0, 3))
    await screen.recordHandover.click()
    await see(frame(app).alert).toBeVisible()
    await screen.acceptMissing.check()
    expect(await breaches(app)).toEqual([])
    await screen.recordHandover.click()
    await see(
      app.page.getByText(/^Mei Huang took over from Ada Larsen: 3 at the desk, 1 missing/),
    ).toBeVisible()
    await screen.done.click()
  })

  it('reprints a copy as a copy of its own', async () => {
    const screen = registerScreen(app)
    const folder = join(app.folder, 'reprints')
    await screen.heading.focus()
    await scan(app, codes()[1] ?? '')
    await see(screen.heading).toContainText('Ann Lee')
    await screen.reprint.click()
    await screen.reprintFolder.fill(folder)
    await screen.doReprint.click()
    await see(app.page.getByRole('dialog')).toBeVisible()
    expect(existsSync(folder)).toBe(false)
    await screen.reprintReason.fill('coffee')
    expect(await breaches(app)).toEqual([])
    await screen.doReprint.click()
    await see(screen.reprinted).toBeVisible(LONG)
    expect(readdirSync(folder)).toHaveLength(1)
    await see(app.page.getByText('2/1 of 1').first()).toBeVisible()
  })

  it('had nothing to complain of', () => {
    expect(app.complaints).toEqual([])
  })
})
