import { Menu } from 'electron'
import type { BrowserWindow } from 'electron'
import type { Words } from '../words.ts'
import { menuTemplate } from './menu-template.ts'

export const showMenu = (window: BrowserWindow, words: Words): void => {
  const mac = process.platform === 'darwin'
  const press = (key: string) => {
    const stroke = { keyCode: key, modifiers: [mac ? 'meta' : 'control'] } as const
    window.webContents.sendInputEvent({ ...stroke, modifiers: [...stroke.modifiers], type: 'keyDown' })
    window.webContents.sendInputEvent({ ...stroke, modifiers: [...stroke.modifiers], type: 'keyUp' })
  }
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ words, mac, press })))
}
