import { findCodes } from './find-codes.ts'
import { findDates } from './find-dates.ts'
import { findNumbers } from './find-numbers.ts'
import { findWords, hanPairs } from './find-words.ts'
import type { HanTerms } from './find-words.ts'
import type { Mention } from './mention.ts'

const overlaps = (a: Mention, b: Mention): boolean => a.start < b.end && b.start < a.end

/** Those of `others` that stand where none of `taken` does; both in order of place. */
const clearOf = (taken: readonly Mention[], others: readonly Mention[]): Mention[] => {
  let next = 0
  return others.filter((mention) => {
    while (next < taken.length && taken[next].end <= mention.start) next++
    return next >= taken.length || !overlaps(taken[next], mention)
  })
}

const inOrder = (mentions: readonly Mention[]): Mention[] =>
  mentions.toSorted((a, b) => a.start - b.start || a.end - b.end)

/** Everything a text says that could be said elsewhere, in order of place. `text` is as `cleanText` makes it. */
export const findMentions = (text: string, terms: HanTerms = hanPairs): Mention[] => {
  const dates = inOrder(findDates(text))
  const named = inOrder([...dates, ...clearOf(dates, findCodes(text))])
  const facts = inOrder([...named, ...clearOf(named, findNumbers(text))])
  return inOrder([...facts, ...clearOf(facts, inOrder(findWords(text, terms)))])
}
