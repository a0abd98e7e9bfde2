/**
 * Keys of the app with Ctrl, or Cmd on a Mac. The page listens for them; the desktop's menus show them and press them when
 * an entry is chosen, so that there is one way in and the menus need no channel of their own.
 */
export const SHORTCUTS = {
  issue: '1',
  register: '2',
  trace: '3',
  retold: '4',
  audit: '5',
  settings: ',',
  find: 'k',
  lock: 'l',
} as const

export type Shortcut = keyof typeof SHORTCUTS
