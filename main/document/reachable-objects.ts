import { PDFArray, PDFDict, PDFRef, PDFStream } from 'pdf-lib'
import type { PDFContext, PDFObject } from 'pdf-lib'
import { getName } from './read-objects.ts'

const childrenOf = (object: PDFObject): PDFObject[] => {
  if (object instanceof PDFArray) return object.asArray()
  const dict = object instanceof PDFStream ? object.dict : object
  return dict instanceof PDFDict ? dict.values() : []
}

/**
 * Everything that is still needed, by following references from `roots`. What nothing refers to (old
 * content streams, superseded revisions) is thereby left behind. `replaced` gives the objects that take
 * the place of others; null ones are gone, and so are the nodes of the old page tree.
 */
export const reachableObjects = (
  context: PDFContext,
  roots: readonly PDFObject[],
  replaced: ReadonlyMap<PDFRef, PDFObject | null>,
): Map<PDFRef, PDFObject> => {
  const found = new Map<PDFRef, PDFObject>()
  const waiting: PDFObject[] = roots.toReversed()
  const seen = new Set<PDFObject>()
  for (let object = waiting.pop(); object; object = waiting.pop()) {
    if (seen.has(object)) continue
    seen.add(object)
    if (!(object instanceof PDFRef)) {
      for (const child of childrenOf(object).toReversed()) waiting.push(child)
      continue
    }
    const replacement = replaced.get(object)
    const target = replacement === undefined ? context.lookup(object) : replacement
    if (!target || target instanceof PDFRef) continue
    const isOldNode =
      replacement === undefined && target instanceof PDFDict && getName(target, 'Type') === 'Pages'
    if (isOldNode) continue
    found.set(object, target)
    waiting.push(target)
  }
  return found
}
