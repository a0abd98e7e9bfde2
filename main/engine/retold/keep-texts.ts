import { z } from 'zod'
import { openRaster } from '../../document/open-raster.ts'
import type { DocumentRow } from '../../register/rows.ts'
import type { Vault } from '../../vault.ts'
import { passwordOf } from '../original-password.ts'
import { readSealed, writeSealed } from '../sealed-cache.ts'

/** Raise it when pages are read differently; what was kept by another form is read anew. */
const FORM = 1

const nameOf = (originalBlob: string): string => `siglum page texts ${FORM}/${originalBlob}`

const textsSchema = z.array(z.string())

const keptTexts = (vault: Vault, originalBlob: string): readonly string[] | null => {
  const bytes = readSealed(vault, nameOf(originalBlob))
  return bytes === null ? null : textsSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
}

const readTexts = async ({ blobs }: Vault, document: DocumentRow): Promise<readonly string[]> => {
  const password = passwordOf(blobs, document)
  const raster = await openRaster(
    blobs.get(document.originalBlob),
    password === undefined ? {} : { password },
  )
  try {
    return Array.from({ length: raster.pageCount }, (_, page) => raster.text(page))
  } finally {
    raster.close()
  }
}

/**
 * A document's text, page by page, read from its original once and kept sealed: what was said in confidence lies nowhere in the
 * clear. A revision is a document of its own, with a text of its own.
 */
export const textsOf = async (vault: Vault, document: DocumentRow): Promise<readonly string[]> => {
  const kept = keptTexts(vault, document.originalBlob)
  if (kept !== null) return kept
  const texts = await readTexts(vault, document)
  writeSealed(vault, nameOf(document.originalBlob), Buffer.from(JSON.stringify(texts)))
  return texts
}
