import { create } from 'zustand'
import { call } from './client.ts'
import { host } from './client/host.ts'
import type { AppSettings, AppState, OpenVault } from '../shared/contract/app/desk-calls.ts'

/** What the engine's process says of itself and of the vault that is open. */
export const useApp = create<{
  readonly app: AppState | null
  /** It was open in this window, and is shown as locked, not as closed. */
  readonly locked: boolean
  /** Counts the times that a vault was closed: with it, the engine lets go of files that were handed over. */
  readonly closings: number
}>(() => ({ app: null, locked: false, closings: 0 }))

export const setApp = (app: AppState): void => {
  useApp.setState((before) =>
    app.vault ? { app, locked: false } : { app, closings: before.closings + (before.app?.vault ? 1 : 0) },
  )
  void host('host.protect', { hidden: app.vault?.settings.hideFromCapture ?? false })
}

export const refreshApp = async (): Promise<void> => setApp(await call('app.state', {}))

/** For what is shown only while a vault is open. */
export const useVault = (): OpenVault => {
  const vault = useApp((state) => state.app?.vault)
  if (!vault) throw new Error('No vault is open.')
  return vault
}

export const changeSettings = async (change: Partial<Omit<AppSettings, 'recentVaults'>>): Promise<void> => {
  const settings = await call('app.settings', change)
  useApp.setState(({ app }) => ({ app: app && { ...app, settings } }))
}

export const changeVaultSettings = async (change: Partial<OpenVault['settings']>): Promise<void> => {
  const settings = await call('vault.settings', change)
  useApp.setState(({ app }) => ({ app: app && { ...app, vault: app.vault && { ...app.vault, settings } } }))
  void host('host.protect', { hidden: settings.hideFromCapture })
}
