import { z } from 'zod'

/** What kind of difference two wordings are. */
export const WORDING_KINDS = [
  'approximation',
  'number-form',
  'date-form',
  'list-punctuation',
  'conjunction',
  'connective',
  'spelling',
  'word',
] as const
export type WordingKind = (typeof WORDING_KINDS)[number]

export const wordingPlaceSchema = z.strictObject({
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
export type ListedPlace = z.output<typeof wordingPlaceSchema>

export const wordingListSchema = z.strictObject({
  kind: z.literal('siglum wording'),
  format: z.literal(1),
  paper: z.strictObject({
    file: z.string(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    pages: z.int().positive(),
  }),
  places: z.array(wordingPlaceSchema),
})
/** The side file in which an author allows wordings. */
export type WordingList = z.output<typeof wordingListSchema>

/** As text, to be read and edited by people. */
export const encodeWordingList = (list: WordingList): string =>
  `${JSON.stringify(wordingListSchema.parse(list), null, 2)}\n`
