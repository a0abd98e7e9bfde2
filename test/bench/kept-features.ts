import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { describePage, type PageFeatures } from '../../main/trace/find-page.ts'
import type { LibraryPage } from '../../main/trace/library.ts'
import { sourceHash } from './source-hash.ts'

const FINDER = sourceHash(join(import.meta.dirname, '../../main/trace/find-page.ts'))

const keyOf = ({ original, pxPerMm }: LibraryPage): string => {
  const { data, width, height } = original()
  const hash = createHash('sha256').update(`${FINDER} ${width} ${height} ${pxPerMm}`)
  return hash
    .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    .digest('hex')
    .slice(0, 32)
}

/** Features of pages, read from a folder where the same code found them in the same page before. */
export const keptFeatures =
  (folder: string) =>
  (page: LibraryPage): PageFeatures => {
    const path = join(folder, `${keyOf(page)}.features`)
    if (existsSync(path)) return deserialize(readFileSync(path)) as PageFeatures
    const features = describePage(page.original(), page.pxPerMm)
    mkdirSync(folder, { recursive: true })
    const half = `${path}.${Math.random()}`
    writeFileSync(half, serialize(features))
    renameSync(half, path)
    return features
  }
