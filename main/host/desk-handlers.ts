import { readFileSync, existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { AppState } from '../../shared/contract/app/desk-calls.ts'
import { initVault, recoverVault } from '../engine.ts'
import type { AppSettingsFile } from './app-settings.ts'
import type { FileStore } from './file-store.ts'
import type { Session } from './session.ts'
import type { HandlersOf } from './task.ts'

export interface Deps {
  readonly session: Session
  readonly files: FileStore
  readonly settings: AppSettingsFile
  /** Stops what is under way in the vault and waits until it has ended. */
  readonly quiesce: () => Promise<void>
  /** log2 of scrypt's cost for new vaults; lower ones are for tests. */
  readonly scryptLogN?: number | undefined
}

const MANIFEST = new URL('../../package.json', import.meta.url)
const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(MANIFEST, 'utf8')))

const freeFolder = (base: string): string => {
  for (let n = 1; ; n++) {
    const folder = n === 1 ? base : `${base} ${n}`
    if (!existsSync(folder)) return folder
  }
}

export const stateOf = ({ session, settings }: Pick<Deps, 'session' | 'settings'>): AppState => ({
  version,
  vault: session.shown(),
  settings: settings.read(),
  proposedVault: freeFolder(join(homedir(), 'Siglum')),
})

export const deskHandlers = (deps: Deps): HandlersOf<'app' | 'vault'> => {
  const { session, settings } = deps
  const open = async (path: string, passphrase: string, name?: string): Promise<AppState> => {
    await deps.quiesce()
    await session.open(path, { passphrase, ...(name === undefined ? {} : { name }) })
    settings.remember(session.engine().dir)
    return stateOf(deps)
  }
  return {
    'app.state': () => stateOf(deps),
    'app.settings': (changes) => {
      const given = Object.entries(changes).filter(([, value]) => value !== undefined)
      const now = settings.change(Object.fromEntries(given))
      if (session.shown() !== null) session.engine().touch() // counts from now, by the new time
      return now
    },
    'app.forget-vault': ({ path }) => settings.forget(path),
    'vault.create': async ({ path, passphrase, by }) => {
      const { scryptLogN } = deps
      const made = await initVault({
        dir: path,
        passphrase,
        by,
        ...(scryptLogN === undefined ? {} : { scryptLogN }),
      })
      return { ...made, state: await open(made.vault.path, passphrase) }
    },
    'vault.open': ({ path, passphrase, name }) => open(path, passphrase, name),
    'vault.recover': async ({ path, recoveryKey, newPassphrase, name }) => {
      await deps.quiesce()
      session.lock()
      return recoverVault({ dir: path, recoveryKey, newPassphrase, ...(name === undefined ? {} : { name }) })
    },
    'vault.lock': async () => {
      await deps.quiesce()
      session.lock()
      return stateOf(deps)
    },
    'vault.settings': (changes) => session.engine().changeSettings(changes),
    'vault.touch': () => {
      session.engine().touch()
      return {}
    },
    'vault.recovery-sheet': async ({ recoveryKey, language }) => {
      const { recoverySheet } = await import('../engine/app/recovery-sheet.ts')
      const { name, bytes } = await recoverySheet(recoveryKey, language)
      return deps.files.keep(name, bytes)
    },
  }
}
