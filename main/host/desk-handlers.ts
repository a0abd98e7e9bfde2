import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { AppState } from '../../shared/contract/app/desk-calls.ts'
import { initVault, recoverVault } from '../engine.ts'
import type { Deps } from './deps.ts'
import { given } from './given.ts'
import type { HandlersOf } from './task.ts'

const freeFolder = (base: string): string => {
  for (let n = 1; ; n++) {
    const folder = n === 1 ? base : `${base} ${n}`
    if (!existsSync(folder)) return folder
  }
}

const stateOf = ({ version, session, settings, documents }: Deps): AppState => ({
  version,
  vault: session.shown(),
  settings: settings.read(),
  proposedVault: freeFolder(join(documents, 'Siglum')),
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
      const now = settings.change(given(changes))
      if (changes.language !== undefined) deps.onLanguage(now.language)
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
