import type { Seen } from '../support/start-app.ts'
import { filled, WORDS } from './words.ts'
import type { Tongue } from './words.ts'

/** Wordings by consent, on the Issue screen. */
export const wordingCard = ({ page }: Pick<Seen, 'page'>, tongue: Tongue = 'en') => {
  const { tasks, wording } = WORDS[tongue]
  const list = page.getByRole('list', { name: wording.list, exact: true })
  const save = page.getByRole('button', { name: wording.save, exact: true })
  return {
    toggle: page.getByRole('button', { name: wording.title }),
    find: page.getByRole('button', { name: wording.find, exact: true }),
    stop: page.getByRole('region', { name: wording.title }).getByRole('button', { name: tasks.stop }),
    list,
    /** As many as are drawn. */
    lines: list.getByRole('listitem'),
    place: (words: string) => list.getByRole('checkbox', { name: words }),
    allOnPage: (number: number) =>
      page.getByRole('checkbox', {
        name: wording['all-on-page-n'].replace('{{page}}', String(number)),
        exact: true,
      }),
    agreed: page.getByRole('checkbox', { name: filled(wording.agreed_other) }),
    notAgreed: page.getByText(filled(wording['not-agreed_other'])),
    willVary: page.getByText(filled(wording['will-vary_other'])),
    few: page.getByText(filled(wording['few-ticked_other'])),
    ticked: (ticked: number, places: number) =>
      page.getByRole('status').filter({
        hasText: wording.ticked
          .replace('{{ticked}}', ticked.toLocaleString('en-GB'))
          .replace('{{places}}', places.toLocaleString('en-GB')),
      }),
    putAway: page.getByRole('button', { name: wording['put-away'], exact: true }),
    /** The side file as it is saved. */
    saveList: async (): Promise<string> => {
      const [download] = await Promise.all([page.waitForEvent('download'), save.click()])
      return download.path()
    },
    dropList: async (name: string, text: string): Promise<void> => {
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.getByRole('button', { name: wording.drop, exact: true }).click(),
      ])
      await chooser.setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })
    },
    varied: page.getByText(new RegExp(filled(wording.varied_other).source.replace('^', ''), 'u')),
  }
}
