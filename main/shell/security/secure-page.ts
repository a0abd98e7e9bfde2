import type { App, Session, WebContents } from 'electron'
import { allowOwnDownloads } from './downloads.ts'
import { trustNoServer } from './no-certificates.ts'
import { denyBluetooth, denyDevices } from './no-devices.ts'
import { denyNavigation } from './no-navigation.ts'
import { denyNetwork, denyWebRtc, ownAddresses } from './no-network.ts'
import { denyNewWindows } from './no-new-windows.ts'
import { denyPermissions } from './no-permissions.ts'
import { denyScreenSharing } from './no-screen-sharing.ts'
import { denyWebview } from './no-webview.ts'

/** Whatever page there will ever be, printing's hidden one included. */
export const secureEveryPage = (app: Pick<App, 'on'>): void => {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    denyNavigation(contents)
    denyNewWindows(contents)
    denyWebview(contents)
    denyBluetooth(contents)
    denyWebRtc(contents)
  })
}

/** Before anything is loaded in it. */
export const secureSession = async (session: Session, origin: string): Promise<void> => {
  denyPermissions(session)
  denyDevices(session)
  denyScreenSharing(session)
  trustNoServer(session)
  allowOwnDownloads(session, origin)
  await denyNetwork(session, ownAddresses(origin))
}
