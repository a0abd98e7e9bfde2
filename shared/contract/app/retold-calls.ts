import { z } from 'zod'
import { retoldResultSchema } from '../retold-results.ts'
import { call, fileIdSchema } from './call.ts'

/** Of a post; a longer one is cut to what matters by whoever searches. */
export const MOST_POST = 20_000

export const retoldCalls = {
  /** Who could have known: papers that say what a post says, and who had them by then. Never a trace. Puts itself on record. */
  'retold.run': call(
    z.strictObject({
      text: z.string().max(MOST_POST),
      /** When it was posted: a day (to its end) or a time. Now unless told. */
      at: z.string().optional(),
      limit: z.int().positive().max(100).optional(),
    }),
    retoldResultSchema,
  ),
  /** The text of a post that is in a file: plain text, HTML, a mail, a Word document, JSON of a chat. */
  'retold.read': call(z.strictObject({ file: fileIdSchema }), z.strictObject({ text: z.string() })),
}
