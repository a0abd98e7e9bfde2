import { z } from 'zod'
import { wordingListSchema } from '../wording-list.ts'
import { wordingResultSchema } from '../wording-results.ts'
import { call, fileIdSchema } from './call.ts'
import { paper } from './issue-calls.ts'

/** How many places a leaked passage must show before it could name a copy by them alone, as this vault's limit has it. */
const needed = wordingResultSchema.shape.needed

export const wordingCalls = {
  /** Places that could be worded otherwise, for the author to allow or not; none is approved. Takes seconds a page. */
  'wording.propose': call(
    z.strictObject(paper),
    z.strictObject({ list: wordingListSchema, refused: wordingResultSchema.shape.refused, needed }),
  ),
  /** A list that was kept as a side file. Fails with 'file-unreadable' where it is none, or another paper's. */
  'wording.read': call(
    z.strictObject({ document: fileIdSchema, list: fileIdSchema }),
    z.strictObject({ list: wordingListSchema, needed }),
  ),
}
