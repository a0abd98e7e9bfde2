import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { CONTENT_TYPES } from '../../../shared/contract/app/page-headers.ts'

export interface BuiltFile {
  readonly bytes: Buffer
  readonly type: string
}

/**
 * The built renderer, read once: by the path it is asked for, exactly. Nothing is looked up on the disk afterwards, so there is
 * no path to climb out by. Files of other kinds, such as source maps, are not served.
 */
export const builtFiles = (folder: string): ReadonlyMap<string, BuiltFile> => {
  const files = new Map<string, BuiltFile>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = CONTENT_TYPES[extname(entry.name).slice(1)]
    if (!entry.isFile() || type === undefined) continue
    const path = join(entry.parentPath, entry.name)
    files.set(`/${relative(folder, path).split(sep).join('/')}`, { bytes: readFileSync(path), type })
  }
  const page = files.get('/index.html')
  if (page !== undefined) files.set('/', page)
  return files
}
