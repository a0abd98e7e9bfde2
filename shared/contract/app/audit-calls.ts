import { z } from 'zod'
import { historyEntrySchema } from '../custody-results.ts'
import {
  backupResultSchema,
  checkpointResultSchema,
  passphraseResultSchema,
  usersResultSchema,
} from '../keeping-results.ts'
import { verifyResultSchema } from '../results.ts'
import { deskNameSchema, roleSchema } from '../roles.ts'
import { call, fileIdSchema, fileOutSchema, nothing } from './call.ts'

const count = z.int().nonnegative()

export const auditCalls = {
  /** The log, newest first: `before` an event's number, or from the end. */
  'audit.events': call(
    z.strictObject({
      before: count.optional(),
      limit: z.int().positive().max(500),
      search: z.string().optional(),
    }),
    z.strictObject({ entries: z.array(historyEntrySchema), size: count }),
  ),
  /** Against checkpoints kept elsewhere: as files (text, or a picture or PDF that shows the QR code), or as their text. */
  'audit.verify': call(
    z.strictObject({ files: z.array(fileIdSchema).optional(), text: z.string().max(20_000).optional() }),
    verifyResultSchema,
  ),
  'audit.checkpoint': call(nothing, checkpointResultSchema.extend({ qrSvg: z.string() })),
  /** To be saved elsewhere by whoever asked. */
  'audit.backup': call(
    nothing,
    z.strictObject({ result: backupResultSchema, saved: z.array(fileOutSchema) }),
  ),
  /** Into a folder, where older ones are let go by the ladder. */
  'audit.backup-to-folder': call(z.strictObject({ folder: z.string().min(1) }), backupResultSchema),
  'users.list': call(nothing, usersResultSchema),
  'users.add': call(
    z.strictObject({
      passphrase: z.string(),
      name: deskNameSchema,
      role: roleSchema,
      newPassphrase: z.string(),
    }),
    usersResultSchema,
  ),
  'users.remove': call(z.strictObject({ passphrase: z.string(), name: deskNameSchema }), usersResultSchema),
  'users.passphrase': call(
    z.strictObject({
      passphrase: z.string(),
      newPassphrase: z.string().optional(),
      renewRecoveryKey: z.boolean().optional(),
    }),
    passphraseResultSchema,
  ),
}
