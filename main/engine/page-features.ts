import { deserialize, serialize } from 'node:v8'
import { describePage, type PageFeatures } from '../trace/describe-page.ts'
import type { Vault } from '../vault.ts'
import type { OpenLibrary } from './open-library.ts'
import { readSealed, removeSealed, writeSealed } from './sealed-cache.ts'

/** Raise it when features are found differently; what was kept by another form, features and index, is made anew, and that of the last one removed. */
export const FORM = 5

/** What a page's kept features are sealed to: this very page, and the way its features are found. */
export const featureName = (originalBlob: string, page: number, form = FORM): string =>
  `siglum features ${form}/${originalBlob}/${page}`

/**
 * Features of registered pages, found at the first trace that looks at them and kept, sealed, in the vault's `cache`
 * folder: it can be deleted at any time.
 */
export const featureCache = (
  vault: Vault,
  { editions, inPassing }: Pick<OpenLibrary, 'editions' | 'inPassing'>,
): ((key: string, page: number) => Promise<PageFeatures>) => {
  const read = (name: string): PageFeatures | null => {
    const bytes = readSealed(vault, name)
    // Sealed by this vault's own key and tied to this very page: it is what was written below.
    return bytes === null ? null : (deserialize(bytes) as PageFeatures)
  }
  return async (key, page) => {
    const original = editions.get(key)?.originalBlob ?? key
    const name = featureName(original, page)
    const known = read(name)
    if (known) return known
    const found = await inPassing(key, page, ({ original, pxPerMm }) => describePage(original(), pxPerMm))
    writeSealed(vault, name, serialize(found))
    removeSealed(vault, featureName(original, page, FORM - 1))
    return found
  }
}
