import type { Session } from 'electron'

/** The page may hand over what it holds itself, as a file to be saved where a person says; it downloads nothing. */
export const allowOwnDownloads = (session: Pick<Session, 'on'>, origin: string): void => {
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(`blob:${origin}/`)) {
      event.preventDefault()
      return
    }
    item.setSaveDialogOptions({ defaultPath: item.getFilename() })
  })
}
