import { join } from 'node:path'
import type { Seen } from '../support/start-app.ts'
import { WORDS } from './words.ts'
import type { Tongue } from './words.ts'

export const PASSPHRASE = 'walnut harbour quiet mango'

/** The screens before a vault is open. */
export const door = ({ page, folder }: Seen, tongue: Tongue = 'en') => {
  const { firstRun, frame, passphrase } = WORDS[tongue]
  const vault = join(folder, 'vault')
  return {
    vault,
    fillNewVault: async (secret = PASSPHRASE, again = secret) => {
      await page.getByLabel(firstRun['your-name']).fill(tongue === 'zh' ? '陈立群' : 'Ada Larsen')
      await page.getByLabel(firstRun['new-folder']).fill(vault)
      await page.getByLabel(passphrase.new, { exact: true }).fill(secret)
      await page.getByLabel(passphrase.again, { exact: true }).fill(again)
    },
    createButton: page.getByRole('button', { name: firstRun['to-create'] }),
    recoveryKey: page.getByLabel(passphrase['recovery-key'], { exact: true }),
    confirmField: page.getByLabel(passphrase['recovery-confirm'], { exact: true }),
    keptButton: page.getByRole('button', { name: passphrase['recovery-done'] }),
    sampleButton: page.getByRole('button', { name: firstRun['try-sample'] }),
    ownPaperButton: page.getByRole('button', { name: firstRun['go-issue'] }),
    passphraseField: page.getByLabel(frame.passphrase, { exact: true }),
    openButton: page.getByRole('button', { name: firstRun['to-open'], exact: true }),
    unlockButton: page.getByRole('button', { name: frame.unlock, exact: true }),
  }
}

/** All the way through the first run, up to the offer of a sample. */
export const makeVault = async (app: Seen, tongue: Tongue = 'en'): Promise<void> => {
  const at = door(app, tongue)
  await at.fillNewVault()
  await at.createButton.click()
  const groups = (await at.recoveryKey.innerText()).trim().split(/\s+/)
  await at.confirmField.fill(groups.at(-1) ?? '')
  await at.keptButton.click()
}
