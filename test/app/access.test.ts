import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { door, makeVault } from './pages/door.ts'
import { frame, SCREENS } from './pages/frame.ts'
import { issueScreen } from './pages/issue-screen.ts'
import { wordingCard } from './pages/wording-card.ts'
import { WORDS } from './pages/words.ts'
import { CHROMIUM, startApp } from './support/start-app.ts'
import type { App } from './support/start-app.ts'
import { LONG } from './support/see.ts'

const SETTINGS = [
  { language: 'en', theme: 'light' },
  { language: 'en', theme: 'dark' },
  { language: 'zh', theme: 'light' },
  { language: 'zh', theme: 'dark' },
] as const

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds wrong, in a form that says where. */
const breaches = async ({ page }: App): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page }).withTags(STANDARD).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  )
}

describe.skipIf(CHROMIUM === null).each(SETTINGS)(
  'WCAG 2.2 AA in $language, $theme',
  ({ language, theme }) => {
    let app: App
    beforeAll(async () => {
      app = await startApp({ language, theme })
    })
    afterAll(async () => app.end())

    it('holds at the door', async () => {
      expect(await app.page.locator('html').getAttribute('lang')).toBe(language === 'zh' ? 'zh-CN' : 'en')
      expect(await breaches(app)).toEqual([])
    })

    it('holds on the Issue screen with a paper, a list and a preview', async () => {
      await makeVault(app, language)
      await door(app, language).sampleButton.click()
      await issueScreen(app, language).slider.waitFor(LONG)
      expect(await breaches(app)).toEqual([])
    })

    it('holds with the wordings that the sample’s author could allow', async () => {
      const card = wordingCard(app, language)
      await card.toggle.click()
      await card.find.click()
      await card.list.waitFor(LONG)
      await card.allOnPage(1).click()
      // Looked at from the top: what the steps lie over while one scrolls can be scrolled from under them.
      await app.page.locator('main').evaluate((main) => main.scrollTo(0, 0))
      expect(await breaches(app)).toEqual([])
    })

    it('holds on every other screen', async () => {
      for (const screen of SCREENS.filter((name) => name !== 'issue')) {
        await frame(app, language).go(screen)
        await app.page.waitForLoadState('networkidle')
        expect([screen, await breaches(app)]).toEqual([screen, []])
      }
    })

    it('holds on every panel of the audit, in the palette and in the list of keys', async () => {
      const { audit } = WORDS[language]
      const { page } = app
      const at = frame(app, language)
      await at.go('audit')
      for (const name of ['verify', 'checkpoint', 'backup', 'users'] as const) {
        await at.tab(audit[`tab-${name}`]).click()
        expect([name, await breaches(app)]).toEqual([name, []])
      }
      for (const keys of ['Control+k', '?']) {
        await page.keyboard.press(keys)
        await page.getByRole('dialog').waitFor()
        expect([keys, await breaches(app)]).toEqual([keys, []])
        await page.keyboard.press('Escape')
        await page.getByRole('dialog').waitFor({ state: 'hidden' })
      }
    })
  },
)
