import type { App } from '../support/start-app.ts'
import { filled, WORDS } from './words.ts'
import type { Tongue } from './words.ts'

/** The Retold screen, before and after a search. */
export const retoldScreen = ({ page }: App, tongue: Tongue = 'en') => {
  const { retold } = WORDS[tongue]
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  return {
    words: retold,
    post: page.getByLabel(retold.post.label, { exact: true }),
    day: page.getByLabel(retold.post.day),
    go: button(retold.post.go),
    giveFile: async (file: { name: string; mimeType: string; buffer: Buffer }) => {
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        button(retold.post['drop-label']).click(),
      ])
      await chooser.setFiles(file)
    },
    heading: page.locator('#screen-title'),
    notice: page.getByText(retold['notice-title'], { exact: true }),
    papers: page.getByRole('listitem').filter({ has: page.locator('button[aria-current]') }),
    side: (name: 'post' | 'paper') =>
      page.getByRole('region', { name: filled(retold.beside[name]), exact: true }),
    facts: page.getByRole('table').first().getByRole('row'),
    nobody: page.getByText(retold.holders.none),
    stillHad: page.getByText(retold.holders.still, { exact: true }),
    noSuspects: page.getByText(retold.holders['no-suspects']),
    nothing: page.getByRole('heading', { name: retold.nothing.title, exact: true }),
    later: page.getByRole('heading', { name: retold.later.title, exact: true }),
    again: button(retold.again),
    another: button(retold.another),
    openCopy: page.getByRole('button', { name: filled(retold.holders['open-copy']) }).first(),
  }
}
