import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { appSettingsSchema } from '../../shared/contract/app/desk-calls.ts'
import type { AppSettings } from '../../shared/contract/app/desk-calls.ts'
import { replaceDurably } from '../engine/durable-file.ts'

/** What this computer remembers between two starts. */
export interface AppSettingsFile {
  readonly read: () => AppSettings
  readonly change: (changes: Partial<Omit<AppSettings, 'recentVaults'>>) => AppSettings
  /** A vault that was just opened goes to the top. */
  readonly remember: (path: string) => AppSettings
  readonly forget: (path: string) => AppSettings
}

const FILE = 'settings.json'
const MOST_RECENT = 10

const systemLanguage = (): AppSettings['language'] =>
  Intl.DateTimeFormat().resolvedOptions().locale.startsWith('zh') ? 'zh' : 'en'

/** `documents` is where this computer's user keeps things. */
export const defaultSettings = (
  documents: string,
  language: AppSettings['language'] = systemLanguage(),
): AppSettings => ({
  language,
  theme: 'system',
  copiesFolder: join(documents, 'Siglum copies'),
  idleMinutes: 15,
  recentVaults: [],
})

/** A file that is damaged, or of a version that knew other things, costs its settings and nothing else. */
const readFile = (path: string, defaults: AppSettings): AppSettings => {
  try {
    const read: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
    const given = appSettingsSchema.partial().parse(read)
    return appSettingsSchema.parse({ ...defaults, ...given })
  } catch {
    return defaults
  }
}

export const openAppSettings = (folder: string, defaults: AppSettings): AppSettingsFile => {
  const path = join(folder, FILE)
  let settings = readFile(path, defaults)
  const change = (changes: Partial<AppSettings>): AppSettings => {
    settings = appSettingsSchema.parse({ ...settings, ...changes })
    replaceDurably(path, Buffer.from(`${JSON.stringify(settings, null, 2)}\n`))
    return settings
  }
  const without = (path: string) => settings.recentVaults.filter((vault) => vault.path !== path)
  return {
    read: () => settings,
    change,
    remember: (path) => {
      const recent = { path, opened: new Date().toISOString() }
      try {
        return change({ recentVaults: [recent, ...without(path)].slice(0, MOST_RECENT) })
      } catch {
        // The vault is open, and one that was just made has a recovery key to show: that its place cannot be kept must not cost those.
        return settings
      }
    },
    forget: (path) => change({ recentVaults: without(path) }),
  }
}
