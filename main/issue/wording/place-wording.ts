import { foldWording } from '../../../shared/mark/fold-wording.ts'
import type { WordingLayout, WordingPlace, WordPlace } from '../../../shared/mark/layout.ts'
import { wordingResiduals } from '../../../shared/mark/read-wording.ts'
import type { WordingRefusal } from '../../document/fit-wording.ts'
import type { WordingSlot } from '../../document/document.ts'
import type { PageWording } from '../../document/open-wording.ts'
import { makeRoom } from './make-room.ts'

/** A place as the author allowed it: told by its page and by the words around it. */
export interface ApprovedPlace {
  /** From 1. */
  readonly page: number
  readonly before: string
  readonly printed: string
  readonly equal: string
  readonly after: string
}

export interface PlacedWording {
  readonly layout: WordingLayout
  /** Where the printed words of each place of the layout stand, without those beside them that give or take room. */
  readonly printed: readonly WordPlace[]
  /** Which of the approved places each place of the layout is. */
  readonly indexes: readonly number[]
  /** What is wrong with places, in words for the author; none may be left. */
  readonly problems: readonly string[]
}

interface FoldedPage {
  readonly text: string
  /** The glyph that each of its characters comes from. */
  readonly owners: readonly number[]
}

const foldedPage = ({ glyphs }: PageWording): FoldedPage => {
  const parts = glyphs.map((glyph) => foldWording(glyph.text))
  return {
    text: parts.join(''),
    owners: parts.flatMap((part, k) => Array.from({ length: part.length }, () => k)),
  }
}

const sayPlace = ({ page, printed }: Pick<ApprovedPlace, 'page' | 'printed'>): string =>
  `page ${page}, "${printed}"`

const MOST_CONTEXT = 60

/** Where the place's words begin in the page's folded text; none or several are a problem. */
const findPlace = (text: string, place: ApprovedPlace): number | string => {
  const before = foldWording(place.before).slice(-MOST_CONTEXT)
  const printed = foldWording(place.printed)
  const sought = before + printed + foldWording(place.after).slice(0, MOST_CONTEXT)
  if (printed === '') return 'says nothing of what is printed there'
  const at = text.indexOf(sought)
  if (at < 0) return 'is not on that page with these words before and after it'
  if (text.includes(sought, at + 1))
    return 'is there more than once; give more of the words before and after it'
  return at + before.length
}

/** Slots count glyphs from one end to the other, so a place must begin and end with whole ones. */
const slotAt = (owners: readonly number[], from: number, to: number, equal: string): WordingSlot | null => {
  const [first, last] = [owners[from], owners[to - 1]]
  const cut = owners[from - 1] === first || owners[to] === last
  return cut || last < first ? null : { first, glyphs: last - first + 1, equal }
}

const sameCase = (printed: string, equal: string): string =>
  /^\p{Lu}/u.test(printed) && /^\p{Ll}/u.test(equal) ? equal.charAt(0).toUpperCase() + equal.slice(1) : equal

const sayRefusal = ({ reason, detail }: WordingRefusal): string =>
  detail === '' ? reason : `${reason} (${detail})`

interface FoundPlace {
  readonly place: ApprovedPlace
  readonly from: number
  readonly to: number
}

type Placing = { readonly placed: WordingPlace; readonly printed: WordPlace } | { readonly problem: string }

/** Gives one place its glyphs, and those beside it that it needs and nobody else has. */
const placeOne = (
  wording: PageWording,
  { text, owners }: FoldedPage,
  taken: Map<number, ApprovedPlace>,
  { place, from, to }: FoundPlace,
): Placing => {
  const equal = sameCase(place.printed, place.equal.trim())
  if (foldWording(equal) === text.slice(from, to)) return { problem: 'and its equal read the same' }
  const slot = slotAt(owners, from, to, equal)
  if (slot === null) return { problem: 'begins or ends within a glyph' }
  const room = makeRoom(wording, slot, (glyph) => [undefined, place].includes(taken.get(glyph)))
  if ('refusal' in room) return { problem: `cannot become "${equal}": ${sayRefusal(room.refusal)}` }
  const { first, glyphs, equal: drawn } = room.slot
  for (let k = 0; k < glyphs; k++) taken.set(first + k, place)
  return {
    placed: { from, to, equal, firstGlyph: first, glyphs, drawn, box: boxOf(wording, room.slot) },
    printed: boxOf(wording, slot),
  }
}

const boxOf = (wording: PageWording, slot: WordingSlot): WordPlace => {
  const { x, y, along, across, angle } = wording.boxOf(slot)
  return { x, y, along, across, angle }
}

/** Who has each glyph; a place that lies over another is left out, and said. */
const shareGlyphs = (
  found: readonly FoundPlace[],
  { owners }: FoldedPage,
  refuse: (place: ApprovedPlace, why: string) => void,
): { readonly apart: FoundPlace[]; readonly taken: Map<number, ApprovedPlace> } => {
  const taken = new Map<number, ApprovedPlace>()
  const apart = found.filter(({ place, from, to }) => {
    const own = owners.slice(from, to)
    const other = own.map((glyph) => taken.get(glyph)).find((had) => had !== undefined)
    if (other !== undefined) {
      refuse(place, `lies over ${sayPlace(other)}`)
      return false
    }
    for (const glyph of own) taken.set(glyph, place)
    return true
  })
  return { apart, taken }
}

/** Chooses the glyphs that make way for each place's equal, the same for all copies. */
export const placeWording = (wording: PageWording, approved: readonly ApprovedPlace[]): PlacedWording => {
  const page = foldedPage(wording)
  const problems: string[] = []
  const refuse = (place: ApprovedPlace, why: string) => void problems.push(`${sayPlace(place)} ${why}`)
  const found = approved.flatMap((place): FoundPlace[] => {
    const from = findPlace(page.text, place)
    if (typeof from === 'number') return [{ place, from, to: from + foldWording(place.printed).length }]
    refuse(place, from)
    return []
  })
  const inOrder = found.toSorted((a, b) => a.from - b.from)
  const { apart, taken } = shareGlyphs(inOrder, page, refuse)
  const places: WordingPlace[] = []
  const printed: WordPlace[] = []
  const indexes: number[] = []
  for (const own of apart) {
    const placing = placeOne(wording, page, taken, own)
    if ('problem' in placing) refuse(own.place, placing.problem)
    else {
      places.push(placing.placed)
      printed.push(placing.printed)
      indexes.push(approved.indexOf(own.place))
    }
  }
  return { layout: { text: page.text, places }, printed, indexes, problems }
}

/** The slots of a page's places, in their order: what a writer is prepared with. */
export const slotsOf = ({ places }: WordingLayout): WordingSlot[] =>
  places.map(({ firstGlyph, glyphs, drawn }) => ({ first: firstGlyph, glyphs, equal: drawn }))

/** The folded text of a page with the equals of some of its places. */
export const wordedText = (
  { text, places }: WordingLayout,
  takesEqual: (place: number) => boolean,
): string => {
  let out = ''
  let at = 0
  places.forEach(({ from, to, equal }, k) => {
    out += text.slice(at, from) + (takesEqual(k) ? foldWording(equal) : text.slice(from, to))
    at = to
  })
  return out + text.slice(at)
}

/**
 * Places that a reader of the whole paper's text could not tell: the same words may stand around another, on another page
 * perhaps. By page, the indexes.
 */
export const unreadablePlaces = (pages: readonly (WordingLayout | undefined)[]): number[][] => {
  const text = (equal: boolean): string =>
    pages.map((page) => (page ? wordedText(page, () => equal) : '')).join('')
  const [printed, equal] = [text(false), text(true)].map((all) => wordingResiduals(pages, all))
  return pages.map((page, p) =>
    (page?.places ?? []).flatMap((_, k) => (printed[p][k] === -1 && equal[p][k] === 1 ? [] : [k])),
  )
}
