import { existsSync, mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { build } from 'vite'

const ROOT = join(import.meta.dirname, '../../..')
export const BUILT = join(ROOT, 'out/renderer')
const LOCK = join(ROOT, 'out/.building')

const newest = (folder: string): number =>
  Math.max(
    ...readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  )

const isFresh = (): boolean => {
  const page = join(BUILT, 'index.html')
  const sources = Math.max(newest(join(ROOT, 'renderer')), newest(join(ROOT, 'shared/contract')))
  return existsSync(page) && statSync(page).mtimeMs > sources
}

const takeLock = (): boolean => {
  try {
    mkdirSync(LOCK)
    return true
  } catch {
    return false
  }
}

/** Builds the renderer if its sources are newer than what is built; test files that run side by side wait for one build. */
export const ensureBuilt = async (): Promise<void> => {
  mkdirSync(join(ROOT, 'out'), { recursive: true })
  for (let waited = 0; !isFresh(); waited++) {
    // Whoever held the lock for so long is gone.
    if (waited > 240) rmdirSync(LOCK)
    if (takeLock()) {
      try {
        await build({ configFile: join(ROOT, 'renderer/vite.config.ts'), logLevel: 'warn' })
      } finally {
        rmdirSync(LOCK)
      }
      return
    }
    await wait(500)
  }
}
