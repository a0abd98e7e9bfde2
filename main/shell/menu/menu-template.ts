import type { MenuItemConstructorOptions } from 'electron'
import { SHORTCUTS } from '../../../shared/contract/app/shortcuts.ts'
import type { Shortcut } from '../../../shared/contract/app/shortcuts.ts'
import type { Words } from '../words.ts'

export interface MenuNeeds {
  readonly words: Words
  readonly mac: boolean
  /** Presses the page's own shortcut. */
  readonly press: (key: string) => void
}

const SCREENS = ['issue', 'register', 'trace', 'retold', 'audit'] as const

/** The page answers the keys; the menu shows them and presses them when an entry is chosen. */
const pageEntry = (name: Shortcut, { words, press }: MenuNeeds): MenuItemConstructorOptions => ({
  id: name,
  label: words.menu[name],
  accelerator: `CmdOrCtrl+${SHORTCUTS[name].toUpperCase()}`,
  registerAccelerator: false,
  click: () => press(SHORTCUTS[name]),
})

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' }

const appMenu = (needs: MenuNeeds): MenuItemConstructorOptions => ({
  label: 'Siglum',
  submenu: [
    { role: 'about', label: needs.words.menu.about },
    SEPARATOR,
    pageEntry('settings', needs),
    SEPARATOR,
    { role: 'hide', label: needs.words.menu.hide },
    { role: 'hideOthers', label: needs.words.menu.hideOthers },
    { role: 'unhide', label: needs.words.menu.showAll },
    SEPARATOR,
    { role: 'quit', label: needs.words.menu.quit },
  ],
})

const fileMenu = (needs: MenuNeeds): MenuItemConstructorOptions => ({
  label: needs.words.menu.file,
  submenu: [
    pageEntry('lock', needs),
    SEPARATOR,
    ...(needs.mac
      ? [{ role: 'close', label: needs.words.menu.close } as const]
      : [pageEntry('settings', needs), SEPARATOR, { role: 'quit', label: needs.words.menu.exit } as const]),
  ],
})

const editMenu = (needs: MenuNeeds): MenuItemConstructorOptions => {
  const { menu } = needs.words
  return {
    label: menu.edit,
    submenu: [
      { role: 'undo', label: menu.undo },
      { role: 'redo', label: menu.redo },
      SEPARATOR,
      { role: 'cut', label: menu.cut },
      { role: 'copy', label: menu.copy },
      { role: 'paste', label: menu.paste },
      { role: 'selectAll', label: menu.selectAll },
      SEPARATOR,
      pageEntry('find', needs),
    ],
  }
}

const viewMenu = ({ words: { menu } }: MenuNeeds): MenuItemConstructorOptions => ({
  label: menu.view,
  submenu: [
    { role: 'resetZoom', label: menu.actualSize },
    { role: 'zoomIn', label: menu.zoomIn },
    { role: 'zoomOut', label: menu.zoomOut },
    SEPARATOR,
    { role: 'togglefullscreen', label: menu.fullScreen },
  ],
})

const windowMenu = ({ words: { menu }, mac }: MenuNeeds): MenuItemConstructorOptions => ({
  label: menu.window,
  role: 'windowMenu',
  submenu: [
    { role: 'minimize', label: menu.minimize },
    mac ? { role: 'front', label: menu.bringAllToFront } : { role: 'close', label: menu.close },
  ],
})

const helpMenu = ({ words: { menu } }: MenuNeeds): MenuItemConstructorOptions => ({
  label: menu.help,
  role: 'help',
  submenu: [{ role: 'about', label: menu.about }],
})

/** No reload and no developer tools: neither is for a clerk, and both lose work. */
export const menuTemplate = (needs: MenuNeeds): MenuItemConstructorOptions[] => [
  ...(needs.mac ? [appMenu(needs)] : []),
  fileMenu(needs),
  editMenu(needs),
  {
    label: needs.words.menu.go,
    submenu: SCREENS.map((name) => pageEntry(name, needs)),
  },
  viewMenu(needs),
  windowMenu(needs),
  ...(needs.mac ? [] : [helpMenu(needs)]),
]
