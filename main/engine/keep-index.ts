import { LAYERS, type PageFeatures } from '../trace/describe-page.ts'
import type { PageToCompare } from '../trace/confirm-pages.ts'
import { growIndex, type PageIndex } from '../trace/page-index.ts'
import { decodeIndex, encodeIndex, type KeptIndex } from './index-file.ts'
import type { Edition } from './open-library.ts'
import { featureName, FORM } from './page-features.ts'
import { readSealedApart, removeSealed, writeSealed, type Cabinet } from './sealed-cache.ts'

/** Fewer pages than this are put together anew in no time. */
const WORTH_KEEPING = 50

/** Where a part of a layer of the index of all registered pages lies, and the name that it is sealed to: by all that it was made by. */
const partName = (layer: number, place: number): string => {
  const { from, to } = LAYERS[layer]
  return `siglum page index 2/${FORM}/${from}-${to}/${place}`
}

const readKept = (vault: Cabinet, layer: number): Promise<KeptIndex | null> =>
  decodeIndex((place) => readSealedApart(vault, partName(layer, place)))

const keep = (vault: Cabinet, layer: number, kept: KeptIndex): void => {
  let place = 0
  for (const part of encodeIndex(kept)) writeSealed(vault, partName(layer, place++), part)
  // Of a larger one.
  while (removeSealed(vault, partName(layer, place))) place++
}

const sameNames = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, k) => name === b[k])

type KeptLayers = (
  pages: readonly PageToCompare[],
  layer: number,
  described: (number: number) => Promise<PageFeatures>,
) => Promise<PageIndex>

/**
 * A layer of the index of the pages asked for, kept sealed in the vault's `cache` folder: it can be deleted at any time. Pages that the kept
 * one lacks are put in from their features; a trace that was narrowed to some documents takes a part of it, and keeps nothing. The layer that is
 * asked for first is read from now on, in other threads, while pictures are decoded and looked at.
 */
export const keptIndex = (vault: Cabinet, editions: ReadonlyMap<string, Edition>): KeptLayers => {
  let ahead: Promise<KeptIndex | null> | null = readKept(vault, 0)
  // Whoever asks for it is told; a trace that ends before it does is not.
  ahead.catch(() => undefined)
  const take = (layer: number): Promise<KeptIndex | null> => {
    const taken = layer === 0 ? ahead : null
    // Let go: it is large, and whoever asked keeps it as long as it is needed.
    if (taken) ahead = null
    return taken ?? readKept(vault, layer)
  }
  return async (pages, layer, described) => {
    const names = pages.map(({ documentId, page }) =>
      featureName(editions.get(documentId)?.originalBlob ?? documentId, page),
    )
    const kept = await take(layer)
    if (kept && sameNames(kept.names, names)) return kept.index
    const numbers = new Map(names.map((name, number) => [name, number]))
    const renumber = Int32Array.from(kept?.names ?? [], (name) => numbers.get(name) ?? -1)
    const known = new Set(renumber)
    const added = [...pages.keys()].filter((number) => !known.has(number))
    const index = await growIndex(
      kept?.index ?? null,
      renumber,
      added,
      described,
      pages.length,
      LAYERS[layer],
    )
    const leavesOut = renumber.includes(-1)
    if (added.length > 0 && !leavesOut && pages.length >= WORTH_KEEPING) keep(vault, layer, { names, index })
    return index
  }
}
