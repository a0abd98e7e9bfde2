import type { Seen } from '../support/start-app.ts'
import { filled, WORDS } from './words.ts'
import type { Tongue } from './words.ts'

/** The Issue screen, before and after the copies are there. */
export const issueScreen = ({ page }: Pick<Seen, 'page'>, tongue: Tongue = 'en') => {
  const { issue, common } = WORDS[tongue]
  const drop = async (label: string, file: { name: string; mimeType: string; buffer: Buffer }) => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: label }).click(),
    ])
    await chooser.setFiles(file)
  }
  return {
    dropPaper: (name: string, buffer: Buffer) =>
      drop(issue.drop, { name, mimeType: 'application/pdf', buffer }),
    dropList: (text: string) =>
      drop(issue['drop-list'], { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }),
    dropSheet: (name: string, buffer: Buffer) =>
      drop(issue['drop-list'], {
        name,
        mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        buffer,
      }),
    passwordField: page.getByLabel(filled(issue.password)),
    tryPassword: page.getByRole('button', { name: issue['password-try'], exact: true }),
    lists: page.getByRole('button', { name: issue.lists, exact: true }),
    listEntry: (name: string) => page.getByRole('menuitem', { name: new RegExp(name, 'u') }),
    listName: page.getByLabel(issue['list-name'], { exact: true }),
    saveList: page.getByRole('dialog').getByRole('button', { name: common.save, exact: true }),
    removeList: (name: string) =>
      page.getByRole('button', { name: issue['remove-list'].replace('{{name}}', name), exact: true }),
    confirmRemoval: page.getByRole('dialog').getByRole('button', { name: common.remove, exact: true }),
    thumbnails: page.getByRole('group', { name: issue['pages-label'] }).getByRole('button'),
    people: page.getByRole('table', { name: issue['step-people'] }),
    cell: (column: 'name' | 'unit' | 'id' | 'email', row: number) =>
      page.getByLabel(
        issue.cell.replace('{{column}}', issue[`column-${column}`]).replace('{{row}}', String(row)),
        { exact: true },
      ),
    slider: page.getByRole('slider', { name: issue.compare }),
    unseenSwitch: page.getByRole('switch', { name: issue['show-unseen'] }),
    runButton: page.getByRole('button', { name: filled(issue.run_other) }),
    done: page.getByText(issue['done-title'], { exact: true }),
    copyRows: page.getByRole('table', { name: issue.copies }).getByRole('row'),
    saveFirst: page.getByRole('button', { name: filled(issue['save-copy']) }).first(),
    zipButton: page.getByRole('button', { name: issue['zip-go'] }),
    receiptButton: page.getByRole('button', { name: issue['receipt-go'] }),
    handOutButton: page.getByRole('button', { name: filled(issue['hand-out-go_other']) }),
    handOutYes: page.getByRole('button', { name: issue['hand-out-yes'], exact: true }),
    handedOut: page.getByRole('button', { name: issue['handed-out'], exact: true }),
    undo: page.getByRole('button', { name: common.undo }),
    words: issue,
  }
}
