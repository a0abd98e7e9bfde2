import { BrowserWindow, screen } from 'electron'
import type { Rectangle as ScreenRectangle, WebPreferences } from 'electron'
import { fitOnScreens, keepWindowState, readWindowState, SMALLEST } from './window-state.ts'
import type { Rectangle } from './window-state.ts'

export interface WindowNeeds {
  readonly stateFile: string
  readonly icon: string
  readonly dark: boolean
  readonly webPreferences: WebPreferences
  readonly mayClose: () => boolean
}

const workAreas = (): [Rectangle, ...Rectangle[]] => {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  const areaOf = ({ workArea }: { workArea: ScreenRectangle }): Rectangle => workArea
  return [areaOf(primary), ...others.map(areaOf)]
}

/** The app's one window, where it was last. It is shown when its page has been drawn. */
export const openWindow = ({
  stateFile,
  icon,
  dark,
  webPreferences,
  mayClose,
}: WindowNeeds): BrowserWindow => {
  const saved = readWindowState(stateFile)
  const window = new BrowserWindow({
    ...fitOnScreens(saved?.bounds ?? null, workAreas()),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Siglum',
    icon,
    backgroundColor: dark ? '#1a1b1e' : '#ffffff',
    webPreferences,
  })
  if (saved?.maximized === true) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', (event) => {
    if (!mayClose()) {
      event.preventDefault()
      return
    }
    keepWindowState(stateFile, { bounds: window.getNormalBounds(), maximized: window.isMaximized() })
  })
  return window
}
