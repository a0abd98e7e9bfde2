import { SCREENS } from '../../../renderer/frame/navigation.ts'
import type { Screen } from '../../../renderer/frame/navigation.ts'
import type { App } from '../support/start-app.ts'
import { WORDS } from './words.ts'
import type { Tongue } from './words.ts'

export { SCREENS }

/** The rail and what is reached from anywhere. */
export const frame = ({ page }: App, tongue: Tongue = 'en') => {
  const { nav } = WORDS[tongue]
  return {
    go: async (screen: Screen) => {
      await page.getByRole('navigation', { name: nav.label }).getByTitle(nav[screen], { exact: true }).click()
      await page.locator('#screen-title').waitFor()
    },
    heading: page.locator('#screen-title'),
    tab: (name: string) => page.getByRole('tab', { name, exact: true }),
    alert: page.getByRole('alert'),
  }
}
