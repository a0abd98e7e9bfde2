import { z } from 'zod'
import { deskNameSchema, roleSchema } from './roles.ts'

/** Who has the keys, and what becomes of the record itself: bodies of events. */
const text = z
  .string()
  .max(4000)
  .refine((value) => value.isWellFormed(), 'contains a broken character')
const filled = text.min(1)
const count = z.int().nonnegative()

export const keepingBodies = {
  'user-added': z.strictObject({ name: deskNameSchema, role: roleSchema }),
  'user-removed': z.strictObject({ name: deskNameSchema }),
  'passphrase-changed': z.strictObject({ name: deskNameSchema, how: z.enum(['passphrase', 'recovery-key']) }),
  'recovery-key-renewed': z.strictObject({}),
  /** Personal values that were erased: event by index, place in its body. Their commitments stay in the tree. */
  redacted: z.strictObject({
    targets: z.array(z.strictObject({ event: count, path: filled })).min(1),
    reason: filled,
    approver: text.optional(),
  }),
  /** What a restored vault begins again from: later records of the lost one are gone, later heads will not fit. */
  'vault-restored': z.strictObject({ backup: filled, size: count, root: z.base64() }),
}

export const KEEPING_PERSONAL = {
  'user-added': [],
  'user-removed': [],
  'passphrase-changed': [],
  'recovery-key-renewed': [],
  redacted: [],
  'vault-restored': [],
} as const satisfies Record<keyof typeof keepingBodies, readonly string[]>
