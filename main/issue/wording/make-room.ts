import type { WordingRefusal } from '../../document/fit-wording.ts'
import type { WordingSlot } from '../../document/document.ts'
import type { PageWording } from '../../document/open-wording.ts'

/** A slot that was made to fit, or why it could not be. */
export type Room = { readonly slot: WordingSlot } | { readonly refusal: WordingRefusal }

/** Words on each side that may move a little so that a difference in length is spread over more blanks. */
const MOST_NEIGHBOURS = 6

/** From a glyph on, past the blank beside it, to the far end of the next word; null where nothing more is there. */
const pastNextWord = ({ glyphs }: PageWording, edge: number, step: 1 | -1): number | null => {
  let at = edge + step
  if (!glyphs.at(at)?.isSpace || at < 0) return null
  while (at >= 0 && glyphs.at(at)?.isSpace) at += step
  if (at < 0 || at >= glyphs.length) return null
  while (at + step >= 0 && at + step < glyphs.length && !glyphs[at + step].isSpace) at += step
  return at
}

const textOf = ({ glyphs }: PageWording, from: number, to: number): string =>
  glyphs
    .slice(from, to)
    .map(({ text, isSpace }) => (isSpace ? ' ' : text))
    .join('')

/**
 * The slot itself if its equal fits there, else with as few of the words beside it as it takes.
 * @param isFree whether a glyph belongs to no other place
 */
export const makeRoom = (
  wording: PageWording,
  slot: WordingSlot,
  isFree: (glyph: number) => boolean,
): Room => {
  const refusal = wording.whyNot(slot)
  if (refusal === null) return { slot }
  let [first, last] = [slot.first, slot.first + slot.glyphs - 1]
  for (let words = 1; words <= MOST_NEIGHBOURS; words++) {
    const left = pastNextWord(wording, first, -1) ?? first
    const right = pastNextWord(wording, last, 1) ?? last
    const taken = [...Array(right - left + 1).keys()].some((k) => !isFree(left + k))
    if (taken || (left === first && right === last)) break
    ;[first, last] = [left, right]
    const before = textOf(wording, first, slot.first)
    const after = textOf(wording, slot.first + slot.glyphs, last + 1)
    const wider = { first, glyphs: last - first + 1, equal: before + slot.equal + after }
    if (wording.whyNot(wider) === null) return { slot: wider }
  }
  return { refusal }
}
