import type { Session, WebPreferences } from 'electron'

export interface PageNeeds {
  readonly session: Session
  readonly preload?: string
  /** Only where a developer runs the shell unpackaged. */
  readonly devTools: boolean
  /** The viewer of PDFs, for printing alone. */
  readonly plugins?: boolean
}

/** What every page of ours runs with. Each switch is written out, defaults too, so that no other default is ever met. */
export const webPreferences = ({
  session,
  preload,
  devTools,
  plugins = false,
}: PageNeeds): WebPreferences => ({
  session,
  ...(preload === undefined ? {} : { preload }),
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  enableWebSQL: false,
  webgl: false,
  safeDialogs: true,
  autoplayPolicy: 'document-user-activation-required',
  devTools,
  plugins,
})
