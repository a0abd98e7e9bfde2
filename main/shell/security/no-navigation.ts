import type { WebContents } from 'electron'
import { PDF_VIEWER, PRINT_ORIGIN } from '../origin.ts'

export type NavigationGuarded = Pick<WebContents, 'on' | 'getURL'>

interface Going {
  readonly url: string
  readonly preventDefault: () => void
}

/** On the page that prints, the viewer of PDFs puts its own parts into frames. */
const isViewerOfPrint = (page: string, to: string): boolean =>
  page.startsWith(`${PRINT_ORIGIN}/`) &&
  [...PDF_VIEWER, `${PRINT_ORIGIN}/`].some((beginning) => to.startsWith(beginning))

/** The page that was loaded is the only one: neither it nor a frame of it goes anywhere else, nor is sent there. */
export const denyNavigation = (contents: NavigationGuarded): void => {
  const deny = (event: Going) => {
    if (!isViewerOfPrint(contents.getURL(), event.url)) event.preventDefault()
  }
  contents.on('will-navigate', deny)
  contents.on('will-frame-navigate', deny)
  contents.on('will-redirect', deny)
}
