import { setImmediate as nextTurn } from 'node:timers/promises'
import { throwIfCancelled } from '../../../shared/contract/failure.ts'
import type { DocumentRow } from '../../register/rows.ts'
import { INDEX_FORM, newFactIndex, openFactIndex } from '../../retold/fact-index.ts'
import type { FactIndex } from '../../retold/fact-index.ts'
import type { Vault } from '../../vault.ts'
import type { Calling } from '../calling.ts'
import { readSealed, writeSealed } from '../sealed-cache.ts'
import { textsOf } from './keep-texts.ts'

const NAME = `siglum fact index ${INDEX_FORM}`

/** The one that was kept, unless it knows of documents that this register does not, as after going back to a backup. */
const openKept = (vault: Vault, documents: readonly DocumentRow[]): FactIndex => {
  const bytes = readSealed(vault, NAME)
  const kept = bytes === null ? null : openFactIndex(bytes)
  if (kept === null) return newFactIndex()
  const known = new Set(documents.map(({ id }) => id))
  if ([...kept.documents].every((id) => known.has(id))) return kept
  kept.close()
  return newFactIndex()
}

/** So many documents are entered at once: each batch is one step that can be followed and stopped. */
const BATCH = 50

/**
 * The index of everything these documents say, kept sealed in the vault's `cache` folder and opened into memory; documents that
 * it lacks are entered first. To be closed after use.
 */
export const openKeptIndex = async (
  vault: Vault,
  documents: readonly DocumentRow[],
  { onProgress, signal }: Calling,
): Promise<FactIndex> => {
  const index = openKept(vault, documents)
  try {
    const missing = documents.filter(({ id }) => !index.documents.has(id))
    for (let done = 0; done < missing.length; done += BATCH) {
      await nextTurn()
      throwIfCancelled(signal)
      onProgress?.({ stage: 'importing', done, total: missing.length, about: { kind: 'issued-papers' } })
      const texts = new Map<string, readonly string[]>()
      for (const document of missing.slice(done, done + BATCH))
        texts.set(document.id, await textsOf(vault, document))
      index.add(texts)
    }
    if (missing.length > 0) writeSealed(vault, NAME, index.bytes())
    return index
  } catch (error) {
    index.close()
    throw error
  }
}
