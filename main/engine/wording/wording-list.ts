import { Failure } from '../../../shared/contract/failure.ts'
import { wordingListSchema } from '../../../shared/contract/wording-list.ts'
import type { WordingList } from '../../../shared/contract/wording-list.ts'
import type { PageLayout } from '../../../shared/mark/layout.ts'
import { unreadablePlaces } from '../../issue/wording/place-wording.ts'
import type { ApprovedPlace } from '../../issue/wording/place-wording.ts'
import { readText } from '../read-text.ts'

/** A paper's whole text, told place by place, has room in it. */
const MOST_BYTES = 32 << 20

/** A side file, and what a person calls it. */
export interface ListFile {
  readonly path: string
  readonly name: string
}

const refuse = (name: string, what: string, details: readonly string[] = [], cause?: unknown): Failure =>
  new Failure('file-unreadable', `${name} ${what}`, { details, ...(cause === undefined ? {} : { cause }) })

const parseJson = (name: string, text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const reason = cause instanceof Error ? ` (${cause.message})` : ''
    throw refuse(
      name,
      `is no list of wordings: it is not JSON${reason}. Mend it, or make it anew.`,
      [],
      cause,
    )
  }
}

/** Whatever comes from outside is checked here, once. @throws Failure file-not-found, file-unreadable */
const readWordingList = ({ path, name }: ListFile): WordingList => {
  const parsed = wordingListSchema.safeParse(parseJson(name, readText(path, MOST_BYTES, name)))
  if (parsed.success) return parsed.data
  const details = parsed.error.issues.map(
    ({ path: at, message }) => `${at.join('.') || 'the whole'}: ${message}`,
  )
  throw refuse(
    name,
    `is no list of wordings as Siglum makes them: ${details[0]}. Mend that, or make it anew.`,
    details,
    parsed.error,
  )
}

/**
 * A list of wordings for this very paper.
 * @throws Failure file-not-found, file-unreadable, also for another paper's list
 */
export const wordingListFor = (file: ListFile, paperSha256: string): WordingList => {
  const list = readWordingList(file)
  const { paper, places } = list
  if (paper.sha256 !== paperSha256)
    throw refuse(
      file.name,
      `is for another paper (${paper.file}), or this one was changed since. Make a new list for it.`,
    )
  const beyond = places.find(({ page }) => page > paper.pages)
  if (beyond === undefined) return list
  throw refuse(file.name, `names page ${beyond.page} of a paper of ${paper.pages} pages. Correct the page.`)
}

/**
 * The places that the author allowed in this very paper.
 * @throws Failure as `wordingListFor`, and usage where nothing is allowed
 */
export const approvedPlaces = (file: ListFile, paperSha256: string): readonly ApprovedPlace[] => {
  const approved = wordingListFor(file, paperSha256).places.filter((place) => place.approved)
  if (approved.length > 0) return approved
  throw new Failure(
    'usage',
    `${file.name} allows no place. Set "approved": true where the author agrees, or issue without it.`,
  )
}

/** Places of a whole paper that could not be told from others by what stands around them. */
export const likeOthers = (layouts: readonly PageLayout[]): string[] =>
  unreadablePlaces(layouts.map(({ wording }) => wording)).flatMap((places, page) =>
    places.map((place) => {
      const equal = layouts[page].wording?.places[place].equal ?? ''
      return `page ${page + 1}: the words around the place for "${equal}" are around another one too, so a passage would not tell which it is`
    }),
  )

/** @throws Failure document-unmarkable that names every place, where any is wrong */
export const requirePlaceable = (problems: readonly string[]): void => {
  if (problems.length === 0) return
  const places =
    problems.length === 1
      ? 'A place in the list of wordings'
      : `${problems.length} places in the list of wordings`
  throw new Failure(
    'document-unmarkable',
    `${places} cannot be used; nothing was written. The first: ${problems[0]}. Correct them, or leave them out.`,
    { details: problems },
  )
}
