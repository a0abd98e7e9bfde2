import type { App } from '../support/start-app.ts'
import { filled, WORDS } from './words.ts'
import type { Tongue } from './words.ts'

/** What keeps a vault: backup and people in Audit, passphrase and recovery key in Settings, and the tray of tasks. */
export const keepingScreen = ({ page }: App, tongue: Tongue = 'en') => {
  const { audit, common, firstRun, frame, passphrase, settings, tasks } = WORDS[tongue]
  const dialog = page.getByRole('dialog')
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  return {
    backUp: button(audit['backup-go']),
    ladderFolder: page.getByLabel(audit['ladder-folder']),
    backUpToFolder: button(audit['ladder-go']),
    backedUp: page.getByText(audit['backup-made'], { exact: true }),
    addPerson: button(audit['user-add']).first(),
    personName: dialog.getByLabel(audit['user-name'], { exact: true }),
    theirPassphrase: dialog.getByLabel(audit['user-passphrase'], { exact: true }),
    theirPassphraseAgain: dialog.getByLabel(passphrase.again, { exact: true }),
    ownPassphrase: dialog.getByLabel(audit['your-passphrase'], { exact: true }),
    submitPerson: dialog.getByRole('button', { name: audit['user-add'], exact: true }),
    person: (name: string) => page.getByRole('row').filter({ hasText: name }),
    removeFrom: (name: string) =>
      page.getByRole('row').filter({ hasText: name }).getByRole('button', { name: common.remove }),
    confirmRemoval: dialog.getByRole('button', { name: common.remove, exact: true }),
    gone: page.getByText(audit['user-gone']),
    renewKey: button(settings['key-renew']).first(),
    passphraseNow: dialog.getByLabel(settings['passphrase-now'], { exact: true }),
    submitRenewal: dialog.getByRole('button', { name: settings['key-renew'], exact: true }),
    newKey: page.getByLabel(passphrase['recovery-key'], { exact: true }),
    confirmKey: page.getByLabel(passphrase['recovery-confirm'], { exact: true }),
    keptKey: button(passphrase['recovery-done']),
    otherVault: button(frame['other-vault']),
    forgot: button(firstRun.forgot),
    keyField: page.getByLabel(firstRun.key, { exact: true }),
    recover: button(firstRun['to-recover']),
    recovered: page.getByText(firstRun.recovered, { exact: true }),
    /** While something runs. */
    tray: page.getByTitle(filled(tasks.running_one)),
    stopTask: dialog.getByRole('button', { name: tasks.stop, exact: true }),
    cancelledTask: dialog.getByText(tasks.cancelled, { exact: true }),
  }
}
