import { ipcMain } from 'electron'
import type { BrowserWindow, MessagePortMain } from 'electron'
import { z } from 'zod'
import { CHANNELS } from './channels.ts'
import type { HostAnswering } from './host/answer-host-calls.ts'
import { ORIGIN } from './origin.ts'
import { isTrusted } from './security/trusted-sender.ts'

const connectionSchema = z.int().nonnegative()

interface PageNeeds {
  readonly window: BrowserWindow
  readonly connect: () => MessagePortMain
  readonly answer: HostAnswering
}

/** The only place that listens to a page: who sent it is looked at first, what was sent is parsed, and nothing else is heard. */
export const listenToPage = ({ window, connect, answer }: PageNeeds): { readonly tellEnded: () => void } => {
  ipcMain.on(CHANNELS.connect, (event, id: unknown) => {
    const connection = connectionSchema.safeParse(id)
    if (!isTrusted(event, window.webContents, ORIGIN) || !connection.success) return
    event.senderFrame?.postMessage(CHANNELS.port, connection.data, [connect()])
  })
  ipcMain.handle(CHANNELS.host, (event, method: unknown, params: unknown) =>
    answer(isTrusted(event, window.webContents, ORIGIN), method, params),
  )
  return {
    tellEnded: () => {
      if (!window.isDestroyed()) window.webContents.send(CHANNELS.ended)
    },
  }
}
