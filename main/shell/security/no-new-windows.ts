import type { WebContents } from 'electron'

export const denyNewWindows = (contents: Pick<WebContents, 'setWindowOpenHandler'>): void =>
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
