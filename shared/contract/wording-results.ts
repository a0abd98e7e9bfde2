import { z } from 'zod'

/** What `wording` gives back; see `results.ts`. */

const count = z.int().nonnegative()

export const wordingResultSchema = z.strictObject({
  /** Absolute path of the list. */
  file: z.string(),
  paper: z.strictObject({
    file: z.string(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    pages: z.int().positive(),
  }),
  /** Proposed, none of them approved. */
  places: count,
  kinds: z.record(z.string(), count),
  /** Places that have an equal which cannot be used, by reason. */
  refused: z.array(z.strictObject({ reason: z.string(), places: count })),
  /** How many places a leaked passage must show before it could name one of a thousand copies. */
  needed: z.strictObject({ copies: count, places: count }),
})
export type WordingResult = z.infer<typeof wordingResultSchema>
