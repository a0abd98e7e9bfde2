import type { WebContents } from 'electron'

export const denyWebview = (contents: Pick<WebContents, 'on'>): void => {
  contents.on('will-attach-webview', (event) => event.preventDefault())
}
