import { z } from 'zod'
import { Failure } from '../../../shared/contract/failure.ts'
import type { PageLayout } from '../../../shared/mark/layout.ts'
import { unreadablePlaces } from '../../issue/wording/place-wording.ts'
import type { ApprovedPlace } from '../../issue/wording/place-wording.ts'
import { WORDING_KINDS } from '../../issue/wording/equal.ts'
import { readText } from '../read-text.ts'

/** A paper's whole text, told place by place, has room in it. */
const MOST_BYTES = 32 << 20

const placeSchema = z.strictObject({
  /** From 1. */
  page: z.int().positive(),
  /** What kind of difference it is; an author's own need not say. */
  kind: z.enum([...WORDING_KINDS, 'own']).default('own'),
  /** The words before the place, as printed: enough of them to tell it from others. */
  before: z.string().default(''),
  printed: z.string().min(1),
  /** What may stand there as well, and means the same. */
  equal: z.string().min(1),
  after: z.string().default(''),
  /** Only what the author set to true is ever used. */
  approved: z.boolean(),
})

const listSchema = z.strictObject({
  kind: z.literal('siglum wording'),
  format: z.literal(1),
  paper: z.strictObject({
    file: z.string(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    pages: z.int().positive(),
  }),
  places: z.array(placeSchema),
})
/** The side file in which an author allows wordings. */
export type WordingList = z.output<typeof listSchema>

export const encodeWordingList = (list: WordingList): string =>
  `${JSON.stringify(listSchema.parse(list), null, 2)}\n`

const refuse = (path: string, what: string, details: readonly string[], cause?: unknown): Failure =>
  new Failure('file-unreadable', `${path} ${what}`, { details, ...(cause === undefined ? {} : { cause }) })

const parseJson = (path: string, text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const reason = cause instanceof Error ? ` (${cause.message})` : ''
    throw refuse(
      path,
      `is no list of wordings: it is not JSON${reason}. Mend it, or make it anew with siglum wording.`,
      [],
      cause,
    )
  }
}

/** Whatever comes from outside is checked here, once. @throws Failure file-not-found, file-unreadable */
export const readWordingList = (path: string): WordingList => {
  const parsed = listSchema.safeParse(parseJson(path, readText(path, MOST_BYTES)))
  if (parsed.success) return parsed.data
  const details = parsed.error.issues.map(
    ({ path: at, message }) => `${at.join('.') || 'the whole'}: ${message}`,
  )
  throw refuse(
    path,
    `is no list of wordings as siglum wording makes them: ${details[0]}. Mend that, or make it anew.`,
    details,
    parsed.error,
  )
}

/**
 * The places that the author allowed in this very paper.
 * @throws Failure file-unreadable for another paper's list, usage where nothing is allowed
 */
export const approvedPlaces = (path: string, paperSha256: string): readonly ApprovedPlace[] => {
  const { paper, places } = readWordingList(path)
  if (paper.sha256 !== paperSha256)
    throw refuse(
      path,
      `is for another paper (${paper.file}), or this one was changed since. Make a new list with siglum wording.`,
      [],
    )
  const beyond = places.find(({ page }) => page > paper.pages)
  if (beyond !== undefined)
    throw refuse(path, `names page ${beyond.page} of a paper of ${paper.pages} pages. Correct the page.`, [])
  const approved = places.filter((place) => place.approved)
  if (approved.length > 0) return approved
  throw new Failure(
    'usage',
    `${path} allows no place. Set "approved": true where the author agrees, or issue without --wording.`,
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
    `${places} cannot be used; nothing was written. The first: ${problems[0]}. Correct them, or set "approved": false.`,
    { details: problems },
  )
}
