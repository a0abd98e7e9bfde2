import type { Result } from '../../../../shared/contract/app/calls.ts'
import type { ListedPlace, WordingList } from '../../../../shared/contract/wording-list.ts'

type Proposed = Result<'wording.propose'>

/** The places of a paper that could be worded otherwise, and which of them its author has said yes to so far. */
export interface Wordings {
  readonly list: WordingList
  /** Indexes into the list's places. */
  readonly ticked: ReadonlySet<number>
  /** Whether the author agrees to what is ticked; without it nothing of it is used. */
  readonly agreed: boolean
  readonly refused: Proposed['refused']
  readonly needed: Proposed['needed']
}

/** How many places a passage must show for one of 1,000 copies at the limit that vaults begin with, before the engine has said it for this one. */
export const USUALLY_NEEDED = 42

export const asFound = ({ list, refused, needed }: Proposed): Wordings => ({
  list,
  ticked: new Set(),
  agreed: false,
  refused,
  needed,
})

/** What a side file allows is ticked; that its author agrees is still to be said. */
export const asRead = ({ list, needed }: Result<'wording.read'>): Wordings => ({
  list,
  ticked: new Set(list.places.flatMap(({ approved }, index) => (approved ? [index] : []))),
  agreed: false,
  refused: [],
  needed,
})

/** Whoever agreed did so to fewer: a new tick wants a new yes. */
export const withTicks = (wordings: Wordings, indexes: readonly number[], on: boolean): Wordings => {
  const ticked = new Set(wordings.ticked)
  for (const index of indexes) {
    if (on) ticked.add(index)
    else ticked.delete(index)
  }
  const more = [...ticked].some((index) => !wordings.ticked.has(index))
  return { ...wordings, ticked, agreed: wordings.agreed && !more && ticked.size > 0 }
}

/** How many places of the copies will vary. */
export const countUsed = (wordings: Wordings | null): number =>
  wordings?.agreed === true ? wordings.ticked.size : 0

/** The list as its side file: approved is only what is ticked and agreed to. */
export const asSideFile = ({ list, ticked, agreed }: Wordings): WordingList => ({
  ...list,
  places: list.places.map((place, index) => ({ ...place, approved: agreed && ticked.has(index) })),
})

/** A line of the list as it is shown: a page's heading, or a place. */
export type Line =
  | { readonly kind: 'page'; readonly page: number; readonly indexes: readonly number[] }
  | { readonly kind: 'place'; readonly index: number; readonly place: ListedPlace }

/** Page by page, whatever order the list has; places keep theirs. */
export const linesOf = ({ places }: WordingList): readonly Line[] => {
  const pages = new Map<number, number[]>()
  places.forEach(({ page }, index) => {
    const own = pages.get(page)
    if (own) own.push(index)
    else pages.set(page, [index])
  })
  return [...pages]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([page, indexes]): Line[] => [
      { kind: 'page', page, indexes },
      ...indexes.flatMap((index): Line[] => {
        const place = places[index]
        return place === undefined ? [] : [{ kind: 'place', index, place }]
      }),
    ])
}
