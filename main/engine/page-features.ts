import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { writeAtomically } from '../register/write-atomically.ts'
import { describePage, type PageFeatures } from '../trace/describe-page.ts'
import type { TraceLibrary } from '../trace/library.ts'
import type { Vault } from '../vault.ts'
import type { Edition } from './open-library.ts'

/** Raise it when features are found differently; what was kept by another form is found anew. */
export const FORM = 2

/** What a page's kept features are sealed to: this very page, and the way its features are found. */
export const featureName = (originalBlob: string, page: number): string =>
  `siglum features ${FORM}/${originalBlob}/${page}`

/**
 * Features of registered pages, found at the first trace that looks at them and kept, sealed, in the vault's `cache`
 * folder: it can be deleted at any time.
 */
export const featureCache = (
  { dir, keyring }: Vault,
  editions: ReadonlyMap<string, Edition>,
  library: TraceLibrary,
): ((key: string, page: number) => Promise<PageFeatures>) => {
  const folder = join(dir, 'cache')
  const read = (file: string, aad: string): PageFeatures | null => {
    if (!existsSync(file)) return null
    try {
      // Sealed by this vault's own key and tied to this very page: it is what was written below.
      return deserialize(keyring.open(readFileSync(file), aad)) as PageFeatures
    } catch {
      return null
    }
  }
  return async (key, page) => {
    const edition = editions.get(key)
    const aad = featureName(edition?.originalBlob ?? key, page)
    const name = keyring.blobId(Buffer.from(aad))
    const file = join(folder, name)
    const known = read(file, aad)
    if (known) return known
    const { original, pxPerMm } = await library.page(key, page)
    const found = describePage(original, pxPerMm)
    mkdirSync(folder, { recursive: true })
    writeAtomically(file, `${file}.new`, keyring.seal(serialize(found), aad))
    return found
  }
}
