import { cleanText } from './clean-text.ts'
import { writtenKeys } from './fact-index.ts'
import { findPassage } from './find-passage.ts'
import type { Shared } from './find-passage.ts'
import type { Asked } from './look-up.ts'
import { FACT_KINDS } from './mention.ts'

/** Part of the words of either of two documents that both have: versions of one paper keep most of theirs, figures may all change. */
const VERSIONS_SHARE = 0.5

const IS_WORD = /^[wh]/

const wordsOf = (pages: readonly string[]): ReadonlySet<string> =>
  new Set(pages.flatMap((page) => writtenKeys(cleanText(page)).filter((key) => IS_WORD.test(key))))

/** Of the documents given, by name, those that are versions of `document`, without itself. */
export const versionsAmong = (
  document: readonly string[],
  others: ReadonlyMap<string, readonly string[]>,
): string[] => {
  const words = wordsOf(document)
  return [...others].flatMap(([name, pages]) => {
    const theirs = wordsOf(pages)
    const both = [...words].filter((word) => theirs.has(word)).length
    return both >= VERSIONS_SHARE * (words.size + theirs.size - both) ? [name] : []
  })
}

/** Where any page of a document says something, the page that says it best. */
const sharedWith = (pages: readonly string[], asked: readonly Asked[]): ReadonlyMap<Asked, Shared> => {
  const best = new Map<Asked, Shared>()
  for (const page of pages) {
    const passage = findPassage(cleanText(page), asked)
    for (const shared of [...(passage?.inside ?? []), ...(passage?.outside ?? [])]) {
      const before = best.get(shared.asked)
      if (before === undefined || before.key.weight < shared.key.weight) best.set(shared.asked, shared)
    }
  }
  return best
}

/** Whether one has it and the other has not, or has it only roughly. */
const saysBetter = (one: Shared, other: Shared | undefined): boolean =>
  other === undefined || (one.key.exact && !other.key.exact)

/** What the post says that each version alone of them all says, by the version's name; words of its own count for nothing. */
export const toldApart = (
  versions: ReadonlyMap<string, readonly string[]>,
  asked: readonly Asked[],
): ReadonlyMap<string, readonly Shared[]> => {
  const shared = new Map([...versions].map(([name, pages]) => [name, sharedWith(pages, asked)]))
  return new Map(
    [...shared].map(([name, here]) => {
      const others = [...shared].filter(([other]) => other !== name).map(([, there]) => there)
      const alone = [...here.values()].filter(
        (one) =>
          FACT_KINDS.has(one.key.kind) && others.every((there) => saysBetter(one, there.get(one.asked))),
      )
      return [name, alone]
    }),
  )
}
