import { MARK_ALPHABET, MARK_LENGTH } from '../../shared/mark/text-marks.ts'
import type { Random } from '../leak/random.ts'
import { withoutMarks } from './text-papers.ts'

/** Text that no suspect leaked, which must name nobody. */
export interface InnocentKind {
  readonly name: string
  readonly make: (sources: InnocentSources, dice: Random) => string
}

export interface InnocentSources {
  /** A passage of a copy that was never issued, marks and all. */
  readonly neverIssued: (dice: Random) => string
  /** The same of a paper that is not in the library. */
  readonly otherPaper: (dice: Random) => string
}

const ANY_MARK = new RegExp(`[${MARK_ALPHABET.join('')}]{${MARK_LENGTH}}`, 'gu')

const shuffled = (dice: Random): string => {
  const left = [...MARK_ALPHABET]
  let mark = ''
  while (mark.length < MARK_LENGTH) mark += left.splice(dice.whole(0, left.length - 1), 1)[0]
  return mark
}

export const INNOCENT: readonly InnocentKind[] = [
  { name: 'of copies never issued', make: ({ neverIssued }, dice) => neverIssued(dice) },
  { name: 'unmarked, of our papers', make: ({ neverIssued }, dice) => withoutMarks(neverIssued(dice)) },
  { name: 'marked, of other papers', make: ({ otherPaper }, dice) => otherPaper(dice) },
  {
    name: 'of our papers, with marks that somebody made up',
    make: ({ neverIssued }, dice) => neverIssued(dice).replace(ANY_MARK, () => shuffled(dice)),
  },
  {
    name: 'of our papers, one mark repeated throughout',
    make: ({ neverIssued }, dice) => {
      const mark = shuffled(dice)
      return neverIssued(dice).replace(ANY_MARK, mark)
    },
  },
]
