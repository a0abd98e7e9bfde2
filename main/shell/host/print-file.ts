import type { BrowserWindow, BrowserWindowConstructorOptions, Session } from 'electron'
import { Failure } from '../../../shared/contract/failure.ts'
import { PDF_VIEWER, PRINT_ORIGIN, SCHEME } from '../origin.ts'
import { denyPermissions } from '../security/no-permissions.ts'
import { denyNetwork, ownAddresses } from '../security/no-network.ts'
import { webPreferences } from '../security/web-preferences.ts'

const ADDRESS = `${PRINT_ORIGIN}/paper.pdf`
/** The viewer paints once more after it has loaded; printed before that, pages come out empty. */
const SETTLE_MS = 500

export interface PrintNeeds {
  readonly makeWindow: (options: BrowserWindowConstructorOptions) => BrowserWindow
  /** A session in memory that nothing else uses. */
  readonly makeSession: () => Session
  readonly settleMs?: number
}

const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')

/**
 * Prints through the system's dialog; false where the person thought better of it. The window is never shown, can reach
 * this one paper only, and is gone when the dialog is.
 */
export const printFile = async (
  bytes: Uint8Array,
  { makeWindow, makeSession, settleMs = SETTLE_MS }: PrintNeeds,
): Promise<boolean> => {
  if (!isPdf(bytes)) throw new Failure('document-broken', 'Only a PDF can be printed, and this is none.')
  const session = makeSession()
  denyPermissions(session)
  await denyNetwork(session, [...ownAddresses(PRINT_ORIGIN), ...PDF_VIEWER])
  const body = new Uint8Array(bytes)
  session.protocol.handle(SCHEME, ({ url }) =>
    url === ADDRESS
      ? new Response(body, { headers: { 'Content-Type': 'application/pdf', 'Cache-Control': 'no-store' } })
      : new Response(null, { status: 404 }),
  )
  const window = makeWindow({
    show: false,
    webPreferences: webPreferences({ session, devTools: false, plugins: true }),
  })
  try {
    await window.loadURL(ADDRESS)
    await new Promise((resolve) => setTimeout(resolve, settleMs))
    return await new Promise<boolean>((resolve, reject) => {
      window.webContents.print({ silent: false, printBackground: true }, (success, reason) => {
        if (success) resolve(true)
        else if (/cancel/i.test(reason)) resolve(false)
        else
          reject(
            new Failure('internal', `The system did not print: ${reason}. Is a printer set up?`, {
              details: [reason],
            }),
          )
      })
    })
  } finally {
    window.destroy()
    session.protocol.unhandle(SCHEME)
  }
}
