import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** Imports of values from files of this repository; types change no result. */
const IMPORT = /^(?:import|export) (?!type )[^']*?from '(\.[^']+)'/gm

const gather = (path: string, found: Map<string, string>): void => {
  if (found.has(path)) return
  const text = readFileSync(path, 'utf8')
  found.set(path, text)
  for (const [, target] of text.matchAll(IMPORT)) gather(resolve(dirname(path), target), found)
}

/** Of these files and all that they import, so that whatever was made by other code is not taken for made by this. */
export const sourceHash = (...paths: readonly string[]): string => {
  const found = new Map<string, string>()
  for (const path of paths) gather(path, found)
  const hash = createHash('sha256')
  for (const path of [...found.keys()].toSorted()) hash.update(found.get(path) ?? '').update('\0')
  return hash.digest('hex')
}
