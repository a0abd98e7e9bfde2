import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { CONTENT_TYPES } from '../../shared/contract/app/page-headers.ts'
import { Failure } from '../../shared/contract/failure.ts'

export interface ServedFile {
  readonly path: string
  readonly contentType: string
}

/** The built page's files by the path they are asked for under, `/` and `/index.html` being the page itself. */
export const servedFiles = (folder: string): ReadonlyMap<string, ServedFile> => {
  const served = new Map<string, ServedFile>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const contentType = CONTENT_TYPES[entry.name.slice(entry.name.lastIndexOf('.') + 1)]
    if (contentType === undefined) {
      throw new Failure('internal', `${entry.name} is of no kind that the app's page may be made of.`)
    }
    served.set(`/${relative(folder, path).split(sep).join('/')}`, { path, contentType })
  }
  const page = served.get('/index.html')
  if (page === undefined) throw new Failure('internal', `The app's page is not built: ${folder} lacks it.`)
  return served.set('/', page)
}
