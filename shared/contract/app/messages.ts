import { z } from 'zod'
import { FAILURE_CODES } from '../failure.ts'
import { aboutSchema } from '../progress.ts'
import { warningSchema } from '../warning.ts'
import { pictureSchema } from './call.ts'

/**
 * Everything that crosses between the renderer and the engine's process, over a message port or a WebSocket alike.
 * Each side parses what it is sent; what does not parse is refused and never reaches the engine.
 */

const id = z.int().nonnegative()

export const askSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call'), id, method: z.string().max(40), params: z.unknown() }),
  z.strictObject({ kind: z.literal('cancel'), id }),
])
export type Ask = z.infer<typeof askSchema>

export const appErrorSchema = z.strictObject({
  code: z.enum(FAILURE_CODES),
  message: z.string(),
  details: z.array(z.string()),
})
export type AppError = z.infer<typeof appErrorSchema>

export const progressSchema = z.strictObject({
  stage: z.string(),
  done: z.number(),
  total: z.number(),
  label: z.string().exactOptional(),
  about: aboutSchema.exactOptional(),
})

/** Not asked for: the vault was locked, the register grew, or the backup that was due could not be made. */
const noticeSchema = z.enum(['locked', 'register-grew', 'backup-failed'])
export type Notice = z.infer<typeof noticeSchema>

export const answerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('result'), id, value: z.unknown() }),
  z.strictObject({ kind: z.literal('failed'), id, error: appErrorSchema }),
  z.strictObject({ kind: z.literal('progress'), id, progress: progressSchema }),
  z.strictObject({ kind: z.literal('warning'), id, warning: warningSchema }),
  /** A picture of work under way, e.g. the page as it was straightened. */
  z.strictObject({ kind: z.literal('picture'), id, what: z.string(), picture: pictureSchema }),
  z.strictObject({ kind: z.literal('notice'), notice: noticeSchema }),
])
export type Answer = z.infer<typeof answerSchema>
