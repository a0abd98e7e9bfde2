import { app, dialog } from 'electron'
import type { BrowserWindow } from 'electron'
import type { Words } from './words.ts'

interface CrashNeeds {
  readonly window: BrowserWindow
  readonly words: Words
  readonly gaveUp: boolean
  readonly restart: () => void
}

/** Says what happened and what became of the work; where starting again was of no use, a person decides. */
export const tellOfCrash = async ({ window, words, gaveUp, restart }: CrashNeeds): Promise<void> => {
  if (window.isDestroyed()) return
  if (!gaveUp) {
    const { message, detail, ok } = words.crashed
    await dialog.showMessageBox(window, { type: 'warning', message, detail, buttons: [ok] })
    return
  }
  const { message, detail, again, quit } = words.gaveUp
  const AGAIN = 0
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message,
    detail,
    buttons: [again, quit],
    defaultId: AGAIN,
    cancelId: AGAIN,
    noLink: true,
  })
  if (response === AGAIN) restart()
  else app.quit()
}
