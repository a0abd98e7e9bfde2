import type { Passage } from '../../../shared/contract/app/trace-calls.ts'
import { signCount } from '../../../shared/mark/layout.ts'
import type { PageLayout } from '../../../shared/mark/layout.ts'
import { placeMarks } from '../../../shared/mark/place-marks.ts'
import type { MarkPlace } from '../../../shared/mark/place-marks.ts'
import { lettersOf, readText } from '../../../shared/mark/read-text.ts'
import type { ReadMark } from '../../../shared/mark/read-text.ts'
import { packedSigns, signAt } from '../../../shared/mark/signs.ts'
import { isMarkCharacter, SIGNS_PER_MARK } from '../../../shared/mark/text-marks.ts'
import type { Leak } from '../read-leak.ts'
import type { TraceRun } from '../trace-run.ts'
import type { FinishedTrace } from '../trace-run.ts'

type Says = Passage['marks'][number]['says']

/** More than this of one leak nobody reads on a screen; what is shown begins a little before the first mark. */
const MOST_SHOWN = 20_000
const BEFORE_FIRST = 400
/** A word of letters is highlighted whole; of ideographs, which have no gaps, so many. */
const MOST_HIGHLIGHTED = 16
const IDEOGRAPHS = 2

const unmarked = (text: string): string =>
  [...text].filter((character) => !isMarkCharacter(character.codePointAt(0) ?? 0)).join('')

/** Where in `text` each of its letters ends, in UTF-16 units: entry n is behind the first n letters. */
const letterEnds = (text: string): readonly number[] => {
  const ends = [0]
  let at = 0
  for (const character of text) {
    at += character.length
    for (let k = lettersOf(character).length; k > 0; k--) ends.push(at)
  }
  return ends
}

const IDEOGRAPH = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u

/** The word before a mark, and the punctuation that the mark stands behind. */
const spanBefore = (text: string, end: number): { readonly start: number; readonly end: number } => {
  const most = IDEOGRAPH.test(text.slice(Math.max(0, end - 2), end)) ? IDEOGRAPHS : MOST_HIGHLIGHTED
  const tail = text.slice(Math.max(0, end - most), end)
  const word = /[^\s]*$/u.exec(tail)?.[0] ?? ''
  // Never half of a pair that makes one character.
  const half = /^[\udc00-\udfff]/.test(word) ? 1 : 0
  const punctuation = /^[\p{P}\p{S}]*/u.exec(text.slice(end, end + 4))?.[0] ?? ''
  return { start: end - word.length + half, end: end + punctuation.length }
}

/** The edition that the verdict rests on, else the one that the text is from. */
const editionOf = ({ outcome }: TraceRun): string | null => {
  const { best } = outcome.judgement
  if (best !== null) return outcome.hypotheses[best.hypothesis].documentId
  return outcome.documents.at(0)?.documentId ?? null
}

const bearsSignsOf = (
  { vault }: TraceRun,
  layouts: readonly PageLayout[],
  { signs }: ReadMark,
  { page, place }: NonNullable<MarkPlace>,
  copyId: string,
): boolean => {
  const count = signCount(layouts[page], 'text')
  const packed = packedSigns(vault.keyring.signStream, copyId, page, 'text', count)
  return signs.every((sign, bit) => sign === signAt(packed, SIGNS_PER_MARK * place + bit))
}

const showPassage = (
  run: TraceRun,
  layouts: readonly PageLayout[],
  named: readonly string[],
  { name, text }: Leak,
): Passage => {
  const read = readText(text)
  const shown = unmarked(text)
  const ends = letterEnds(shown)
  const places = placeMarks(
    layouts.map((layout) => layout.text),
    read,
  )
  const says = (mark: ReadMark, place: MarkPlace): Says => {
    if (place === null) return 'elsewhere'
    if (named.length === 0) return 'placed'
    return named.some((id) => bearsSignsOf(run, layouts, mark, place, id)) ? 'agrees' : 'differs'
  }
  const marks = read.marks.map((mark, k) => ({
    ...spanBefore(shown, ends[mark.after] ?? shown.length),
    says: says(mark, places[k]),
  }))
  const before = shown.length <= MOST_SHOWN ? 0 : Math.max(0, (marks.at(0)?.start ?? 0) - BEFORE_FIRST)
  const part = shown.slice(before, before + MOST_SHOWN)
  return {
    leak: name,
    text: part,
    before,
    after: shown.length - before - part.length,
    marks: marks
      .map(({ start, end, says }) => ({ start: start - before, end: end - before, says }))
      .filter(({ end }) => end <= part.length),
  }
}

/** What leaked as text, with the places where marks were read. Drawn after the verdict; it has no part in it. */
export const showPassages = async ({ run, leaks, result }: FinishedTrace): Promise<Passage[]> => {
  const texts = leaks.filter(({ pictures, text }) => pictures.length === 0 && text !== '')
  if (texts.length === 0) return []
  const key = editionOf(run)
  const layouts = key === null ? [] : await run.open.library.layouts(key)
  const named = result.copy === null ? [] : [result.copy.id, ...result.alsoCopies.map(({ id }) => id)]
  return texts.map((leak) => showPassage(run, layouts, named, leak))
}
