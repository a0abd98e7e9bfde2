import type { AppSettings } from '../../shared/contract/app/desk-calls.ts'
import type { AppSettingsFile } from './app-settings.ts'
import type { FileStore } from './file-store.ts'
import type { Session } from './session.ts'

/** What the handlers of all rooms work with. */
export interface Deps {
  readonly version: string
  readonly session: Session
  readonly files: FileStore
  readonly settings: AppSettingsFile
  /** Where vaults and copies are proposed. */
  readonly documents: string
  /** Stops what is under way in the vault and waits until it has ended. */
  readonly quiesce: () => Promise<void>
  readonly onMade: (paths: readonly string[]) => void
  readonly onLanguage: (language: AppSettings['language']) => void
  /** log2 of scrypt's cost for new vaults; lower ones are for tests. */
  readonly scryptLogN?: number | undefined
}
